/** A result as rows with named columns, for the formats that are tables. */
export type Rows = {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
};

/**
Turns whatever a query selected into rows: objects become rows, lists become rows with numbered columns, everything else a row with the one column `Value`.
*/
export function toRows(result: unknown): Rows {
  const items = Array.isArray(result)
    ? result
    : result === null || result === undefined
      ? []
      : [result];
  const rows = items.map(item => toRow(item));
  return {columns: [...new Set(rows.flatMap(row => Object.keys(row)))], rows};
}

function toRow(item: unknown): Readonly<Record<string, unknown>> {
  if (Array.isArray(item)) {
    return Object.fromEntries(item.map((value, index) => [String(index + 1), value]));
  }
  return typeof item === 'object' && item !== null
    ? (item as Record<string, unknown>)
    : {Value: item};
}

/** A cell's text: nothing for null, JSON for what is nested. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
