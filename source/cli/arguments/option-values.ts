import {PACE} from '../../poll/pace/pace.js';
import {REPORT_COLUMNS} from '../../report/once/columns.js';
import type {Filter} from '../../task/service-filter.js';
import {UsageError} from './argument-errors.js';
import {readFilters} from './filter-argument.js';
import type {FlagName} from './flags.js';
import type {OptionReader} from './option-reader.js';
import type {SourceChoice} from './option-types.js';
import type {RawFlags} from './parse-arguments.js';
import {readTextFile} from './request-json.js';
import {isImageId, readInteger, readSeconds} from './values.js';

export function readImageIds(raw: RawFlags, reader: OptionReader, fromJson: readonly string[]) {
  const flagged = withFiles(reader.list('image-ids'), '--image-ids');
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

/** As in the aws command, `file://PATH` stands for what the file holds. */
function withFiles(values: readonly string[], option: string): readonly string[] {
  return values.map(value => (value.startsWith('file://') ? readTextFile(value, option) : value));
}

function readIdList(json: string): readonly string[] {
  try {
    return (JSON.parse(json) as readonly unknown[]).map(String);
  } catch (error) {
    throw new UsageError(`--image-ids is not valid JSON: ${(error as Error).message}.`);
  }
}

export function readFilterFlags(values: readonly string[]): readonly Filter[] {
  try {
    return readFilters(withFiles(values, '--filters'));
  } catch (error) {
    if (error instanceof UsageError) {
      throw error;
    }
    throw new UsageError(
      `--filters: ${(error as Error).message}. Write it as Name=task-state,Values=Failed.`,
    );
  }
}

export function readSources(reader: OptionReader): readonly SourceChoice[] {
  const endpointUrl = reader.value('endpoint-url', readUrl, 'a URL such as http://localhost:8000');
  const caBundle = reader.text('ca-bundle');
  // The config file sets defaults, and a profile that was named elsewhere has settings of its own.
  const isProfileFirst = (name: FlagName) => reader.isDecided('profile') && !reader.isDecided(name);
  const isEndpointDefault = isProfileFirst('endpoint-url');
  const isCaDefault = isProfileFirst('ca-bundle');
  const isRegionDefault = isProfileFirst('region');
  const common: SourceChoice = {
    endpointUrl: isEndpointDefault ? undefined : endpointUrl,
    signRequest: reader.boolean('sign-request') ?? true,
    verifySsl: reader.boolean('verify-ssl') ?? true,
    caBundle: isCaDefault ? undefined : caBundle,
    readTimeoutMs: reader.value('cli-read-timeout', readSeconds, 'a number of seconds'),
    connectTimeoutMs: reader.value('cli-connect-timeout', readSeconds, 'a number of seconds'),
  };
  const orNone = (names: readonly string[]) =>
    names.length > 0 ? [...new Set(names)] : [undefined];
  return orNone(reader.list('profile')).flatMap(profile =>
    orNone(reader.list('region')).map(region => ({
      ...common,
      profile,
      region: isRegionDefault ? undefined : region,
      defaults: {
        region: isRegionDefault ? region : undefined,
        endpointUrl: isEndpointDefault ? endpointUrl : undefined,
        caBundle: isCaDefault ? caBundle : undefined,
      },
    })),
  );
}

function readUrl(text: string): string | undefined {
  return /^https?:\/\/./.test(text) && URL.canParse(text) ? text : undefined;
}

export function readInterval(reader: OptionReader): number {
  const read = (text: string) => {
    const ms = readSeconds(text);
    return ms !== undefined && ms >= PACE.minIntervalMs ? ms : undefined;
  };
  return (
    reader.value('interval', read, `a number of seconds, at least ${PACE.minIntervalMs / 1000}`) ??
    PACE.defaultIntervalMs
  );
}

export function readPositive(most: number) {
  return (text: string) => {
    const value = readInteger(text);
    return value !== undefined && value >= 1 && value <= most ? value : undefined;
  };
}

/** https://no-color.org: set and not empty turns colour off, unless a flag says otherwise. */
export function readColor(reader: OptionReader, env: NodeJS.ProcessEnv): 'on' | 'off' | 'auto' {
  const color = reader.choice('color') as 'on' | 'off' | 'auto' | undefined;
  return color ?? (env.NO_COLOR ? 'off' : 'auto');
}

/** The screen has one column that a report doesn't, because it takes watching to know it. */
const COLUMN_IDS = [...Object.keys(REPORT_COLUMNS), 'eta'];

export function readColumns(reader: OptionReader): readonly string[] | undefined {
  const read = (text: string) => {
    const ids = text.split(',').map(id => id.trim());
    return ids.every(id => COLUMN_IDS.includes(id)) ? ids : undefined;
  };
  return reader.value('columns', read, `some of ${COLUMN_IDS.join(', ')}`);
}
