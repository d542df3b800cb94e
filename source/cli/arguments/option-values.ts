import {type ColorWish, colorWish} from '../../base/color-wish.js';
import {PACE} from '../../poll/pace/pace.js';
import {REPORT_COLUMNS} from '../../report/once/columns.js';
import {parseJson} from '../../report/python/parse-json.js';
import type {Filter} from '../../task/service-filter.js';
import {UsageError} from './argument-errors.js';
import {readFilters} from './filter-argument.js';
import type {FlagName} from './flags.js';
import type {OptionReader} from './option-reader.js';
import type {SourceChoice} from './option-types.js';
import {textOf} from './param-file.js';
import type {RawFlags} from './parse-arguments.js';
import {readTexts} from './request-members.js';
import {isImageId, readInteger, readSeconds, readWholeSeconds} from './values.js';

/**
The AMIs that the arguments name, each once; those of a request as JSON or YAML only where they name none.
@param isChecked Whether one that can't be an AMI ID is refused here. With --once the service does it, in its own words; plain arguments are never sent unseen.
@throws {UsageError}
*/
export function readImageIds(
  {plain, groups}: Pick<RawFlags, 'plain' | 'groups'>,
  fromInput: readonly string[],
  isChecked: boolean,
  env: NodeJS.ProcessEnv,
): readonly string[] {
  const occurrences = groups['image-ids'] ?? [];
  const flagged = occurrences.flatMap(values => readIds(values, env));
  const isGiven = plain.length > 0 || occurrences.length > 0;
  const ids = isGiven ? [...plain, ...flagged] : fromInput;
  const bad = (isChecked ? ids : plain).find(id => !isImageId(id));
  if (bad !== undefined) {
    throw new UsageError(`"${bad}" is not an AMI ID (ami- and 8 or 17 hex digits).`);
  }
  return [...new Set(ids)];
}

/** What stands behind one --image-ids: IDs, or one value that is a JSON list of them or names a file with one. */
function readIds(values: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  const [only = ''] = values;
  if (values.length > 1) {
    return values;
  }
  const text = textOf(only, '--image-ids', env);
  if (text === only && !text.trim().startsWith('[')) {
    return values;
  }
  try {
    return readTexts(parseJson(text), 'the list');
  } catch (error) {
    throw new UsageError(`--image-ids is no JSON list of AMI IDs: ${(error as Error).message}.`);
  }
}

/** What stands behind each --filters. @throws {UsageError} */
export function readFilterFlags(
  occurrences: readonly (readonly string[])[],
  env: NodeJS.ProcessEnv,
): readonly Filter[] {
  const resolveFile = (value: string) => textOf(value, '--filters', env);
  try {
    return occurrences.flatMap(values => {
      const [only = ''] = values;
      const text = values.length === 1 ? resolveFile(only) : only;
      return text === only
        ? readFilters(values, {resolveFile})
        : readFilters([text], {isFile: true});
    });
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
    readTimeoutMs: reader.value('cli-read-timeout', readWholeSeconds, 'a whole number of seconds'),
    connectTimeoutMs: reader.value(
      'cli-connect-timeout',
      readWholeSeconds,
      'a whole number of seconds',
    ),
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
  return /^https?:\/\/./i.test(text) && URL.canParse(text) ? text : undefined;
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

export function readPositive(text: string): number | undefined {
  const value = readInteger(text);
  return value !== undefined && value >= 1 ? value : undefined;
}

/** A flag, else the environment, else the config file, which the reader leaves out where the environment says something. */
export function readColor(reader: OptionReader, env: NodeJS.ProcessEnv): ColorWish {
  const color = reader.choice('color') as ColorWish | undefined;
  return color ?? colorWish(env);
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
