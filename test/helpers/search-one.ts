import {compileSearch, joinTexts} from '../../source/task/filter.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';

/** Whether one task alone fits a search. @param now Milliseconds since the epoch. */
export function searchOne(search: string, task: StoreImageTask, now: number): boolean {
  const [mark] = compileSearch(search, now).mark({
    size: 1,
    taskAt: () => task,
    kinds: [task],
    kindOf: [0],
    texts: () => joinTexts([task]),
  });
  return mark === 1;
}
