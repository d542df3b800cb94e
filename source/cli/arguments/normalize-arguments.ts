import {UsageError} from './argument-errors.js';
import {findFlag, isFlagLike, unknownFlag} from './find-flag.js';
import {type FlagDefinition, flagText} from './flags.js';
import {mustBeOneOf} from './suggestion.js';
import {readInteger} from './values.js';

/**
Rewrites an argument vector so that meow can take it: flags are written out, every value is attached to its flag with `=`, several values after one flag become one, a JSON list of them (`--image-ids a b`), an optional value is filled in, of a flag that is given twice only the last one is left unless its values add up, and plain arguments stand at the end after `--`.
@throws {UsageError} for a flag that doesn't exist or could be several, lacks its value, or has one that it can't take or that isn't in its list.
*/
export function normalizeArguments(argv: readonly string[]): readonly string[] {
  const flags = new Map<string, readonly string[]>();
  const plain: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      plain.push(...argv.slice(index + 1));
      break;
    }
    if (!isFlagLike(argument)) {
      plain.push(argument);
      continue;
    }
    const found = findFlag(argument);
    if (!found) {
      throw unknownFlag(argument);
    }
    const {flag, spelling, attached} = found;
    if (flag.arity === 'none') {
      if (attached !== undefined) {
        throw new UsageError(`${spelling} takes no value. Leave "=${attached}" out.`);
      }
      flags.set(flag.name, [spelling.startsWith('--') ? spelling : flagText(flag)]);
      continue;
    }
    const values =
      attached === undefined ? followingValues(flag, argv.slice(index + 1)) : [attached];
    index += attached === undefined ? values.length : 0;
    if (values.length === 0 && flag.arity !== 'optional') {
      throw new UsageError(`${spelling} needs a value: ${flagText(flag)} ${flag.placeholder}.`);
    }
    for (const value of values) {
      refuseValue(flag, value);
    }
    const text = flag.arity === 'many' ? JSON.stringify(values) : (values[0] ?? flag.default ?? '');
    const before = (flag.isRepeatable && flags.get(flag.name)) || [];
    flags.set(flag.name, [...before, `${flagText(flag)}=${shield(text)}`]);
  }
  return [...[...flags.values()].flat(), '--', ...plain];
}

/** Also one that a later one replaces is looked at, as the aws command does. */
function refuseValue(flag: FlagDefinition, value: string): void {
  const must = flag.isInteger
    ? readInteger(value) === undefined && 'a whole number'
    : flag.values && mustBeOneOf(flag.values, value);
  if (must) {
    throw new UsageError(`${flagText(flag)} must be ${must}, not "${value}".`);
  }
}

/** meow's parser takes one pair of quotes off a value, but a JMESPath literal such as `'x'` needs them. */
function shield(value: string): string {
  return /^['"]/.test(value) ? `"${value}"` : value;
}

/** The values after a flag: up to the next flag, and at most as many as it takes. */
function followingValues(flag: FlagDefinition, rest: readonly string[]): readonly string[] {
  const end = rest.findIndex(argument => isFlagLike(argument));
  const values = end === -1 ? rest : rest.slice(0, end);
  if (flag.arity === 'many') {
    return values;
  }
  const [value] = values;
  const isLeftOut = flag.arity === 'optional' && !flag.values?.includes(value ?? '');
  return value === undefined || isLeftOut ? [] : [value];
}
