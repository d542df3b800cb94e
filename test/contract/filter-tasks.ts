import {demoTask} from '../helpers/demo-endpoint.js';

export const BUCKETS = ['a', 'ab', 'abb', 'b', 'A', 'ab.b', 'a*b', 'a?b', 'a\\b', '*', 'aab'];
export const STATES = ['InProgress', 'Completed', 'Failed'] as const;
export const TASKS = Array.from({length: 20}, (_, index) =>
  demoTask(index, {
    bucket: BUCKETS[index % BUCKETS.length] as string,
    storeTaskState: STATES[index % 3] as (typeof STATES)[number],
  }),
);
export const IDS = TASKS.map(({amiId}) => amiId);

/** The AMI IDs of a json answer. */
export const idsIn = (stdout: string): readonly string[] =>
  JSON.parse(stdout).StoreImageTaskResults.map(({AmiId}: {AmiId: string}) => AmiId);
