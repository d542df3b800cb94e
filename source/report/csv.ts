import {stringify} from 'csv-stringify/sync';
import type {Value} from './python/value.js';
import {cellText, type Rows} from './rows.js';

/**
Rows as RFC 4180 has them: a header, CRLF after each line, quotes where needed. A cell that a spreadsheet would run as a formula gets a `'` in front.
Source: https://owasp.org/www-community/attacks/CSV_Injection
*/
export function formatCsv({columns, rows}: Rows): string {
  return stringify(
    [columns, ...rows.map(row => columns.map(column => textOrNumber(row.get(column))))],
    {record_delimiter: 'windows', escape_formulas: true},
  );
}

/** A negative number is no formula. */
function textOrNumber(value: Value | undefined): string | number | bigint {
  return typeof value === 'number' || typeof value === 'bigint' ? value : cellText(value);
}
