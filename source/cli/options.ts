import type {Ec2SourceOptions} from '../ec2/client.js';
import type {Filter} from '../ec2/describe.js';
import {REPORT_COLUMNS} from '../report/columns.js';
import type {Output} from '../report/output.js';
import type {Order} from '../task/order.js';
import {configFilePath, readConfigFile} from './config-file.js';
import {refuseConflicts} from './conflicts.js';
import {readFilters} from './filter-argument.js';
import {ALL_FLAGS} from './flags.js';
import {type OptionReader, optionReader} from './option-reader.js';
import type {RawFlags} from './parse-arguments.js';
import {readRequestJson, readTextFile} from './request-json.js';
import {UsageError} from './usage-error.js';
import {isImageId, readDurationOrSeconds, readInteger, readSeconds, readSince} from './values.js';

/** What the program is to do. */
export type Mode = 'live' | 'once' | 'wait' | 'follow' | 'skeleton';

/** Where to ask, apart from what the process itself gives. */
export type SourceChoice = Omit<Ec2SourceOptions, 'env' | 'debug'>;

/** Everything the user said, read and checked: flags, environment, config file and defaults put together. */
export type Options = {
  readonly mode: Mode;

  /** Well-formed and each once. Empty: every AMI. */
  readonly imageIds: readonly string[];
  readonly states: readonly string[];
  readonly buckets: readonly string[];

  /** Those of --filters and --cli-input-json; they apply beside `states` and `buckets`. */
  readonly filters: readonly Filter[];

  /** Milliseconds since the epoch. */
  readonly since: number | undefined;

  /** Every profile with every Region, at least one. */
  readonly sources: readonly SourceChoice[];
  readonly isDemo: boolean;
  readonly intervalMs: number;
  readonly output: Output;
  readonly query: string | undefined;
  readonly pageSize: number | undefined;
  readonly maxItems: number | undefined;
  readonly startingToken: string | undefined;

  /** The service's own token, from --cli-input-json. */
  readonly nextToken: string | undefined;
  readonly isPaginated: boolean;
  readonly isDryRun: boolean | undefined;
  readonly skeleton: 'input' | 'output';

  /** Milliseconds; `undefined` means never. */
  readonly timeoutMs: number | undefined;
  readonly appearMs: number | undefined;
  readonly bell: boolean;
  readonly notify: boolean;
  readonly title: boolean;
  readonly exec: string | undefined;
  readonly log: string | undefined;
  readonly color: 'on' | 'off' | 'auto';

  /** Ids of columns; those that only the screen has are left out of reports. */
  readonly columns: readonly string[] | undefined;
  readonly sort: Order | undefined;
  readonly utc: boolean;
  readonly debug: boolean;
};

