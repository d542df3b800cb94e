import {isDictionary, toValue, type Value} from '../python/value.js';
import {membersOf, namesSource, REPORT_COLUMNS, type ReportColumn} from './columns.js';
import {type Output, outputFormat} from './formats.js';
import {type ReportRows, toRows} from './rows.js';

export type FormatOptions = {
  readonly output: Output;
  readonly query: string | undefined;

  /** Of tables and csv; all of them otherwise. */
  readonly columns: readonly ReportColumn[] | undefined;
  readonly isColored: boolean;
  readonly isAscii: boolean;

  /** Whether a terminal shows it; then nothing in it may move a cursor or hide. Programs get what the service said. */
  readonly isTerminal: boolean;
};

/** Writes a result of the API (`StoreImageTaskResults`, `NextToken`) in one of the formats. @throws {QueryError} */
export type Format = (result: Readonly<Record<string, unknown>>) => string;

/**
Makes the writer of a format, of all of a result or of what a query selects.
@throws {QueryError} when the query can't be read.
*/
export async function createFormat(options: FormatOptions): Promise<Format> {
  const {query, columns} = options;
  const {isOfTasks, writer} = outputFormat(options.output);
  if (query === undefined) {
    const write = await writer({...options, rowsOf: value => onlyColumns(toRows(value), columns)});
    const select = isOfTasks ? tasksOf : (value: Value) => value;
    return result => write(select(toValue(result)));
  }
  const {compileQuery, writeResult} = await import('./query.js');
  const select = compileQuery(query);
  const write = await writer({...options, rowsOf: toRows});
  return result => writeResult(() => write(select(toValue(result))));
}

function tasksOf(result: Value): Value {
  return isDictionary(result) ? (result.get('StoreImageTaskResults') ?? null) : null;
}

/** Tasks have the same columns whatever the answer holds, so that a script can rely on them: those asked for, else all, but where they are from only when there are several sources. */
function onlyColumns(rows: ReportRows, columns: readonly ReportColumn[] | undefined): ReportRows {
  if (columns) {
    return {...rows, columns: membersOf(columns)};
  }
  const all = Object.keys(REPORT_COLUMNS) as ReportColumn[];
  const isKnown = (column: ReportColumn) =>
    !namesSource([column]) || rows.columns.includes(REPORT_COLUMNS[column]);
  return {...rows, columns: membersOf(all.filter(isKnown))};
}
