import {type StoreImageTask, taskIdentity} from '../../task/store-image-task.js';

/**
Looks whether the rows of a walk through pages come newest first, as the service lists them: within a page, and from the border of one page to the next. Whoever ends a walk early believes in that. A row that comes again, because new tasks have pushed it onto a later page, says nothing.
*/
export class PageOrder {
  /** False as soon as a row has come after an older one. */
  isNewestFirst = true;

  /** Whether two different starts have shown the order at all. */
  isShown = false;

  #border: number | undefined;
  readonly #seen = new Set<string>();

  /** Takes the rows of the next page, in their order. */
  take(tasks: readonly StoreImageTask[]): void {
    for (const task of tasks) {
      const {startedAt} = task;
      const name = taskIdentity(task);
      if (startedAt === undefined || this.#seen.has(name)) {
        continue;
      }

      this.#seen.add(name);
      const border = this.#border ?? startedAt;
      this.isNewestFirst &&= startedAt <= border;
      this.isShown ||= startedAt !== border;
      this.#border = Math.min(border, startedAt);
    }
  }
}
