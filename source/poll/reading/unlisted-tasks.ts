import {isRunning} from '../../task/store-image-task.js';
import {startedAfter} from '../tasks/task-list.js';
import {MISSING} from './missing-tasks.js';
import type {PolledSource} from './poll-strategy.js';

/** Settled tasks that stay away from the page they belong on: the service no longer knows them. */
export class UnlistedTasks {
  readonly #options: PolledSource;

  /** Since when each was not there; monotonic. */
  readonly #since = new Map<string, number>();

  constructor(options: PolledSource) {
    this.#options = options;
  }

  /**
  Takes out those that have stayed away for long enough.
  @param seen The keys of what the service has just shown.
  @param pageEnd Start of the oldest task on the newest page, ms since the epoch; -Infinity when everything was read.
  */
  drop(seen: ReadonlySet<string>, pageEnd: number): void {
    const {source, ledger, now, monotonic} = this.#options;
    const unlisted = new Set<string>();
    for (const tracked of startedAfter(ledger.list, pageEnd)) {
      if (tracked.source === source && !seen.has(tracked.key) && !isRunning(tracked.task)) {
        unlisted.add(tracked.key);
      }
    }

    for (const key of this.#since.keys()) {
      if (!unlisted.has(key)) {
        this.#since.delete(key);
      }
    }

    const gone: string[] = [];
    for (const key of unlisted) {
      const since = this.#since.get(key);
      if (since === undefined) {
        this.#since.set(key, monotonic());
      } else if (monotonic() - since >= MISSING.graceMs) {
        this.#since.delete(key);
        gone.push(key);
      }
    }

    ledger.vanish(gone, now());
  }
}
