import {REPORT_COLUMNS} from '../../report/once/columns.js';
import {FILTER_NAMES} from '../../task/service-filter.js';
import {TASK_STATES} from '../../task/store-image-task.js';
import {findFlag} from '../arguments/find-flag.js';
import {ALL_FLAGS, type FlagDefinition, flagSpellings, shortSpellings} from '../arguments/flags.js';

/** What could be typed. */
export type Candidate = {
  readonly value: string;

  /** What it is, where the shell shows that. */
  readonly description?: string;

  /** More of the same word comes behind it: no blank. */
  readonly isPart?: boolean;
};

/** What may come at the cursor. `files`: the shell itself knows them. */
export type Completion = {
  readonly kind: 'words' | 'files';

  /** What is typed of the word before the part that is completed, such as `--state=`. */
  readonly prefix: string;
  readonly candidates: readonly Candidate[];
};

/** What this machine knows; asked for only when it is needed. */
export type KnownValues = {
  readonly profiles: () => Promise<readonly string[]>;
  readonly regions: () => Promise<readonly Candidate[]>;

  /** AMI IDs seen lately, the newest first. */
  readonly imageIds: () => Promise<readonly string[]>;
};

/**
Finds what may come at the cursor, by the table of flags. Candidates that don't begin with what is typed are among them: each shell has its own idea of what fits.
@param words The words before the one at the cursor, without the program's name.
@param current What is typed of the word at the cursor.
*/
export async function complete(
  words: readonly string[],
  current: string,
  known: KnownValues,
): Promise<Completion> {
  const before = readWords(words);
  const [, name, typed = ''] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  const attached = name === undefined ? undefined : flagOf(name);
  if (attached) {
    return valuesOf(attached, typed, `${name}=`, known);
  }
  if (before.open && !(current.startsWith('-') && before.isEnough)) {
    return valuesOf(before.open, current, '', known);
  }
  if (current.startsWith('-') && !before.isPlain) {
    return {kind: 'words', prefix: '', candidates: flagsLeft(before.given)};
  }
  return wordsOf(await imageIds(known, words));
}

type Before = {
  /** The flag whose value comes next. */
  readonly open: FlagDefinition | undefined;

  /** It may do without another value. */
  readonly isEnough: boolean;

  /** Behind `--` everything is an AMI ID. */
  readonly isPlain: boolean;
  readonly given: ReadonlySet<string>;
};

function readWords(words: readonly string[]): Before {
  const given = new Set<string>();
  let open: FlagDefinition | undefined;
  let isEnough = true;
  for (const word of words) {
    if (word === '--') {
      return {open: undefined, isEnough: true, isPlain: true, given};
    }
    const isValue = open && !(word.startsWith('-') && isEnough);
    if (isValue) {
      isEnough = true;
      open = open?.arity === 'many' ? open : undefined;
      continue;
    }
    const flag = word.startsWith('-') ? flagOf(word) : undefined;
    open = flag && flag.arity !== 'none' && !word.includes('=') ? flag : undefined;
    isEnough = open?.arity === 'optional';
    if (flag && !flag.isRepeatable) {
      given.add(flag.name);
    }
  }
  return {open, isEnough, isPlain: false, given};
}

/** The flag that an argument names; none where it could be several. */
function flagOf(argument: string): FlagDefinition | undefined {
  try {
    return findFlag(argument)?.flag;
  } catch {
    return undefined;
  }
}

function flagsLeft(given: ReadonlySet<string>): readonly Candidate[] {
  return ALL_FLAGS.filter(({name}) => !given.has(name)).flatMap(flag =>
    [...flagSpellings(flag), ...shortSpellings(flag)].map(value => ({
      value,
      description: firstSentence(flag.help),
    })),
  );
}

/** A list of candidates has a line for each. */
function firstSentence(help: string): string {
  return help.replace(/(?<=\w{3})(?:[:;]|\. ).*/s, '').replace(/\.$/, '');
}

async function valuesOf(
  flag: FlagDefinition,
  typed: string,
  prefix: string,
  known: KnownValues,
): Promise<Completion> {
  if (flag.values) {
    return wordsOf(flag.values, prefix);
  }
  if (flag.placeholder === 'FILE') {
    return {kind: 'files', prefix, candidates: []};
  }
  switch (flag.completes) {
    case 'columns':
      return listOf(Object.keys(REPORT_COLUMNS), typed, prefix);
    case 'profiles':
      return wordsOf(await known.profiles(), prefix);
    case 'regions':
      return {kind: 'words', prefix, candidates: await known.regions()};
    case 'image-ids':
      return wordsOf(await known.imageIds(), prefix);
    case 'filters':
      return filtersOf(typed, prefix);
    default:
      return wordsOf([], prefix);
  }
}

function wordsOf(values: readonly string[], prefix = ''): Completion {
  return {kind: 'words', prefix, candidates: values.map(value => ({value}))};
}

/** A list with commas: the last member is completed, and one that is there already isn't offered again. */
function listOf(values: readonly string[], typed: string, prefix: string): Completion {
  const there = typed.split(',').slice(0, -1);
  const kept = there.map(member => `${member},`).join('');
  return wordsOf(
    values.filter(value => !there.includes(value)),
    prefix + kept,
  );
}

/** `Name=task-state,Values=Failed`, in the shorthand of the aws command. */
function filtersOf(typed: string, prefix: string): Completion {
  const [, head = '', name = '', values] =
    /^(Name=([\w-]+),Values=)(.*)$/s.exec(typed) ?? /^(Name=([\w-]+),)/.exec(typed) ?? [];
  if (values !== undefined) {
    return listOf(name === 'task-state' ? TASK_STATES : [], values, prefix + head);
  }
  const parts = FILTER_NAMES.map(one => ({value: `Name=${one},Values=`, isPart: true}));
  return {kind: 'words', prefix, candidates: parts};
}

async function imageIds(known: KnownValues, words: readonly string[]): Promise<readonly string[]> {
  const seen = await known.imageIds();
  return seen.filter(id => !words.includes(id));
}
