import {readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import type {DescribeRequest} from '../../ec2/answer/describe.js';
import {UsageError} from './argument-errors.js';
import {filtersOf} from './filter-argument.js';

/** @throws {Error} whose message is several lines. */
export type ParseYaml = (text: string) => unknown;

/** Loads the reader of YAML 1.2, as version 2 of the aws command reads it; only where the flag is given. */
export async function loadYaml(): Promise<ParseYaml> {
  const {CORE_SCHEMA, load} = await import('js-yaml');
  return text => load(text, {schema: CORE_SCHEMA});
}

type InputFlag = '--cli-input-json' | '--cli-input-yaml';

/**
Reads a request as --generate-cli-skeleton prints it, inline or from file://PATH.
@throws {UsageError}
*/
export function readRequestJson(text: string): DescribeRequest {
  return readRequest(text, '--cli-input-json', 'JSON', JSON.parse);
}

/** The same from YAML, as `--generate-cli-skeleton yaml-input` prints it. @throws {UsageError} */
export function readRequestYaml(text: string, parse: ParseYaml): DescribeRequest {
  return readRequest(text, '--cli-input-yaml', 'YAML', parse);
}

function readRequest(
  text: string,
  flag: InputFlag,
  language: string,
  parse: (text: string) => unknown,
): DescribeRequest {
  const content = text.startsWith('file://') ? readTextFile(text, flag) : text;
  let value: unknown;
  try {
    value = parse(content);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new UsageError(`${flag} is not valid ${language}: ${reason}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(
      `${flag} must be ${language === 'JSON' ? 'a JSON object' : 'a YAML mapping'}, as --generate-cli-skeleton prints it.`,
    );
  }
  const {ImageIds, Filters, MaxResults, NextToken, DryRun, ...others} = value as Record<
    string,
    unknown
  >;
  const [unknownKey] = Object.keys(others);
  if (unknownKey !== undefined) {
    throw new UsageError(
      `${flag} has an unknown member "${unknownKey}". It may have ImageIds, DryRun, Filters, NextToken and MaxResults.`,
    );
  }
  const member = memberOf(flag);
  return {
    imageIds: member('ImageIds', ImageIds, isTextList, 'a list of texts'),
    filters: Filters === undefined ? undefined : readFilterList(Filters, flag),
    maxResults: member('MaxResults', MaxResults, Number.isInteger as IsA<number>, 'a whole number'),
    nextToken: member('NextToken', NextToken, isText, 'a text'),
    dryRun: member('DryRun', DryRun, isBoolean, 'true or false'),
  };
}

/**
The text of a file that an option names as `file://PATH`; as in the aws command, `~` is the home folder there.
@throws {UsageError}
*/
export function readTextFile(url: string, option: string): string {
  const named = url.slice('file://'.length);
  const file = named.startsWith('~/') ? named.replace('~', homedir()) : named;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${option} names the file ${file}, which can't be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

type IsA<T> = (value: unknown) => value is T;

const isText: IsA<string> = value => typeof value === 'string';
const isBoolean: IsA<boolean> = value => typeof value === 'boolean';
const isTextList: IsA<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

function memberOf(flag: InputFlag) {
  return <T>(name: string, value: unknown, isA: IsA<T>, must: string): T | undefined => {
    if (value === undefined || isA(value)) {
      return value;
    }
    throw new UsageError(`${name} of ${flag} must be ${must}.`);
  };
}

function readFilterList(value: unknown, flag: InputFlag) {
  try {
    return filtersOf(value);
  } catch (error) {
    throw new UsageError(`Filters of ${flag}: ${(error as Error).message}.`);
  }
}
