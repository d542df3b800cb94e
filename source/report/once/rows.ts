import {cleanText} from '../../ec2/clean-text.js';
import {jsonFloat, lineJson} from '../python/json-text.js';
import {isDictionary, isList, type Value} from '../python/value.js';

/** A result as rows with named columns, for the formats that are tables. */
export type ReportRows = {
  readonly columns: readonly string[];
  readonly rows: readonly ReadonlyMap<string, Value>[];
};

/**
Turns whatever a query selected into rows: objects become rows, lists become rows with numbered columns, everything else a row with the one column `Value`.
*/
export function toRows(result: Value): ReportRows {
  const rows = (isList(result) ? result : result === null ? [] : [result]).map(toRow);
  return {columns: [...new Set(rows.flatMap(row => [...row.keys()]))], rows};
}

function toRow(item: Value): ReadonlyMap<string, Value> {
  if (isList(item)) {
    return new Map(item.map((value, index) => [String(index + 1), value]));
  }
  return isDictionary(item) ? item : new Map([['Value', item]]);
}

/** A cell's text, cleaned and cut: nothing for null, JSON for what is nested. */
export function cellText(value: Value | undefined): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'string') {
    return cleanText(value);
  }
  return typeof value === 'number' ? jsonFloat(value) : cleanText(lineJson(value));
}
