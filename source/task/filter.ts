import {failureGroup} from './failure-reasons.js';
import {MAX_SEARCH_LENGTH, readTerms, type SearchTerm} from './search-terms.js';
import type {StoreImageTask} from './store-image-task.js';
import {readDuration, readSince} from './when.js';

/** Tasks that are searched together. */
export type SearchedTasks = {
  readonly size: number;
  readonly taskAt: (index: number) => StoreImageTask;

  /** How far the clock that told the start of the task at an index is ahead of this machine's, ms. @default it isn't */
  readonly aheadAt?: (index: number) => number;

  /** Tasks of one kind have state and bucket in common: a task of each kind, and the kind of each task as its place among them. */
  readonly kinds: readonly Pick<StoreImageTask, 'storeTaskState' | 'bucket'>[];
  readonly kindOf: ArrayLike<number>;

  /** What else is looked through, made by `joinTexts` when it is asked for. */
  readonly texts: () => JoinedTexts;
};

/** Texts of many tasks as one, which is read many times faster than as many small ones. */
export type JoinedTexts = {
  readonly text: string;

  /** Where each task's part ends. */
  readonly ends: Uint32Array;
};

/** For each task 1 where it fits, 0 where it doesn't. */
export type Marks = Uint8Array;

/** The members of a task that a term without a field looks at. */
export type SearchedField =
  | 'amiId'
  | 'bucket'
  | 's3ObjectKey'
  | 'storeTaskState'
  | 'storeTaskFailureReason';

/** From a character of a text up to another, which isn't part of it any more. */
export type Range = readonly [from: number, to: number];

export type Search = {
  /** Every term has to hold. A search that can't be read fits nothing. A regular expression may take any time: see `hasRegex`. */
  readonly mark: (searched: SearchedTasks) => Marks;

  /** What can't be read, in words. */
  readonly problem: string | undefined;
  readonly hasRegex: boolean;

  /** No task that started before this fits (ms since the epoch). @param aheadMs How far the clock that told its start is ahead of this machine's. */
  readonly since: (aheadMs: number) => number | undefined;

  /** True where `since` is so long before now, rather than a date. */
  readonly isMoving: boolean;

  /** What is found in the text of a field, in order, without overlaps; nothing of negated terms. */
  readonly find: (field: SearchedField, text: string) => readonly Range[];
};

const MEMBER_OF = {
  state: 'storeTaskState',
  bucket: 'bucket',
  reason: 'storeTaskFailureReason',
} as const satisfies Record<string, SearchedField>;

/**
Makes a search text a test; its language is that of `readTerms`. Upper and lower case are alike. Nothing searched: everything fits.
@param now Milliseconds since the epoch, for `since:2h`.
*/
export function compileSearch(text: string, now: number): Search {
  // In UTF-16 units, of which a character has at most two.
  if (text.length > 2 * MAX_SEARCH_LENGTH) {
    return unreadableSearch(`too long: at most ${MAX_SEARCH_LENGTH} characters`);
  }

  const terms = readTerms(text);
  const since: SinceTest[] = [];
  const patterns: PatternTest[] = [];
  const failures: FailureTest[] = [];
  let problem: string | undefined;
  for (const term of terms) {
    const read = term.field === 'since' ? readSinceTerm(term, now) : readPattern(term);
    if (typeof read === 'string') {
      problem ??= read;
    } else if ('at' in read) {
      since.push(read);
    } else if (term.field === 'failure') {
      failures.push({...read, group: term.isRegex ? undefined : term.value});
    } else {
      patterns.push(read);
    }
  }

  // What costs least and leaves most out comes first.
  patterns.sort((a, b) => cost(a) - cost(b));
  const lower = since.filter(({isNegated}) => !isNegated);
  const shown = patterns.filter(({isNegated}) => !isNegated);
  return {
    mark(searched) {
      const marks = new Uint8Array(searched.size).fill(problem === undefined ? 1 : 0);
      const {taskAt, aheadAt} = searched;
      for (const test of since) {
        keep(
          marks,
          at => startsSince(taskAt(at), momentOf(test, aheadAt?.(at) ?? 0)) !== test.isNegated,
        );
      }

      for (const test of patterns) {
        keepMatching(marks, test, searched);
      }

      for (const test of failures) {
        keep(marks, at => isFailure(taskAt(at), test) !== test.isNegated);
      }

      return marks;
    },
    problem,
    hasRegex: terms.some(({isRegex}) => isRegex),
    since: aheadMs =>
      lower.length > 0 ? Math.max(...lower.map(test => momentOf(test, aheadMs))) : undefined,
    isMoving: since.some(({isMoving}) => isMoving),
    find: (field, value) =>
      joined(
        shown
          .filter(test => test.member === undefined || test.member === field)
          .flatMap(({pattern}) => rangesOf(pattern, value)),
      ),
  };
}

/** A search that fits nothing, and why. */
export function unreadableSearch(problem: string): Search {
  return {
    mark: ({size}) => new Uint8Array(size),
    problem,
    hasRegex: false,
    since: () => undefined,
    isMoving: false,
    find: () => [],
  };
}

/** The matcher of a list of exact values; an empty list fits all. For states and buckets, whose values are patterns, see `compileFilters`. */
export function oneOf(values: readonly string[], value: string | undefined): boolean {
  return values.length === 0 || values.includes(value ?? '');
}

