import {cleanText} from '../../ec2/clean-text.js';
import {escapeJson} from '../../ec2/escape-json.js';
import {jsonFloat, jsonText, lineJson, refuseReference} from '../python/json-text.js';
import {isDictionary, isList, type Value} from '../python/value.js';
import {cellText, type ReportRows} from './rows.js';
import {formatText} from './text.js';

/** Writes what is selected of a result. @throws {PythonError} */
type Write = (value: Value) => string;

type WriteOptions = {
  readonly isColored: boolean;
  readonly isAscii: boolean;

  /** Whether a terminal shows it; then nothing in it may move a cursor or hide. Programs get what the service said. */
  readonly isTerminal: boolean;

  /** A result as the rows of a table, with the columns that were asked for. */
  readonly rowsOf: (value: Value) => ReportRows;
};

type OutputFormat = {
  /** True of one that leaves out what the API puts around the tasks. */
  readonly isOfTasks?: boolean;

  /** True of one that is written page by page, the query applied to each. */
  readonly isOfPages?: boolean;

  /** Makes the writer, and loads what only this format needs. */
  readonly writer: (options: WriteOptions) => Write | Promise<Write>;
};

/** The formats of one answer; all but csv and ndjson are the aws command's: `yaml`, `yaml-stream` and `off` (nothing) of its version 2. */
const FORMATS = {
  json: {
    writer: ({isTerminal}) => (isTerminal ? value => escapeJson(formatJson(value)) : formatJson),
  },
  text: {
    isOfPages: true,
    writer: ({isTerminal}) => (isTerminal ? value => formatText(cleanValue(value)) : formatText),
  },
  table: {
    isOfTasks: true,
    async writer(options) {
      const {formatTable} = await import('./table.js');
      return value => formatTable(options.rowsOf(value), options);
    },
  },
  csv: {
    isOfTasks: true,
    async writer({rowsOf}) {
      const formatCsv = await csvWriter();
      return value => formatCsv(rowsOf(value));
    },
  },
  ndjson: {isOfTasks: true, writer: () => formatNdjson},
  yaml: {
    async writer({isTerminal}) {
      const {formatYaml} = await import('../yaml/yaml.js');
      return value => formatYaml(value, isTerminal);
    },
  },
  'yaml-stream': {
    isOfPages: true,
    async writer({isTerminal}) {
      const {formatYamlPage} = await import('../yaml/yaml.js');
      return value => formatYamlPage(value, isTerminal);
    },
  },
  off: {writer: () => () => ''},
} as const satisfies Record<string, OutputFormat>;

/** What `--output` takes. */
export type Output = keyof typeof FORMATS;

export const OUTPUTS = Object.keys(FORMATS) as readonly Output[];

export function outputFormat(output: Output): OutputFormat {
  return FORMATS[output];
}

/**
A result as the aws command prints it with --output json: indented by four, other scripts than Latin unescaped, and nothing at all for an empty object.
Source: awscli/formatter.py, JSONFormatter.
@throws {PythonError}
*/
export function formatJson(result: Value): string {
  if (isDictionary(result) && result.size === 0) {
    return '';
  }
  return `${jsonText(result, {
    indent: 4,
    comma: ',',
    colon: ': ',
    isAscii: false,
    reference: refuseReference,
  })}\n`;
}

/** One JSON text a line: each item of a list, or the one result. What a terminal would obey is escaped. */
export function formatNdjson(result: Value): string {
  const items = isList(result) ? result : [result];
  return items.map(item => `${escapeJson(lineJson(item))}\n`).join('');
}

/**
Makes the writer of rows as RFC 4180 has them, nothing for no columns: a header, CRLF after each line, quotes where needed. A cell that a spreadsheet would run as a formula gets a `'` in front.
Source: https://owasp.org/www-community/attacks/CSV_Injection
*/
export async function csvWriter(): Promise<(rows: ReportRows) => string> {
  const {stringify} = await import('csv-stringify/sync');
  return ({columns, rows}) =>
    columns.length === 0
      ? ''
      : stringify(
          [
            columns.map(cellText),
            ...rows.map(row => columns.map(column => textOrNumber(row.get(column)))),
          ],
          {
            record_delimiter: 'windows',
            escape_formulas: true,
            // A line with nothing on it is no row to a reader.
            quoted_empty: columns.length === 1,
            cast: {number: jsonFloat},
          },
        );
}

/** A negative number is no formula. */
function textOrNumber(value: Value | undefined): string | number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : cellText(value);
}

/** A value whose texts, and the names of members, can be drawn. */
function cleanValue(value: Value): Value {
  if (typeof value === 'string') {
    return cleanText(value);
  }
  if (isList(value)) {
    return value.map(cleanValue);
  }
  return isDictionary(value)
    ? new Map([...value].map(([name, member]) => [cleanText(name), cleanValue(member)]))
    : value;
}
