import type {Priority} from './token-bucket.js';

/** The older pages that are still to be read, and for whom. */
export class OlderPageQueue {
  /** Pages read since the first of them was asked for. */
  pagesLoaded = 0;

  #pages = 0;
  #priority: Priority = 'automatic';

  /** For whom the next page is read; `undefined` when none is asked for. */
  get priority(): Priority | undefined {
    return this.#pages > 0 ? this.#priority : undefined;
  }

  /** Asks for so many pages, or as many as there are (`Infinity`). What a person asks for isn't made less by what is fetched ahead. */
  add(pages: number, priority: Priority): void {
    this.#priority = this.priority === 'manual' ? 'manual' : priority;
    this.#pages = Math.max(pages, this.#pages);
  }

  /** One page was read. @param isLast Whether there are no more. */
  noteRead(isLast: boolean): void {
    if (this.#pages > 0) {
      this.#pages -= 1;
      this.pagesLoaded += 1;
    }

    if (isLast || this.#pages === 0) {
      this.drop();
    }
  }

  drop(): void {
    this.#pages = 0;
    this.pagesLoaded = 0;
  }
}
