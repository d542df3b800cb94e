/** The formats of one answer; all but csv and ndjson are the aws command's: `yaml`, `yaml-stream` and `off` (nothing) of its version 2. */
export const OUTPUTS = [
  'json',
  'text',
  'table',
  'csv',
  'ndjson',
  'yaml',
  'yaml-stream',
  'off',
] as const;

export type Output = (typeof OUTPUTS)[number];

/** Those that leave out what the API puts around the tasks. */
export function isOfTasks(output: Output): boolean {
  return output === 'table' || output === 'csv' || output === 'ndjson';
}

/** Those that are written page by page, the query applied to each. */
export function isOfPages(output: Output): boolean {
  return output === 'text' || output === 'yaml-stream';
}
