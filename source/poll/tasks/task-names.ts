import {amiOf, likeness} from '../../task/same-task.js';
import {isSameReading, type StoreImageTask} from '../../task/store-image-task.js';
import {isSettled, taskKey} from './track.js';
import type {TrackedTask} from './tracked-task.js';

/** How long an eventually consistent service may still say what was so before. Facts: "seconds to minutes". */
export const OLD_ANSWER_MS = 10 * 60_000;

export type Answer = {
  readonly source: number;
  readonly tasks: readonly StoreImageTask[];

  /** When it came, ms since the epoch. */
  readonly at: number;

  /** It reaches back into the history: what has settled there is no end of a task that runs and has no start yet. */
  readonly isHistory: boolean;
};

/** A row, and a task that it could be of. */
type Match = {readonly row: number; readonly key: string; readonly score: number};

/**
Tells which task a row is of. The service gives tasks no ID, and what identifies one may be filled in later or change its form (see `likeness`), so a key is given at the first sight of a task and kept for its life.
Two rows of one answer are two tasks, unless they say the very same.
*/
export class TaskNames {
  readonly #get: (key: string) => TrackedTask | undefined;

  /** The keys of each source's tasks by their AMI; those that were seen without one under ''. A key by itself where it is the only one, as nearly always: a list for each of 100,000 tasks took 20 MB. */
  readonly #bySource = new Map<number, Map<string, string | readonly string[]>>();

  /** @param get The task of a key, also one that has vanished. */
  constructor(get: (key: string) => TrackedTask | undefined) {
    this.#get = get;
  }

  /** The keys of an answer's rows, in their order; new ones for tasks that are not known yet. */
  keysOf(answer: Answer): readonly string[] {
    const {source, tasks} = answer;
    const plain = tasks.map(task => taskKey(source, task));
    const keys: (string | undefined)[] = plain.map((key, row) =>
      isWhole(tasks[row] as StoreImageTask) && this.#get(key) ? key : undefined,
    );
    const taken = new Set(keys);
    for (const {row, key} of this.#matches(answer, plain, keys)) {
      if (keys[row] === undefined && !taken.has(key)) {
        keys[row] = key;
        taken.add(key);
      }
    }

    return tasks.map((task, row) => {
      const key =
        keys[row] ?? twinOf(row, tasks, plain, keys) ?? this.#unused(plain[row] ?? '', taken);
      keys[row] = key;
      taken.add(key);
      this.#add(source, amiOf(task) ?? '', key);
      return key;
    });
  }

  /** Forgets a task. */
  delete({key, source, task}: TrackedTask): void {
    const byAmi = this.#byAmi(source);
    for (const ami of [amiOf(task) ?? '', '']) {
      const left = listOf(byAmi.get(ami)).filter(other => other !== key);
      if (left.length > 0) {
        byAmi.set(ami, left);
      } else {
        byAmi.delete(ami);
      }
    }
  }

  /** What the rows that have no key yet could be, best first. */
  #matches(
    answer: Answer,
    plain: readonly string[],
    keys: readonly (string | undefined)[],
  ): readonly Match[] {
    const matches: Match[] = [];
    for (const [row, task] of answer.tasks.entries()) {
      for (const key of keys[row] === undefined ? this.#candidates(answer.source, task) : []) {
        const known = this.#get(key);
        const score = known && canBe(known, task, answer) ? likeness(known.task, task) : undefined;
        if (known && score !== undefined) {
          const isPlain = key === plain[row];
          const saysTheSame = isSameReading(known.task, task);
          matches.push({row, key, score: score + Number(saysTheSame) / 2 + Number(isPlain) / 4});
        }
      }
    }

    return matches.sort((a, b) => b.score - a.score);
  }

  #candidates(source: number, task: StoreImageTask): readonly string[] {
    const byAmi = this.#byAmi(source);
    const ami = amiOf(task);
    return ami === undefined
      ? [...byAmi.values()].flat()
      : [...listOf(byAmi.get(ami)), ...listOf(byAmi.get(''))];
  }

  #add(source: number, ami: string, key: string): void {
    const byAmi = this.#byAmi(source);
    const keys = listOf(byAmi.get(ami));
    if (!keys.includes(key)) {
      byAmi.set(ami, keys.length === 0 ? key : [...keys, key]);
    }
  }

  #byAmi(source: number): Map<string, string | readonly string[]> {
    const known = this.#bySource.get(source) ?? new Map<string, string | readonly string[]>();
    this.#bySource.set(source, known);
    return known;
  }

  /** The plain key, or with a number in it where another task has that key. */
  #unused(plain: string, taken: ReadonlySet<string | undefined>): string {
    let key = plain;
    for (let count = 2; taken.has(key) || this.#get(key); count++) {
      key = plain.replace('\n', `.${count}\n`);
    }

    return key;
  }
}

function listOf(keys: string | readonly string[] | undefined): readonly string[] {
  return typeof keys === 'string' ? [keys] : (keys ?? []);
}

/** Nothing is missing that could be filled in later. */
export function isWhole({amiId, bucket, s3ObjectKey, startedAt}: StoreImageTask): boolean {
  return Boolean(amiId && bucket && s3ObjectKey) && startedAt !== undefined;
}

/** The key of an earlier row of the answer that says the very same. */
function twinOf(
  row: number,
  tasks: readonly StoreImageTask[],
  plain: readonly string[],
  keys: readonly (string | undefined)[],
): string | undefined {
  const task = tasks[row] as StoreImageTask;
  const twin = plain.findIndex(
    (key, other) =>
      other < row &&
      key === plain[row] &&
      (isWhole(task) || isSameReading(tasks[other] as StoreImageTask, task)),
  );
  return twin === -1 ? undefined : keys[twin];
}

/** Whether a row can be a later (or a somewhat earlier) reading of a task, by what they say of its state. */
function canBe(
  {task: known, settledAt}: TrackedTask,
  row: StoreImageTask,
  {at, isHistory}: Answer,
): boolean {
  if (known.startedAt !== undefined && row.startedAt !== undefined) {
    return true;
  }

  if (!isSettled(known)) {
    return !(isHistory && isSettled(row) && row.startedAt !== undefined);
  }

  // One that runs is another task, unless this is an old answer.
  return isSettled(row)
    ? known.storeTaskState === row.storeTaskState
    : settledAt !== undefined && at - settledAt < OLD_ANSWER_MS;
}
