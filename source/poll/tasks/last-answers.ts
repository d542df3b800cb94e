import type {StoreImageTask} from '../../task/store-image-task.js';
import type {TaskList} from './task-list.js';
import {isWhole} from './task-names.js';

type Answer = {
  readonly tasks: readonly StoreImageTask[];

  /** Of its tasks, in their order. */
  readonly keys: readonly string[];

  /** What was known, before and after it. */
  readonly list: TaskList;
};

/** What each source said last, where none of it was new. Whoever says the very same again (the same array, see `ec2/answer/repeated-page.ts`), while the same is known, says nothing new again. */
export class LastAnswers {
  readonly #bySource = new Map<number, Answer>();

  /** The keys of an answer that says nothing new; `undefined` where that has to be found out. */
  keysOf(
    source: number,
    tasks: readonly StoreImageTask[],
    list: TaskList,
  ): readonly string[] | undefined {
    const last = this.#bySource.get(source);
    return last?.tasks === tasks && last.list === list ? last.keys : undefined;
  }

  /** Takes in an answer that has changed nothing. Of a row that lacks something it depends on the time which task it is. */
  note(source: number, answer: Answer): void {
    if (answer.tasks.every(isWhole)) {
      this.#bySource.set(source, answer);
    }
  }
}
