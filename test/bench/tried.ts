/** What was tried to reach the figures that have a limit, and what stands in the way: the table tells it while a limit isn't reached. With figures. */
export const TRIED = {
  once: "Left are Node's own start and the SDK, which comes from V8's cache.",
  firstRow: undefined,
  front: undefined,
  executable:
    "Node 24 with an empty program in it takes 29 ms of the aws command's 408, loading `node:https` 16, string-width's pattern of all emoji 16, V8's reading of compiled code 10. The compiled code of a run in it: 0.48 to 0.33. A snapshot of the heap with all modules loaded and all functions compiled: no faster, since it takes 25 ms to read (The build in source/readme.md). Fewer threads, a larger young generation and other flags of V8: within the noise. Left is the first run of the SDK, React, Ink and yoga in V8's interpreter.",
  lists:
    'Searched by whole chunks of texts, tasks of one kind counted together, the last eight queries kept: two thirds of such a key are React and Ink drawing a whole page anew.',
  manyTasks: undefined,
  burst:
    'Its heap is 13 MiB, and the process also plays the account and writes its XML. A young generation that does not grow: 130 to 103 in real time. An old one that may only double: 167 to 134 in the burst.',
  halfHour: undefined,
  longTable: undefined,
  idleRunning:
    'Polls and minutes that change nothing to be seen render nothing; between 0.36 and 0.75 % in ten runs of the same minute, by how busy the machine was.',
  idle: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>;
