/** The formats of one answer; the first three are the aws command's. */
export const OUTPUTS = ['json', 'text', 'table', 'csv', 'ndjson'] as const;

export type Output = (typeof OUTPUTS)[number];
