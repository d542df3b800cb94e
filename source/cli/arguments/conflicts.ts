import {ALL_FLAGS, type FlagName, flagText} from './flags.js';
import type {OptionReader} from './option-reader.js';
import type {Options} from './option-types.js';
import {refuseColumns} from './refuse-columns.js';
import {refuseFilters} from './refuse-filters.js';
import {UsageError} from './usage-error.js';

/** Pairs that mean two different things; the sentence ends by saying what to do. */
const exclusive: readonly (readonly [FlagName, FlagName])[] = [
  ['wait', 'follow'],
  ['once', 'wait'],
  ['once', 'follow'],
  ['demo', 'profile'],
  ['demo', 'region'],
  ['demo', 'endpoint-url'],
  ['paginate', 'page-size'],
  ['paginate', 'max-items'],
  ['paginate', 'starting-token'],
];

/** Flags that mean nothing without another. */
const needs: readonly (readonly [FlagName, readonly FlagName[]])[] = [
  ['timeout', ['wait', 'follow']],
  ['appear', ['wait']],
];

/** @throws {UsageError} for options that can't go together. */
export function refuseConflicts(options: Options, reader: OptionReader): void {
  for (const [one, other] of exclusive) {
    if (reader.isGiven(one) && reader.isGiven(other)) {
      throw new UsageError(`${spell(one)} and ${spell(other)} can't go together. Leave one out.`);
    }
  }
  for (const [name, partners] of needs) {
    if (reader.isGiven(name) && !partners.some(partner => reader.isGiven(partner))) {
      throw new UsageError(
        `${spell(name)} only means something with ${partners.map(spell).join(' or ')}.`,
      );
    }
  }
  if (reader.isGiven('columns')) {
    refuseColumns(options);
  }
  if (options.mode === 'wait' || options.mode === 'follow') {
    refuseWhileWatching(options, reader);
  }
  if (
    options.sources.length > 1 &&
    (options.maxItems !== undefined || options.startingToken || !options.isPaginated)
  ) {
    throw new UsageError(
      '--max-items, --starting-token and --no-paginate go with one profile and one Region. Give one of each.',
    );
  }
  // Without AMI IDs the service judges the filters of one answer itself, in its own words.
  if (options.mode !== 'skeleton' && (options.mode !== 'once' || options.imageIds.length > 0)) {
    refuseFilters(options);
  }
}

/** Watching has no pages, and prints its own lines. */
function refuseWhileWatching({mode, output}: Options, reader: OptionReader): void {
  const onceOnly = ALL_FLAGS.find(
    flag => flag.isOnce && flag.name !== 'output' && reader.isGiven(flag.name),
  );
  if (onceOnly) {
    throw new UsageError(
      `${flagText(onceOnly)} goes with one answer, not with --${mode}. Leave one out.`,
    );
  }
  if (reader.isGiven('output') && output !== 'text' && output !== 'ndjson') {
    throw new UsageError(`--${mode} prints text or ndjson. Give one of them to --output.`);
  }
}

function spell(name: FlagName): string {
  const flag = ALL_FLAGS.find(candidate => candidate.name === name);
  return flag ? flagText(flag) : name;
}
