import {compileSearch, joinTexts} from '../../source/task/filter.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';

/** Whether one task alone fits a search. @param now Milliseconds since the epoch. */
export function searchOne(search: string, task: StoreImageTask, now: number): boolean {
  const matches = compileSearch(search, now).matcher({
    taskAt: () => task,
    states: [task.storeTaskState ?? ''],
    buckets: [task.bucket ?? ''],
    stateOf: [0],
    bucketOf: [0],
    texts: () => joinTexts([task]),
  });
  return matches(0);
}
