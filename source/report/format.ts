import {membersOf, REPORT_COLUMNS, type ReportColumn} from './columns.js';
import {formatJson} from './json.js';
import {formatNdjson} from './ndjson.js';
import type {Output} from './output.js';
import type {Query} from './query.js';
import {type Rows, toRows} from './rows.js';
import {formatText} from './text.js';

export type FormatOptions = {
  readonly output: Output;
  readonly query: string | undefined;

  /** Of tables and csv; all of them otherwise. */
  readonly columns: readonly ReportColumn[] | undefined;
  readonly isColored: boolean;
  readonly isAscii: boolean;
};

/** Writes a result of the API (`StoreImageTaskResults`, `NextToken`) in one of the formats. @throws {QueryError} */
export type Format = (result: Readonly<Record<string, unknown>>) => string;

/**
Makes the writer of a format and loads only what that one needs; Ink only for a table.
@throws {QueryError} when the query can't be read.
*/
export async function createFormat(options: FormatOptions): Promise<Format> {
  const query = await loadQuery(options.query);
  const select: Query = query ?? (result => result);

  /** The formats that are lines or rows leave out what the API puts around the tasks. */
  const selectTasks =
    query ?? (result => (result as Record<string, unknown>).StoreImageTaskResults);
  switch (options.output) {
    case 'json':
      return result => formatJson(select(result));
    case 'text':
      return result => formatText(select(result));
    case 'ndjson':
      return result => formatNdjson(selectTasks(result));
    case 'csv': {
      const {formatCsv} = await import('./csv.js');
      return result => formatCsv(toColumns(selectTasks(result), query, options.columns));
    }
    case 'table': {
      const {formatTable} = await import('./table.js');
      return result => formatTable(toColumns(selectTasks(result), query, options.columns), options);
    }
  }
}

async function loadQuery(expression: string | undefined): Promise<Query | undefined> {
  if (expression === undefined) {
    return undefined;
  }
  const {compileQuery} = await import('./query.js');
  return compileQuery(expression);
}

/** Tasks have the same columns whatever the answer holds, so that a script can rely on them; a query brings its own. */
function toColumns(
  value: unknown,
  query: Query | undefined,
  columns: readonly ReportColumn[] | undefined,
): Rows {
  const rows = toRows(value);
  if (query) {
    return rows;
  }
  const origin: readonly string[] = [REPORT_COLUMNS.region, REPORT_COLUMNS.profile];
  const members = membersOf(columns ?? (Object.keys(REPORT_COLUMNS) as ReportColumn[]));
  return {
    ...rows,
    columns: members.filter(member => !origin.includes(member) || rows.columns.includes(member)),
  };
}
