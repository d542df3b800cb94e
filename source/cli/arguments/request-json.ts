import type {DescribeRequest} from '../../ec2/answer/describe.js';
import {parseJson} from '../../report/python/parse-json.js';
import {isDictionary, toValue, type Value} from '../../report/python/value.js';
import {UsageError} from './argument-errors.js';
import {textOf} from './param-file.js';
import {REQUEST_MEMBERS, readMembers} from './request-members.js';

/** @throws {Error} whose message is several lines. */
export type ParseYaml = (text: string) => unknown;

/** Loads the reader of YAML 1.2, as version 2 of the aws command reads it; only where the flag is given. */
export async function loadYaml(): Promise<ParseYaml> {
  const {CORE_SCHEMA, load} = await import('js-yaml');
  return text => load(text, {schema: CORE_SCHEMA});
}

type Language = 'JSON' | 'YAML';

/**
Reads a request as --generate-cli-skeleton prints it, inline or from file://PATH.
@throws {UsageError}
*/
export function readRequestJson(text: string, env: NodeJS.ProcessEnv): DescribeRequest {
  return readRequest(text, env, 'JSON', parseJson);
}

/** The same from YAML, as `--generate-cli-skeleton yaml-input` prints it. @throws {UsageError} */
export function readRequestYaml(
  text: string,
  env: NodeJS.ProcessEnv,
  parse: ParseYaml,
): DescribeRequest {
  return readRequest(text, env, 'YAML', content => toValue(parse(content)));
}

function readRequest(
  text: string,
  env: NodeJS.ProcessEnv,
  language: Language,
  parse: (text: string) => Value,
): DescribeRequest {
  const flag = `--cli-input-${language.toLowerCase()}`;
  const content = textOf(text, flag, env, true);
  let value: Value;
  try {
    value = parse(content);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new UsageError(`${flag} is not valid ${language}: ${reason}.`);
  }
  if (!isDictionary(value)) {
    const must = language === 'JSON' ? 'a JSON object' : 'a YAML mapping';
    throw new UsageError(`${flag} must be ${must}, as --generate-cli-skeleton prints it.`);
  }
  try {
    const members = readMembers(value, '', REQUEST_MEMBERS);
    return {
      imageIds: members.ImageIds,
      filters: members.Filters,
      maxResults: members.MaxResults,
      nextToken: members.NextToken,
      dryRun: members.DryRun,
    };
  } catch (error) {
    throw new UsageError(`${flag}: ${(error as Error).message}.`);
  }
}