/** What the options depend on besides the arguments. */
export type OptionsContext = {
  readonly env: NodeJS.ProcessEnv;

  /** True when a screen can be drawn and keys can be read. */
  readonly isTerminal: boolean;

  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** @throws {UsageError | ConfigFileError} */
export function readOptions(raw: RawFlags, context: OptionsContext): Options {
  const configFile = configFilePath(context.env);
  const reader = optionReader(raw.flags, readConfigFile(configFile), configFile, context.env);
  const input = readRequestJson(reader.text('cli-input-json') ?? '{}');
  const sources = readSources(reader);
  const options: Options = {
    mode: modeOf(reader, context),
    imageIds: readImageIds(raw, reader, input.imageIds ?? []),
    states: reader.choices('state'),
    buckets: reader.list('bucket'),
    filters: reader.has('filters')
      ? readFilterFlags(reader.list('filters'))
      : (input.filters ?? []),
    since: reader.value(
      'since',
      text => readSince(text, context.now),
      'a duration such as 2h or 7d, or a time such as 2026-01-31T12:00Z',
    ),
    sources,
    isDemo: reader.boolean('demo') ?? false,
    intervalMs: readInterval(reader),
    output: (reader.choice('output') ?? 'json') as Output,
    query: reader.text('query'),
    pageSize:
      reader.value('page-size', readPositive(200), 'a whole number from 1 to 200') ??
      input.maxResults,
    maxItems: reader.value('max-items', readInteger, 'a whole number'),
    startingToken: reader.text('starting-token'),
    nextToken: input.nextToken,
    isPaginated: reader.boolean('paginate') ?? true,
    isDryRun: reader.boolean('dry-run') ?? input.dryRun,
    skeleton: reader.choice('generate-cli-skeleton') === 'output' ? 'output' : 'input',
    timeoutMs: reader.value('timeout', readDurationOrSeconds, 'a duration such as 90s, 30m or 2h'),
    appearMs: reader.value('appear', readDurationOrSeconds, 'a duration such as 90s, 30m or 2h'),
    bell: reader.boolean('bell') ?? false,
    notify: reader.boolean('notify') ?? false,
    title: reader.boolean('title') ?? false,
    exec: reader.text('exec'),
    log: reader.text('log'),
    color: readColor(reader, context.env),
    columns: readColumns(reader),
    sort: reader.choice('sort') as Order | undefined,
    utc: reader.boolean('utc') ?? false,
    debug: reader.boolean('debug') ?? false,
  };
  refuseConflicts(options, reader);
  return options;
}

function modeOf(reader: OptionReader, {isTerminal}: OptionsContext): Mode {
  if (reader.has('generate-cli-skeleton')) {
    return 'skeleton';
  }
  if (reader.has('wait') || reader.has('follow')) {
    return reader.has('wait') ? 'wait' : 'follow';
  }
  const asksForOnce = ALL_FLAGS.some(flag => flag.isOnce && reader.has(flag.name));
  return isTerminal && !asksForOnce ? 'live' : 'once';
}

function readImageIds(raw: RawFlags, reader: OptionReader, fromJson: readonly string[]) {
  const flagged = reader.list('image-ids');
  const [first] = flagged;
  const fromFlag =
    flagged.length === 1 && first?.trimStart().startsWith('[') ? readIdList(first) : flagged;
  const given = [...raw.plain, ...fromFlag];
  const ids = [...new Set(given.length > 0 ? given : fromJson)];
  const bad = ids.find(id => !isImageId(id));
  if (bad !== undefined) {
    throw new UsageError(`"${bad}" is no AMI ID. One is ami- and 8 or 17 hexadecimal digits.`);
  }
  return ids;
}

function readIdList(json: string): readonly string[] {
  try {
    return (JSON.parse(json) as readonly unknown[]).map(String);
  } catch (error) {
    throw new UsageError(`--image-ids is not valid JSON: ${(error as Error).message}.`);
  }
}

function readFilterFlags(values: readonly string[]): readonly Filter[] {
  try {
    return readFilters(
      values.map(value => (value.startsWith('file://') ? readTextFile(value, '--filters') : value)),
    );
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    throw new UsageError(
      `--filters: ${(error as Error).message}. Write it as Name=task-state,Values=Failed.`,
    );
  }
}

function readSources(reader: OptionReader): readonly SourceChoice[] {
  const endpointUrl = reader.value('endpoint-url', readUrl, 'a URL such as http://localhost:8000');
  const common: SourceChoice = {
    endpointUrl,
    signRequest: reader.boolean('sign-request') ?? true,
    verifySsl: reader.boolean('verify-ssl') ?? true,
    caBundle: reader.text('ca-bundle'),
    readTimeoutMs: reader.value('cli-read-timeout', readSeconds, 'a number of seconds'),
    connectTimeoutMs: reader.value('cli-connect-timeout', readSeconds, 'a number of seconds'),
  };
  const orNone = (names: readonly string[]) =>
    names.length > 0 ? [...new Set(names)] : [undefined];
  return orNone(reader.list('profile')).flatMap(profile =>
    orNone(reader.list('region')).map(region => ({...common, profile, region})),
  );
}

function readUrl(text: string): string | undefined {
  return /^https?:\/\/./.test(text) && URL.canParse(text) ? text : undefined;
}

function readInterval(reader: OptionReader): number {
  const read = (text: string) => {
    const ms = readSeconds(text);
    return ms !== undefined && ms >= 2000 ? ms : undefined;
  };
  return reader.value('interval', read, 'a number of seconds, at least 2') ?? 10_000;
}

function readPositive(most: number) {
  return (text: string) => {
    const value = readInteger(text);
    return value !== undefined && value >= 1 && value <= most ? value : undefined;
  };
}

/** https://no-color.org: set and not empty turns colour off, unless a flag says otherwise. */
function readColor(reader: OptionReader, env: NodeJS.ProcessEnv): 'on' | 'off' | 'auto' {
  const color = reader.choice('color') as 'on' | 'off' | 'auto' | undefined;
  return color ?? (env.NO_COLOR ? 'off' : 'auto');
}

/** The screen has one column that a report doesn't, because it takes watching to know it. */
const COLUMN_IDS = [...Object.keys(REPORT_COLUMNS), 'eta'];

function readColumns(reader: OptionReader): readonly string[] | undefined {
  const read = (text: string) => {
    const ids = text.split(',').map(id => id.trim());
    return ids.every(id => COLUMN_IDS.includes(id)) ? ids : undefined;
  };
  return reader.value('columns', read, `some of ${COLUMN_IDS.join(', ')}`);
}
