import path from 'node:path';
import {ConfigFileError} from './argument-errors.js';
import {ALL_FLAGS, type FlagName} from './flags.js';
import {homeFolder} from './home-folder.js';
import type {RawFlags} from './parse-arguments.js';
import {readConfigText} from './read-config-text.js';
import {nearest} from './suggestion.js';

/**
`$XDG_CONFIG_HOME/amiwatch/config.json`, by default in ~/.config; `undefined` where there is no home.
Without a package: xdg-basedir reads the environment of the process once while it loads, and this one is handed its own.
Source: https://specifications.freedesktop.org/basedir-spec/latest/
*/
export function configFilePath(env: NodeJS.ProcessEnv): string | undefined {
  // The specification has a relative path ignored.
  if (env.XDG_CONFIG_HOME && path.isAbsolute(env.XDG_CONFIG_HOME)) {
    return path.join(env.XDG_CONFIG_HOME, 'amiwatch', 'config.json');
  }
  const home = homeFolder(env);
  return home && path.join(home, '.config', 'amiwatch', 'config.json');
}

/** What the config file sets, and what to warn of. */
export type ConfigFile = {
  readonly flags: RawFlags['flags'];

  /** Why nothing of it is obeyed, in a sentence that says what to do. */
  readonly warning?: string;
};

/**
Reads the config file: an object whose keys are names of flags. A file that isn't there sets nothing, and neither does one that someone else could have written: it may name a command to run, and an endpoint that gets signed requests.
@throws {ConfigFileError} for a file that can't be read or isn't a regular one, an unknown key, and a value of the wrong type.
*/
export function readConfigFile(file: string | undefined): ConfigFile {
  const found = file === undefined ? undefined : readConfigText(file);
  if (!file || !found) {
    return {flags: {}};
  }
  if ('problem' in found) {
    throw new ConfigFileError(found.problem);
  }
  if ('distrusted' in found) {
    return {flags: {}, warning: found.distrusted};
  }
  const flags: Partial<Record<FlagName, string | boolean | readonly string[]>> = {};
  for (const [key, value] of Object.entries(parseObject(found.text, file))) {
    const flag = ALL_FLAGS.find(candidate => candidate.config && candidate.name === key);
    if (!flag) {
      const meant = nearest(key, configKeys());
      throw new ConfigFileError(
        `Unknown key "${key}" in ${file}. ${meant ? `Did you mean "${meant}"?` : `Known keys: ${configKeys().join(', ')}.`}`,
      );
    }
    flags[flag.name] = rawValue(value, flag.config, `"${key}" in ${file}`);
  }
  return {flags};
}

function configKeys(): readonly string[] {
  return ALL_FLAGS.filter(flag => flag.config).map(flag => flag.name);
}

function parseObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigFileError(`${file} is not valid JSON: ${(error as Error).message}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigFileError(`${file} must hold a JSON object, such as {"interval": 30}.`);
  }
  return value as Record<string, unknown>;
}

const typeNames = {
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
  'string-list': 'a text or a list of texts',
} as const;

function rawValue(value: unknown, type: keyof typeof typeNames = 'string', label = '') {
  if (type === 'string-list') {
    const list = [value].flat();
    if (list.length > 0 && list.every(item => typeof item === 'string')) {
      return list;
    }
  } else if (type === 'number' && typeof value === 'number') {
    return String(value);
  } else if (type !== 'number' && typeof value === type) {
    return value as string | boolean;
  }
  throw new ConfigFileError(`${label} must be ${typeNames[type]}.`);
}
