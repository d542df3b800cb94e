import {isReportColumn, REPORT_COLUMNS} from '../../report/once/columns.js';
import type {Output} from '../../report/once/formats.js';
import {
  FILTER_NAMES,
  type FilterProblem,
  filterProblem,
  MAX_FILTER_VALUES,
} from '../../task/service-filter.js';
import {UsageError} from './argument-errors.js';
import {ALL_FLAGS, type FlagName, flagText} from './flags.js';
import type {OptionReader} from './option-reader.js';
import type {Options} from './option-types.js';

/** Each asks for one page. */
export const ONE_PAGE = ['paginate', 'max-results', 'next-token'] as const;

/** Each asks for all pages, or for a part of them. */
const PAGES = ['page-size', 'max-items', 'starting-token'] as const;

/** Pairs that mean two different things; the sentence ends by saying what to do. */
const exclusive: readonly (readonly [FlagName, FlagName])[] = [
  ['wait', 'follow'],
  ['once', 'wait'],
  ['once', 'follow'],
  ['overview', 'once'],
  ['overview', 'wait'],
  ['overview', 'follow'],
  ['demo', 'profile'],
  ['demo', 'endpoint-url'],
  ...ONE_PAGE.flatMap(one => PAGES.map(other => [one, other] as const)),
];

/** Flags that mean nothing without another. */
const needs: readonly (readonly [FlagName, readonly FlagName[]])[] = [
  ['timeout', ['wait', 'follow']],
  ['appear', ['wait']],
  ['fail-fast', ['wait']],
  ['verbose', ['version']],
];

/** @throws {UsageError} for options that can't go together. */
export function refuseConflicts(
  options: Options,
  reader: OptionReader,
  {isTerminal}: {readonly isTerminal: boolean},
): void {
  for (const [one, other] of exclusive) {
    if (reader.isGiven(one) && reader.isGiven(other)) {
      throw new UsageError(`${spell(one)} and ${spell(other)} can't go together. Leave one out.`);
    }
  }
  const pages = options.isPaginated ? undefined : PAGES.find(name => reader.isGiven(name));
  if (pages) {
    throw new UsageError(
      `MaxResults and NextToken of --cli-input-yaml ask for one page, and can't go with ${spell(pages)}. Leave one out.`,
    );
  }
  for (const [name, partners] of needs) {
    if (reader.isGiven(name) && !partners.some(partner => reader.isGiven(partner))) {
      throw new UsageError(
        `${spell(name)} only means something with ${partners.map(spell).join(' or ')}.`,
      );
    }
  }
  if (options.isOverview && options.mode !== 'live') {
    throw new UsageError(
      '--overview is drawn on a terminal, and this prints one answer. Leave it out, or start it on a terminal.',
    );
  }
  if (options.mode === 'wait' || options.mode === 'follow') {
    refuseWhileWatching(options, reader, isTerminal);
  }
  if (
    options.sources.length > 1 &&
    (options.maxItems !== undefined || options.startingToken || !options.isPaginated)
  ) {
    throw new UsageError(
      '--max-items, --starting-token, --max-results, --next-token and --no-paginate go with one profile and one Region. Give one of each.',
    );
  }
  // Without AMI IDs the service judges the filters of one answer itself, in its own words.
  if (options.mode !== 'skeleton' && (options.mode !== 'once' || options.imageIds.length > 0)) {
    refuseFilters(options);
  }
}

/** Watching has no pages, and prints its own lines. */
function refuseWhileWatching(
  {mode, output}: Options,
  reader: OptionReader,
  isTerminal: boolean,
): void {
  const hasTable = mode === 'wait' && isTerminal && !reader.isGiven('output');
  const ofTable = (['columns', 'sort'] as const).find(name => reader.isGiven(name));
  if (ofTable && !hasTable) {
    throw new UsageError(
      `${spell(ofTable)} goes with a table, and --${mode} prints lines here. Leave it out.`,
    );
  }
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

/**
Refuses columns of the command line that one answer would not show, rather than leave them out in silence.
@throws {UsageError}
*/
export function refuseColumns(
  {areColumnsGiven, query, columns = []}: Pick<Options, 'areColumnsGiven' | 'query' | 'columns'>,
  output: Output,
): void {
  if (!areColumnsGiven) {
    return;
  }
  if (output !== 'table' && output !== 'csv') {
    throw new UsageError('--columns goes with --output table or csv. Add one, or use --query.');
  }
  if (query !== undefined) {
    throw new UsageError(
      '--columns and --query both say what the columns are, and can\'t go together. Leave one out, or choose with --query "StoreImageTaskResults[].{ami: AmiId}".',
    );
  }
  const unknown = columns.find(id => !isReportColumn(id));
  if (unknown !== undefined) {
    throw new UsageError(
      `The column ${unknown} takes watching and is on the live screen only. Leave it out, or choose of ${Object.keys(REPORT_COLUMNS).join(', ')}.`,
    );
  }
}

/** @throws {UsageError} for filters that the service would refuse: where they are applied here it never sees them. */
function refuseFilters({filters}: Pick<Options, 'filters'>): void {
  const problem = filterProblem(filters);
  if (problem) {
    throw new UsageError(sentenceFor(problem));
  }
}

function sentenceFor({kind, name}: FilterProblem): string {
  switch (kind) {
    case 'unknown-name':
      return `The filter "${name}" is invalid. Use ${FILTER_NAMES.join(' or ')}, in lower case.`;
    case 'no-values':
      return `The filter "${name}" has no value. Write it as Name=${name},Values=VALUE.`;
    case 'too-many-values':
      return `The filter "${name}" has more than ${MAX_FILTER_VALUES} values. Give fewer.`;
  }
}
