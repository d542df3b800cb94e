import {ConfigFileError, UsageError} from './argument-errors.js';
import {ALL_FLAGS, type FlagName, flagText} from './flags.js';
import type {RawFlags} from './parse-arguments.js';
import {mustBeOneOf} from './suggestion.js';

/** Reads options by name, whichever place they come from, and words an error for that place. */
export type OptionReader = {
  readonly has: (name: FlagName) => boolean;

  /** True on the command line itself. */
  readonly isGiven: (name: FlagName) => boolean;

  /** True where the command line or the environment says it: then the config file has no say. */
  readonly isDecided: (name: FlagName) => boolean;
  readonly boolean: (name: FlagName) => boolean | undefined;
  readonly text: (name: FlagName) => string | undefined;
  readonly list: (name: FlagName) => readonly string[];

  /**
  Reads a text with a reader of `values.ts`.
  @param must What it must be, to end the sentence "--interval must be …".
  @throws {UsageError | ConfigFileError} when the reader gives `undefined`.
  */
  readonly value: <T>(
    name: FlagName,
    read: (text: string) => T | undefined,
    must: string,
  ) => T | undefined;

  /** One of the values that the table allows. @throws {UsageError | ConfigFileError} */
  readonly choice: (name: FlagName) => string | undefined;
  readonly choices: (name: FlagName) => readonly string[];

  /** The error that says what the option must be. */
  readonly refusal: (name: FlagName, text: string, must: string) => Error;
};

/**
A flag beats the environment, which beats the config file.
@param configFile Where `config` was read from, for messages.
*/
export function optionReader(
  given: RawFlags['flags'],
  config: RawFlags['flags'],
  configFile: string,
  env: NodeJS.ProcessEnv,
): OptionReader {
  const isGiven = (name: FlagName) => given[name] !== undefined;
  const isDecided = (name: FlagName) =>
    isGiven(name) ||
    ALL_FLAGS.some(flag => flag.name === name && flag.env?.some(variable => env[variable]));
  const raw = (name: FlagName) => (isDecided(name) ? given[name] : config[name]);
  const refusal = (name: FlagName, text: string, must: string) => {
    const flag = ALL_FLAGS.find(candidate => candidate.name === name);
    return isGiven(name)
      ? new UsageError(`${flag ? flagText(flag) : name} must be ${must}, not "${text}".`)
      : new ConfigFileError(`"${name}" in ${configFile} must be ${must}, not "${text}".`);
  };
  const text = (name: FlagName) => {
    const value = raw(name);
    return typeof value === 'string' ? value : undefined;
  };
  const list = (name: FlagName) => {
    const value = raw(name);
    return Array.isArray(value) ? (value as readonly string[]) : [];
  };
  const checked = (name: FlagName, value: string) => {
    const values = ALL_FLAGS.find(flag => flag.name === name)?.values ?? [];
    const must = mustBeOneOf(values, value);
    if (must !== undefined) {
      throw refusal(name, value, must);
    }
    return value;
  };
  return {
    has: name => raw(name) !== undefined,
    isGiven,
    isDecided,
    boolean(name) {
      const value = raw(name);
      return typeof value === 'boolean' ? value : undefined;
    },
    text,
    list,
    value(name, read, must) {
      const given = text(name);
      if (given === undefined) {
        return undefined;
      }
      const value = read(given);
      if (value === undefined) {
        throw refusal(name, given, must);
      }
      return value;
    },
    choice(name) {
      const value = text(name);
      return value === undefined ? undefined : checked(name, value);
    },
    choices: name => list(name).map(value => checked(name, value)),
    refusal,
  };
}
