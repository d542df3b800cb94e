/** The orders that `o` cycles through and --sort takes. */
export const ORDERS = ['start', 'state', 'progress', 'eta', 'bucket'] as const;

export type Order = (typeof ORDERS)[number];
