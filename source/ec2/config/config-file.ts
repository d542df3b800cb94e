import {readFile, stat} from 'node:fs/promises';
import {splitLines, strip} from '../../base/python-space.js';
import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import {Ec2Error} from '../errors.js';
import {expandPath} from './expand-path.js';
import {IniError, parseIni} from './parse-ini.js';

/** A text, or the settings of an indented block (`s3 =` and lines below it). */
export type SettingValue = string | ReadonlyMap<string, string>;

export type Section = ReadonlyMap<string, SettingValue>;

/** The sections of a file by their names as they are written, without the brackets. */
export type AwsFile = ReadonlyMap<string, Section>;

/**
Reads a file of the aws command as botocore does. One that isn't there, isn't a file or may not be read is an empty one.
@param path With `~` and `$NAME`.
@throws {Ec2Error} of kind `configuration` when Python couldn't read it either.
Source: botocore 1.43, configloader.py, raw_config_parse
*/
export async function readAwsFile(path: string, env: NodeJS.ProcessEnv): Promise<AwsFile> {
  const place = expandPath(path, env);
  const isFile = await stat(place).then(
    found => found.isFile(),
    () => false,
  );
  const bytes = isFile ? await readFile(place).catch(() => undefined) : undefined;
  if (!bytes) {
    return new Map();
  }

  try {
    return parseConfig(bytes);
  } catch (error) {
    throw new Ec2Error(
      `The file ${cleanText(place, TEXT_LIMITS.id)} can't be read: ${(error as Error).message}. The aws command refuses it, too; mend it.`,
      {kind: 'configuration', cause: error},
    );
  }
}

/** @throws {IniError} */
export function parseConfig(bytes: Uint8Array): AwsFile {
  const sections = [...parseIni(decode(bytes))];
  return new Map(
    sections.map(([name, keys]) => [
      name,
      new Map(
        [...keys].map(([key, value]) => [key, value.startsWith('\n') ? nested(value) : value]),
      ),
    ]),
  );
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
  } catch {
    throw new IniError('it is not UTF-8');
  }
}

function nested(value: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of splitLines(value).map(strip)) {
    if (line === '') {
      continue;
    }

    const end = line.indexOf('=');
    if (end < 0) {
      throw new IniError('a line of an indented block has no `=`');
    }

    settings.set(strip(line.slice(0, end)), strip(line.slice(end + 1)));
  }

  return settings;
}