/** A task without a readable start may have started at any time. */
export function startsSince({startedAt}: StoreImageTask, at: number): boolean {
  return startedAt === undefined || startedAt >= at;
}

type SinceTest = {readonly isNegated: boolean; readonly at: number; readonly isMoving: boolean};

/** `since:2h` is counted back from this machine's clock, and moved to the service's; a date is the same for both. */
function momentOf({at, isMoving}: SinceTest, aheadMs: number): number {
  return isMoving ? at + aheadMs : at;
}

type PatternTest = {
  readonly isNegated: boolean;
  readonly isRegex: boolean;
  readonly member: SearchedField | undefined;
  readonly pattern: RegExp;
};

/** A group of failures, as `failureGroup` names it; `undefined`: those whose name the pattern fits. */
type FailureTest = PatternTest & {readonly group: string | undefined};

function isFailure(task: StoreImageTask, {group, pattern}: FailureTest): boolean {
  if (task.storeTaskState !== 'Failed') {
    return false;
  }

  const own = failureGroup(task.storeTaskFailureReason);
  return group === undefined ? pattern.test(own) : own === group;
}

function readSinceTerm({value, isNegated}: SearchTerm, now: number): SinceTest | string {
  const at = readSince(value, now);
  return at === undefined
    ? 'since: takes 90m, 2h, 7d, or a time such as 2026-01-31'
    : {isNegated, at, isMoving: readDuration(value) !== undefined};
}

function readPattern({field, isNegated, isRegex, value}: SearchTerm): PatternTest | string {
  const member =
    field === undefined || field === 'since' || field === 'failure' ? undefined : MEMBER_OF[field];
  try {
    const source = isRegex ? value : value.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
    return {isNegated, isRegex, member, pattern: new RegExp(source, 'i')};
  } catch (error) {
    const why = (error as Error).message.split(': ').at(-1) ?? '';
    return `not a regular expression: ${why.toLowerCase()}`;
  }
}

function cost({member, isRegex}: PatternTest): number {
  return (member ? 0 : 1) + (isRegex ? 2 : 0);
}

/** Takes the mark of what doesn't pass; what has none any more isn't looked at. */
function keep(marks: Marks, passes: (index: number) => boolean): void {
  for (let at = 0; at < marks.length; at++) {
    if (marks[at] === 1 && !passes(at)) {
      marks[at] = 0;
    }
  }
}

function keepMatching(
  marks: Marks,
  {member, pattern, isNegated, isRegex}: PatternTest,
  {taskAt, kinds, kindOf, texts}: SearchedTasks,
): void {
  if (member === 'storeTaskFailureReason') {
    keep(marks, at => pattern.test(taskAt(at)[member] ?? '') !== isNegated);
    return;
  }

  const inKind = kinds.map(kind =>
    SHARED.some(
      shared => (member === undefined || member === shared) && pattern.test(kind[shared] ?? ''),
    ),
  );
  if (member !== undefined || inKind.every(Boolean)) {
    keep(marks, at => inKind[kindOf[at] as number] !== isNegated);
  } else if (isRegex) {
    keep(
      marks,
      at =>
        (inKind[kindOf[at] as number] || ownTexts(taskAt(at)).some(text => pattern.test(text))) !==
        isNegated,
    );
  } else {
    const found = foundIn(texts(), pattern);
    keep(marks, at => (found[at] === 1 || inKind[kindOf[at] as number]) !== isNegated);
  }
}

/** What many tasks share is matched once for all of them. */
const SHARED = ['storeTaskState', 'bucket'] as const;

/** The texts that hardly two tasks share. */
function ownTexts({amiId = '', s3ObjectKey = '', storeTaskFailureReason}: StoreImageTask) {
  return storeTaskFailureReason === undefined
    ? [amiId, s3ObjectKey]
    : [amiId, s3ObjectKey, storeTaskFailureReason];
}

/** No text of a task has one: all are cleaned. */
const SEPARATOR = '\n';

export function joinTexts(tasks: readonly StoreImageTask[]): JoinedTexts {
  const ends = new Uint32Array(tasks.length);
  // All in one list: to join those of each task first takes a third more.
  const parts: string[] = [];
  let end = 0;
  for (const [index, task] of tasks.entries()) {
    for (const part of ownTexts(task)) {
      parts.push(part);
      end += part.length + SEPARATOR.length;
    }

    ends[index] = end;
  }

  return {text: parts.join(SEPARATOR) + SEPARATOR, ends};
}

/** @param literal Takes as many characters as it finds. */
function foundIn({text, ends}: JoinedTexts, literal: RegExp): Marks {
  const found = new Uint8Array(ends.length);
  const pattern = new RegExp(literal, 'gi');
  let index = 0;
  while (pattern.test(text)) {
    while ((ends[index] ?? Number.POSITIVE_INFINITY) < pattern.lastIndex) {
      index++;
    }

    found[index] = 1;
    pattern.lastIndex = ends[index] ?? text.length;
  }

  return found;
}

function rangesOf(pattern: RegExp, text: string): readonly Range[] {
  return Array.from(
    text.matchAll(new RegExp(pattern, 'gi')),
    ({index, 0: found}): Range => [index, index + found.length],
  ).filter(([from, to]) => to > from);
}

/** Puts ranges in order and makes one of those that touch. */
function joined(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) {
      result[result.length - 1] = [last[0], Math.max(last[1], to)];
    } else {
      result.push([from, to]);
    }
  }

  return result;
}
