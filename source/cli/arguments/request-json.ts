import type {DescribeRequest} from '../../ec2/answer/describe.js';
import {parseJson} from '../../report/python/parse-json.js';
import {isDictionary, type Value} from '../../report/python/value.js';
import {UsageError} from './argument-errors.js';
import {textOf} from './param-file.js';
import {REQUEST_MEMBERS, readMembers} from './request-members.js';

/** Reads a text of YAML; loaded only where the flag is given. @throws {Error} whose message is several lines. */
export type ParseYaml = (text: string) => Value;

type Language = 'JSON' | 'YAML';

export type RequestContext = {
  readonly env: NodeJS.ProcessEnv;

  /** Whether a flag says what a member of this name is; then nobody looks at that. */
  readonly isReplaced: (name: string) => boolean;
};

/**
Reads a request as --generate-cli-skeleton prints it, inline or from file://PATH.
@throws {UsageError}
*/
export function readRequestJson(text: string, context: RequestContext): DescribeRequest {
  return readRequest(text, context, 'JSON', parseJson);
}

/** The same from YAML, as `--generate-cli-skeleton yaml-input` prints it. @throws {UsageError} */
export function readRequestYaml(
  text: string,
  context: RequestContext,
  parse: ParseYaml,
): DescribeRequest {
  return readRequest(text, context, 'YAML', parse);
}

function readRequest(
  text: string,
  {env, isReplaced}: RequestContext,
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
    const used = new Map([...value].filter(([name]) => !isReplaced(name)));
    const members = readMembers(used, '', REQUEST_MEMBERS);
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
