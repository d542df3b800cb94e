import {escapeJson} from '../../ec2/escape-json.js';
import {isDictionary, toValue, type Value} from '../python/value.js';
import {cleanValue} from './clean-value.js';
import {hasOrigin, membersOf, REPORT_COLUMNS, type ReportColumn} from './columns.js';
import {formatJson} from './json.js';
import {formatNdjson} from './ndjson.js';
import {isOfTasks, type Output} from './output.js';
import {type ReportRows, toRows} from './rows.js';
import {formatText} from './text.js';

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

/** Writes what is selected of a result. @throws {PythonError} */
type Write = (value: Value) => string;

/**
Makes the writer of a format and loads only what that one needs; Ink only for a table.
@throws {QueryError} when the query can't be read.
*/
export async function createFormat(options: FormatOptions): Promise<Format> {
  const {query, output, columns} = options;
  if (query === undefined) {
    const write = await writerOf(options, rows => onlyColumns(rows, columns));
    const select = isOfTasks(output) ? tasksOf : (value: Value) => value;
    return result => write(select(toValue(result)));
  }
  const {compileQuery, writeResult} = await import('./query.js');
  const select = compileQuery(query);
  const write = await writerOf(options, rows => rows);
  return result => writeResult(() => write(select(toValue(result))));
}

async function writerOf(
  options: FormatOptions,
  arrange: (rows: ReportRows) => ReportRows,
): Promise<Write> {
  switch (options.output) {
    case 'json':
      return options.isTerminal ? value => escapeJson(formatJson(value)) : formatJson;
    case 'text':
      return options.isTerminal ? value => formatText(cleanValue(value)) : formatText;
    case 'ndjson':
      return formatNdjson;
    case 'yaml': {
      const {formatYaml} = await import('../yaml/yaml.js');
      return value => formatYaml(value, options.isTerminal);
    }
    case 'yaml-stream': {
      const {formatYamlPage} = await import('../yaml/yaml.js');
      return value => formatYamlPage(value, options.isTerminal);
    }
    case 'off':
      return () => '';
    case 'csv': {
      const {formatCsv} = await import('./csv.js');
      return value => formatCsv(arrange(toRows(value)));
    }
    case 'table': {
      const {formatTable} = await import('./table.js');
      return value => formatTable(arrange(toRows(value)), options);
    }
  }
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
    !hasOrigin([column]) || rows.columns.includes(REPORT_COLUMNS[column]);
  return {...rows, columns: membersOf(all.filter(isKnown))};
}
