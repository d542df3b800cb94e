import {ConfigFileError, UsageError} from './argument-errors.js';
import {ALL_FLAGS, type ConfigType, type FlagName, flagText} from './flags.js';
import {homeFolder} from './home-folder.js';
import type {RawFlags} from './parse-arguments.js';
import {readConfigText} from './read-config-text.js';
import {nearest} from './suggestion.js';
import {xdgPath} from './xdg-path.js';

/** Which file to read. */
export type ConfigFileChoice = {
  readonly path: string;

  /** It was named with --config: then it has to be there, and may say how reports look. */
  readonly isNamed: boolean;
};

/** @param flag The value of --config; false for --no-config. @returns `undefined` for none. */
export function chooseConfigFile(
  flag: RawFlags['flags']['config'],
  env: NodeJS.ProcessEnv,
): ConfigFileChoice | undefined {
  if (typeof flag === 'string') {
    return {path: flag, isNamed: true};
  }
  const own = flag === false ? undefined : configFilePath(env);
  return own === undefined ? undefined : {path: own, isNamed: false};
}

/** `$XDG_CONFIG_HOME/amiwatch/config.json`, by default in ~/.config; `undefined` where there is no home. */
export function configFilePath(env: NodeJS.ProcessEnv): string | undefined {
  return xdgPath(env, 'XDG_CONFIG_HOME', 'config.json');
}

/** What the config file sets, and what to warn of, in sentences that say what to do. */
export type ConfigFile = {
  readonly flags: RawFlags['flags'];
  readonly warnings: readonly string[];
};

export type ConfigFileContext = {
  /** False for a report: unless its file was named, it looks as without one. */
  readonly isScreen: boolean;
  readonly env: NodeJS.ProcessEnv;
};

const NOTHING: ConfigFile = {flags: {}, warnings: []};

/**
Reads the config file: an object whose keys are names of flags. A file that isn't there sets nothing, and neither does one that someone else could have written: it may name a command to run, and an endpoint that gets signed requests. A key that isn't known is warned of.
@throws {ConfigFileError} for a file that can't be used, and for a value of the wrong type.
@throws {UsageError} for a named file that isn't there or can't be read.
*/
export function readConfigFile(
  choice: ConfigFileChoice | undefined,
  {isScreen, env}: ConfigFileContext,
): ConfigFile {
  if (!choice) {
    return NOTHING;
  }
  const {path: file, isNamed} = choice;
  const found = readConfigText(file);
  if ('distrusted' in found) {
    if (isNamed) {
      throw new UsageError(found.distrusted);
    }
    return {flags: {}, warnings: [found.distrusted]};
  }
  if ('problem' in found) {
    if (found.isMissing && !isNamed) {
      return NOTHING;
    }
    const otherwise = isNamed ? 'give another one to --config' : 'remove it';
    const advice = found.mend ? `${found.mend}, or ${otherwise}.` : `${capitalized(otherwise)}.`;
    throw new (isNamed ? UsageError : ConfigFileError)(`${found.problem} ${advice}`);
  }
  const flags: Partial<Record<FlagName, string | boolean | readonly string[]>> = {};
  const warnings: string[] = [];
  for (const [key, value] of Object.entries(parseObject(found.text, file))) {
    const flag = ALL_FLAGS.find(candidate => candidate.config && candidate.name === key);
    if (!flag) {
      warnings.push(unknownKey(key, file));
    } else if (isScreen || isNamed || flag.group !== 'Looks') {
      flags[flag.name] = rawValue(value, flag.config, `"${key}" in ${file}`, env);
    }
  }
  return {flags, warnings};
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function unknownKey(key: string, file: string): string {
  const onlyFlag = ALL_FLAGS.find(flag => flag.name === key);
  if (onlyFlag) {
    return `"${key}" in ${file} is left out: only the command line can say ${flagText(onlyFlag)}.`;
  }
  const meant = nearest(key, configKeys());
  return `The key "${key}" in ${file} is not known and left out. ${meant ? `Did you mean "${meant}"?` : `Known keys: ${configKeys().join(', ')}.`}`;
}

/** Everything that the config file can set. */
export function configKeys(): readonly string[] {
  return ALL_FLAGS.filter(flag => flag.config).map(flag => flag.name);
}

function parseObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    // A file that was only just made sets nothing yet.
    value = text.trim() === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw new ConfigFileError(
      `${file} is not valid JSON: ${(error as Error).message}. Correct it, or go without it: --no-config.`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigFileError(`${file} must hold a JSON object, such as {"interval": 30}.`);
  }
  return value as Record<string, unknown>;
}

const TYPE_NAMES = {
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
  path: 'a text',
  'string-list': 'a text or a list of texts',
  names: 'a text or a list of texts',
} as const satisfies Record<ConfigType, string>;

/** A value as the command line would have it. */
function rawValue(
  value: unknown,
  type: ConfigType = 'string',
  label: string,
  env: NodeJS.ProcessEnv,
): string | boolean | readonly string[] {
  const list = textsOf(value);
  if (type === 'boolean' && typeof value === 'boolean') {
    return value;
  }
  if (type === 'number' && typeof value === 'number') {
    return String(value);
  }
  if (type === 'string-list' && list) {
    return list;
  }
  if (type === 'names' && list) {
    return list.join(',');
  }
  if ((type === 'string' || type === 'path') && typeof value === 'string') {
    // The command line has a shell for this.
    return type === 'path' ? value.replace(/^~(?=\/|$)/, () => homeFolder(env) ?? '~') : value;
  }
  throw new ConfigFileError(`${label} must be ${TYPE_NAMES[type]}.`);
}

/** At least one text, none of them empty. */
function textsOf(value: unknown): readonly string[] | undefined {
  const list = [value].flat();
  const texts = list.filter(item => typeof item === 'string' && item !== '') as string[];
  return list.length > 0 && texts.length === list.length ? texts : undefined;
}
