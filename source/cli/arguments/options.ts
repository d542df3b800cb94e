import type {DescribeRequest} from '../../ec2/answer/describe.js';
import type {Output} from '../../report/once/formats.js';
import type {Order} from '../../task/order.js';
import {readDuration, readSince} from '../../task/when.js';
import {UsageError} from './argument-errors.js';
import {chooseConfigFile, readConfigFile} from './config-file.js';
import {ONE_PAGE, refuseConflicts} from './conflicts.js';
import {ALL_FLAGS, type FlagName} from './flags.js';
import {type OptionReader, optionReader} from './option-reader.js';
import type {Options, RunMode} from './option-types.js';
import {
  readColor,
  readColumns,
  readFilterFlags,
  readImageIds,
  readInterval,
  readPositive,
  readSources,
} from './option-values.js';
import {textOf} from './param-file.js';
import type {RawFlags} from './parse-arguments.js';
import {type ParseYaml, readRequestJson, readRequestYaml} from './request-json.js';
import {readDurationOrSeconds, readInteger} from './values.js';

/** What the options depend on besides the arguments. */
export type OptionsContext = {
  readonly env: NodeJS.ProcessEnv;

  /** True when a screen can be drawn and keys can be read. */
  readonly isTerminal: boolean;

  /** Milliseconds since the epoch. */
  readonly now: number;

  /** There where --cli-input-yaml is given. */
  readonly parseYaml?: ParseYaml;
};

/** @throws {UsageError | ConfigFileError} */
export function readOptions(raw: RawFlags, context: OptionsContext): Options {
  const mode = modeOf(raw.flags, context);
  const file = chooseConfigFile(raw.flags.config, context.env);
  const config = readConfigFile(file, {isScreen: mode === 'live', env: context.env});
  const reader = optionReader(
    raw.flags,
    config.flags,
    file?.path ?? 'the config file',
    context.env,
  );
  const input = readInput(raw, reader, context);
  const sources = readSources(reader);
  const isChecked = mode !== 'once' && mode !== 'skeleton';
  const options: Options = {
    mode,
    imageIds: readImageIds(raw, input.imageIds ?? [], isChecked, context.env),
    states: reader.choices('state'),
    buckets: reader.list('bucket'),
    filters: raw.groups.filters
      ? readFilterFlags(raw.groups.filters, context.env)
      : (input.filters ?? []),
    since: reader.value(
      'since',
      text => readSince(text, context.now),
      'a duration such as 2h or 7d, or a time such as 2026-01-31T12:00Z',
    ),
    isSinceAgo: readDuration(reader.text('since') ?? '') !== undefined,
    sources,
    isDemo: reader.boolean('demo') ?? false,
    intervalMs: readInterval(reader),
    output: reader.choice('output') as Output | undefined,
    query: reader.text('query'),
    pageSize:
      reader.value('page-size', readPositive, 'a whole number, at least 1') ??
      reader.value(
        'max-results',
        text => readPositive(textOf(text, '--max-results', context.env)),
        'a whole number, at least 1',
      ) ??
      input.maxResults,
    maxItems: reader.value('max-items', readInteger, 'a whole number'),
    startingToken: fileText(reader, 'starting-token', context.env),
    nextToken: fileText(reader, 'next-token', context.env) ?? input.nextToken,
    isPaginated: isPaginated(reader, input),
    isDryRun: reader.boolean('dry-run') ?? input.dryRun,
    skeleton: (reader.choice('generate-cli-skeleton') ?? 'input') as Options['skeleton'],
    timeoutMs: reader.value('timeout', readDurationOrSeconds, 'a duration such as 90s, 30m or 2h'),
    appearMs: reader.value('appear', readDurationOrSeconds, 'a duration such as 90s, 30m or 2h'),
    isFailFast: reader.boolean('fail-fast') ?? false,
    bell: reader.boolean('bell') ?? false,
    notify: reader.boolean('notify') ?? false,
    title: reader.boolean('title') ?? false,
    exec: reader.text('exec'),
    log: reader.text('log'),
    color: readColor(reader, context.env),
    columns: readColumns(reader),
    areColumnsGiven: reader.isGiven('columns'),
    sort: reader.choice('sort') as Order | undefined,
    utc: reader.boolean('utc') ?? false,
    isScreenReader: reader.boolean('screen-reader'),
    isOverview: reader.boolean('overview') ?? false,
    debug: reader.boolean('debug') ?? false,
    warnings: config.warnings,
  };
  refuseConflicts(options, reader, context);
  return options;
}

/** The members of a request, and the flags that beat them. */
const MEMBER_FLAGS: readonly (readonly [member: string, flag: FlagName])[] = [
  ['ImageIds', 'image-ids'],
  ['DryRun', 'dry-run'],
  ['Filters', 'filters'],
  ['NextToken', 'next-token'],
  ['MaxResults', 'max-results'],
];

function readInput(
  raw: RawFlags,
  reader: OptionReader,
  {parseYaml, env}: OptionsContext,
): DescribeRequest {
  const yaml = reader.text('cli-input-yaml');
  const json = reader.text('cli-input-json');
  if (yaml !== undefined && json !== undefined) {
    throw new UsageError("--cli-input-json and --cli-input-yaml can't go together. Leave one out.");
  }
  const isReplaced = (member: string) =>
    (member === 'ImageIds' && raw.plain.length > 0) ||
    MEMBER_FLAGS.some(([name, flag]) => name === member && reader.has(flag));
  return yaml !== undefined && parseYaml
    ? readRequestYaml(yaml, {env, isReplaced}, parseYaml)
    : readRequestJson(json ?? '{}', {env, isReplaced});
}

/** A text that may stand in a file. */
function fileText(reader: OptionReader, name: FlagName, env: NodeJS.ProcessEnv) {
  const text = reader.text(name);
  return text === undefined ? undefined : textOf(text, `--${name}`, env);
}

/** The service's own members for paging ask for one page, as with the aws command: as flags, and as YAML, which only its version 2 has. In JSON they do so in version 2 alone. */
function isPaginated(reader: OptionReader, input: DescribeRequest): boolean {
  const hasYaml = reader.has('cli-input-yaml');
  const isOnePage = hasYaml && (input.maxResults ?? input.nextToken) !== undefined;
  return !(isOnePage || ONE_PAGE.some(name => reader.has(name)));
}

/** The command line alone decides it. */
function modeOf(flags: RawFlags['flags'], {isTerminal}: OptionsContext): RunMode {
  const has = (name: FlagName) => flags[name] !== undefined;
  if (has('generate-cli-skeleton')) {
    return 'skeleton';
  }
  if (has('wait') || has('follow')) {
    return has('wait') ? 'wait' : 'follow';
  }
  const asksForOnce = ALL_FLAGS.some(flag => flag.isOnce && has(flag.name));
  return isTerminal && !asksForOnce ? 'live' : 'once';
}
