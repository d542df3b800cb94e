import {UsageError} from './argument-errors.js';
import {ALL_FLAGS, type FlagDefinition, flagSpellings, flagText} from './flags.js';
import {mustBeOneOf, nearest} from './suggestion.js';

const spellings = new Map(
  ALL_FLAGS.flatMap(flag => [
    ...flagSpellings(flag).map(spelling => [spelling, flag] as const),
    ...(flag.short ? [[`-${flag.short}`, flag] as const] : []),
  ]),
);

/**
Rewrites an argument vector so that meow can take it: every value is attached to its flag with `=`, several values after one flag become several flags (`--image-ids a b`), an optional value is filled in, and plain arguments stand at the end after `--`.
@throws {UsageError} for a flag that doesn't exist, lacks its value, has one that it can't take or that isn't in its list, or is given twice.
*/
export function normalizeArguments(argv: readonly string[]): readonly string[] {
  const flags: string[] = [];
  const plain: string[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      plain.push(...argv.slice(index + 1));
      break;
    }
    if (!argument.startsWith('-') || argument === '-') {
      plain.push(argument);
      continue;
    }
    const {flag, spelling, attached} = lookUp(argument);
    if (seen.has(flag.name) && !flag.isRepeatable && flag.arity !== 'none') {
      throw new UsageError(`${spelling} is given twice. Give it once.`);
    }
    seen.add(flag.name);
    if (flag.arity === 'none') {
      if (attached !== undefined) {
        throw new UsageError(`${spelling} takes no value. Leave "=${attached}" out.`);
      }
      flags.push(spelling.startsWith('--') ? spelling : flagText(flag));
      continue;
    }
    const values =
      attached === undefined ? followingValues(flag, argv.slice(index + 1)) : [attached];
    index += attached === undefined ? values.length : 0;
    if (values.length === 0 && flag.arity !== 'optional') {
      throw new UsageError(`${spelling} needs a value: ${flagText(flag)} ${flag.placeholder}.`);
    }
    for (const value of values.length > 0 ? values : [flag.default ?? '']) {
      const must = flag.values && mustBeOneOf(flag.values, value);
      if (must !== undefined) {
        throw new UsageError(`${flagText(flag)} must be ${must}, not "${value}".`);
      }
      flags.push(`${flagText(flag)}=${shield(value)}`);
    }
  }
  return [...flags, '--', ...plain];
}

/** meow's parser takes one pair of quotes off a value, but a JMESPath literal such as `'x'` needs them. */
function shield(value: string): string {
  return /^['"]/.test(value) ? `"${value}"` : value;
}

type Found = {
  readonly flag: FlagDefinition;
  readonly spelling: string;
  readonly attached: string | undefined;
};

function lookUp(argument: string): Found {
  const equals = argument.indexOf('=');
  const spelling = equals > 0 ? argument.slice(0, equals) : argument;
  const flag = spellings.get(spelling);
  if (flag) {
    return {flag, spelling, attached: equals > 0 ? argument.slice(equals + 1) : undefined};
  }
  const short = argument.startsWith('--') ? undefined : spellings.get(argument.slice(0, 2));
  if (short && short.arity !== 'none') {
    return {flag: short, spelling: argument.slice(0, 2), attached: argument.slice(2)};
  }
  const known = [...spellings.keys()].filter(candidate => candidate.startsWith('--'));
  const meant = nearest(spelling, known);
  throw new UsageError(
    `Unknown option ${spelling}. ${meant ? `Did you mean ${meant}?` : 'See amiwatch --help.'}`,
  );
}

/** The values after a flag: up to the next flag, and at most as many as it takes. A lone value may begin with a dash unless it is a flag itself. */
function followingValues(flag: FlagDefinition, rest: readonly string[]): readonly string[] {
  if (flag.arity === 'many') {
    const end = rest.findIndex(argument => argument.startsWith('-'));
    return end === -1 ? rest : rest.slice(0, end);
  }
  const [next] = rest;
  if (next === undefined || next.startsWith('--') || spellings.has(next)) {
    return [];
  }
  return flag.arity === 'optional' && !flag.values?.includes(next) ? [] : [next];
}
