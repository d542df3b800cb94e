import {Ec2Error} from '../ec2/errors.js';
import {isRunning, type StoreImageTask} from '../task/store-image-task.js';
import {MissingTasks} from './missing-tasks.js';
import {HORIZON} from './poll-all-tasks.js';
import {type Ask, batches, REQUEST_LIMITS} from './request.js';
import type {Origin, TaskLedger} from './task-ledger.js';

export const REST = {
  /** How often an AMI is asked for whose task has settled: only a new task could change it. */
  settledMs: 5 * 60_000,

  /** How often one that the service refuses: it may be too new for the service to know. */
  refusedMs: 30_000,
} as const;

type Options = {
  readonly source: number;
  readonly ledger: TaskLedger;

  /** The service's time, ms since the epoch. */
  readonly now: () => number;
  readonly monotonic: () => number;
  readonly imageIds: readonly string[];

  /** Whether a newer task of an AMI is expected: then it is asked for at each poll though its last one has settled. @default none is */
  readonly isAwaited?: (imageId: string) => boolean;
};

/**
The polling of given AMIs, 20 a request. Those whose task runs or isn't there yet are asked for at each poll, the settled ones rarely; they also fill up requests that have room.
*/
export class PollImageIds {
  /** Whether every ID was asked for at least once. */
  isComplete = false;

  readonly #options: Options;
  readonly #missing: MissingTasks;
  readonly #askedAt = new Map<string, number>();
  readonly #settled = new Set<string>();

  /** Start of the newest task of each AMI as of the last poll, ms since the epoch. */
  #newest: ReadonlyMap<string, number> = new Map();
  #firstPollAt: number | undefined;

  /** IDs that the service refuses, and its error. */
  readonly #refused = new Map<string, Ec2Error>();

  constructor(options: Options) {
    this.#options = options;
    this.#missing = new MissingTasks(options);
  }

  /** Whether every AMI has a task and all have settled. */
  isIdle(): boolean {
    return this.#options.imageIds.every(id => this.#rests(id));
  }

  /** @throws {Ec2Error} when a request fails, or when every ID is refused. */
  async poll(ask: Ask): Promise<void> {
    const {source, ledger, now, monotonic} = this.#options;
    const isFirst = !this.isComplete;
    const newest = new Map(this.#newest);
    const originOf = (task: StoreImageTask) => (isFirst ? 'history' : this.#originOf(task));
    const seen = new Set<string>();
    const asked = new Set<string>();
    for (const imageIds of this.#batches()) {
      const tasks = await this.#askFor(imageIds, ask);
      // Only now the service's time is known.
      this.#firstPollAt ??= now();
      for (const key of ledger.observe(source, tasks, originOf, now())) {
        seen.add(key);
      }

      for (const id of imageIds) {
        asked.add(id);
        this.#askedAt.set(id, monotonic());
        this.#noteSettled(id, tasks);
      }

      for (const {amiId = '', startedAt} of tasks) {
        // One that starts in the future must not make all that follow old news.
        const start = Math.min(startedAt ?? 0, now());
        newest.set(amiId, Math.max(start, newest.get(amiId) ?? 0));
      }
    }

    this.isComplete = true;
    const left = ledger
      .running(source)
      .filter(({key, task}) => asked.has(task.amiId ?? '') && !seen.has(key));
    await this.#missing.resolve(left, ask, originOf, true);
    this.#newest = newest;
    ledger.prune(source, now(), seen);
    this.#throwIfAllRefused();
  }

  /** A search by bucket comes across tasks of other AMIs, and earlier ones of the same: they were there before anyone looked. */
  #originOf({amiId = '', startedAt}: StoreImageTask): Origin {
    const {imageIds, now} = this.#options;
    const before = this.#newest.get(amiId) ?? (this.#firstPollAt ?? now()) - HORIZON.hiddenMs;
    return imageIds.includes(amiId) && (startedAt ?? now()) > before ? 'news' : 'history';
  }

  /** The IDs of this poll, in requests. */
  #batches(): string[][] {
    const {imageIds, monotonic} = this.#options;
    const askedAt = (id: string) => this.#askedAt.get(id) ?? Number.NEGATIVE_INFINITY;
    const rest = (id: string) =>
      this.#refused.has(id) ? REST.refusedMs : this.#rests(id) ? REST.settledMs : 0;
    const isDue = (id: string) => monotonic() - askedAt(id) >= rest(id);
    const refused = imageIds.filter(id => this.#refused.has(id) && isDue(id));
    const due = imageIds.filter(id => !this.#refused.has(id) && isDue(id));
    const {imageIds: size} = REQUEST_LIMITS;
    // A poll that asked for nothing would make old data look new.
    const room = due.length === 0 ? size : (size - (due.length % size)) % size;
    const fill = imageIds
      .filter(id => this.#settled.has(id) && !isDue(id))
      .sort((a, b) => askedAt(a) - askedAt(b))
      .slice(0, room);
    return [...batches([...due, ...fill], size), ...batches(refused, size)];
  }

  /** Asks for some IDs; one that the service refuses is set aside, so that it doesn't take the others with it. */
  async #askFor(imageIds: readonly string[], ask: Ask): Promise<readonly StoreImageTask[]> {
    let rest = imageIds;
    while (rest.length > 0) {
      try {
        const answer = await ask({imageIds: rest});
        for (const id of rest) {
          this.#refused.delete(id);
        }

        return answer.tasks;
      } catch (error) {
        const named = refusedIds(error, rest);
        if (named.length === 0) {
          throw error;
        }

        for (const id of named) {
          this.#refused.set(id, error as Ec2Error);
        }

        rest = rest.filter(id => !named.includes(id));
      }
    }

    return [];
  }

  /** Whether nothing is to be expected of an AMI. */
  #rests(id: string): boolean {
    return this.#settled.has(id) && !this.#options.isAwaited?.(id);
  }

  #noteSettled(id: string, tasks: readonly StoreImageTask[]): void {
    const own = tasks.filter(task => task.amiId === id);
    if (own.length > 0 && !own.some(isRunning)) {
      this.#settled.add(id);
    } else {
      this.#settled.delete(id);
    }
  }

  #throwIfAllRefused(): void {
    const {imageIds} = this.#options;
    const [error] = this.#refused.values();
    if (error && imageIds.every(id => this.#refused.has(id))) {
      throw error;
    }
  }
}

/** The IDs that an InvalidAMIID error names: "The image ids '[ami-…, ami-…]' do not exist". */
function refusedIds(error: unknown, imageIds: readonly string[]): string[] {
  if (!(error instanceof Ec2Error) || !error.code?.startsWith('InvalidAMIID')) {
    return [];
  }

  const text = error.serviceMessage ?? '';
  return imageIds.filter(id => text.includes(id));
}
