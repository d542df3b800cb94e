import {UsageError} from './argument-errors.js';
import {ALL_FLAGS, type FlagDefinition, flagSpellings, shortSpellings} from './flags.js';
import {nearest} from './suggestion.js';

/** A flag as an argument names it. */
export type FoundFlag = {
  readonly flag: FlagDefinition;

  /** Written out, where it was shortened. */
  readonly spelling: string;

  /** What hangs on it: `3` in `--max-items=3` and in `-n3`. */
  readonly attached: string | undefined;
};

type Spelled = Pick<FoundFlag, 'flag' | 'spelling'>;

const LONG: readonly Spelled[] = ALL_FLAGS.flatMap(flag =>
  flagSpellings(flag).map(spelling => ({flag, spelling})),
);

const EXACT: ReadonlyMap<string, Spelled> = new Map(
  [
    ...LONG,
    ...ALL_FLAGS.flatMap(flag => shortSpellings(flag).map(spelling => ({flag, spelling}))),
  ].map(spelled => [spelled.spelling, spelled]),
);

/** In this order the aws command looks for what a shortened flag begins: version 1 before version 2, the options of every command before those of this one. */
const AWS_STEPS: readonly (readonly Spelled[])[] = [1, 2].flatMap(version =>
  (['global', 'command'] as const).map(aws =>
    LONG.filter(({flag}) => flag.aws === aws && (flag.awsOnly ?? version) === version),
  ),
);

const OWN = LONG.filter(({flag}) => flag.aws === undefined);

/**
Finds the flag that an argument names, in full or by the beginning of its name. A beginning that either version of the aws command takes for a flag means the same here; only then it may be one of amiwatch's own.
Source: CPython's argparse.py, _parse_optional, as awscli/argparser.py uses it
@returns `undefined` where it is none.
@throws {UsageError} for a beginning of several flags, with their names.
*/
export function findFlag(argument: string): FoundFlag | undefined {
  const equals = argument.indexOf('=');
  const name = equals > 0 ? argument.slice(0, equals) : argument;
  const attached = equals > 0 ? argument.slice(equals + 1) : undefined;
  const whole = EXACT.get(argument);
  if (whole) {
    return {...whole, attached: undefined};
  }
  const found = EXACT.get(name) ?? (/^--./.test(name) ? byBeginning(name) : undefined);
  if (found) {
    return {...found, attached};
  }
  const short = argument.startsWith('--') ? undefined : EXACT.get(argument.slice(0, 2));
  return short && short.flag.arity !== 'none' ? {...short, attached: argument.slice(2)} : undefined;
}

function byBeginning(name: string): Spelled | undefined {
  const fits = ({spelling}: Spelled) => spelling.startsWith(name);
  // Where the first step of a version finds several, that version looks no further.
  const [one, two] = [AWS_STEPS.slice(0, 2), AWS_STEPS.slice(2)].map(
    steps => steps.map(step => step.filter(fits)).find(found => found.length > 0) ?? [],
  );
  for (const found of [one, two]) {
    if (found?.length === 1) {
      return found[0];
    }
  }
  const own = OWN.filter(fits);
  const isRefusedByAws = [one, two].some(found => (found?.length ?? 0) > 1);
  if (isRefusedByAws || own.length > 1) {
    const candidates = LONG.filter(fits).map(({spelling}) => spelling);
    throw new UsageError(`${name} could be ${spoken(candidates)}. Write out which one is meant.`);
  }
  return own[0];
}

/** Whether an argument names a flag rather than being a value, by argparse's rule: a number isn't one, nor is what has a space in it. */
export function isFlagLike(argument: string): boolean {
  if (!argument.startsWith('-') || argument === '-') {
    return false;
  }
  return (
    findFlag(argument) !== undefined ||
    !(/^-(?:\d+|\d*\.\d+)$/.test(argument) || argument.includes(' '))
  );
}

/** The error for an argument that begins like a flag and is none. */
export function unknownFlag(argument: string): UsageError {
  const [name = argument] = argument.split('=', 1);
  const meant = nearest(
    name,
    LONG.map(({spelling}) => spelling),
  );
  return new UsageError(
    `Unknown option ${name}. ${meant ? `Did you mean ${meant}?` : 'See amiwatch --help.'}`,
  );
}

/** `a, b or c` */
function spoken(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
