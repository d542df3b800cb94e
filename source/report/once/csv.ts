import {stringify} from 'csv-stringify/sync';
import {jsonFloat} from '../python/json-text.js';
import type {Value} from '../python/value.js';
import {cellText, type ReportRows} from './rows.js';

/**
Rows as RFC 4180 has them, nothing for no columns: a header, CRLF after each line, quotes where needed. A cell that a spreadsheet would run as a formula gets a `'` in front.
Source: https://owasp.org/www-community/attacks/CSV_Injection
*/
export function formatCsv({columns, rows}: ReportRows): string {
  if (columns.length === 0) {
    return '';
  }
  return stringify(
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
