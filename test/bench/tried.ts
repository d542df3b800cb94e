/** What was tried to reach the figures that have a limit, and what stands in the way: the table tells it while a limit isn't reached. */
export const TRIED = {
  once: undefined,
  firstRow: undefined,
  front: undefined,
  executable: undefined,
  lists: undefined,
  manyTasks: undefined,
  burst: undefined,
  halfHour: undefined,
  longTable: undefined,
  idleRunning: undefined,
  idle: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>;
