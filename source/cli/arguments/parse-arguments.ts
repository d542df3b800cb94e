import meow, {type AnyFlag} from 'meow';
import {name, version} from '../help/version.js';
import {UsageError} from './argument-errors.js';
import {ALL_FLAGS, type FlagName} from './flags.js';
import {normalizeArguments} from './normalize-arguments.js';

/** What the command line says, flag by flag, as text. A flag that isn't given is absent. */
export type RawFlags = {
  readonly flags: Partial<Record<FlagName, string | boolean | readonly string[]>>;

  /** The values behind each occurrence of a flag that takes several. */
  readonly groups: Partial<Record<FlagName, readonly (readonly string[])[]>>;

  /** The arguments without a flag. */
  readonly plain: readonly string[];
};

/** @throws {UsageError} */
export function parseArguments(argv: readonly string[]): RawFlags {
  const normalized = normalizeArguments(argv);
  refuseBothConfigs(normalized);
  const given = new Set(normalized.slice(0, normalized.indexOf('--')).map(stem));
  // To tell meow of all 70 takes longer than to parse.
  const asked = ALL_FLAGS.filter(({name}) => given.has(stem(name)));
  const parsed = meow({
    importMeta: import.meta,
    argv: normalized,
    pkg: {name, version},
    description: false,
    autoHelp: false,
    autoVersion: false,
    // Without a default, a boolean that isn't given stays undefined and the config file can speak.
    booleanDefault: undefined,
    flags: Object.fromEntries(asked.map(flag => [camelCase(flag.name), meowFlag(flag)])),
  });
  const flags: Partial<Record<FlagName, string | boolean | readonly string[]>> = {};
  const groups: Partial<Record<FlagName, readonly (readonly string[])[]>> = {};
  for (const {name, arity} of asked) {
    const value = parsed.flags[camelCase(name)] as string | boolean | string[] | undefined;
    if (value === undefined || (Array.isArray(value) && value.length === 0)) {
      continue;
    }
    if (arity === 'many' && Array.isArray(value)) {
      const occurrences = value.map(group => JSON.parse(group) as readonly string[]);
      groups[name] = occurrences;
      flags[name] = occurrences.flat();
    } else {
      flags[name] = value;
    }
  }
  return {flags, groups, plain: parsed.input};
}

/** What a flag and its negation have in common. */
function stem(word: string): string {
  return word.replace(/=.*/s, '').replace(/^(?:--)?(?:no-)?/, '');
}

function meowFlag(flag: (typeof ALL_FLAGS)[number]): AnyFlag {
  if (flag.arity === 'none') {
    return {type: 'boolean'};
  }
  return flag.isRepeatable ? {type: 'string', isMultiple: true} : {type: 'string'};
}

/** For meow `--no-config` is a value of `--config`, so that nobody could tell that both were given. */
function refuseBothConfigs(argv: readonly string[]): void {
  const flags = argv.slice(0, argv.indexOf('--'));
  if (flags.includes('--no-config') && flags.some(flag => flag.startsWith('--config='))) {
    throw new UsageError("--config and --no-config can't go together. Leave one out.");
  }
}

/** meow names flags in camel case. */
function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
