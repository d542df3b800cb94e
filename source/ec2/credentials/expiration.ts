/** The zone stands at the end, or before the year where it is written as `date` writes it. */
const WITH_ZONE = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?:\s+\d{4})?$/i;

/** What Date.parse() doesn't know, and how it knows it. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d)\s*UTC$/i, 'Z'],
  // ISO 8601's basic format, for the date and the time of day.
  [/^(\d{4})(\d{2})(\d{2})(?=[T\s])/i, '$1-$2-$3'],
  [/(?<=[T\s])(\d{2})(\d{2})(\d{2})(?=[.,Z+-])/i, '$1:$2:$3'],
  // Its comma for a decimal point, a blank before the zone, an offset in hours.
  [/(?<=:\d{2}),(?=\d)/, '.'],
  [/(?<=\dT[\d:.]+)\s+(?=Z|[+-])/i, ''],
  [/(?<=:\d{2}(?:\.\d+)?\s*[+-]\d{2})$/, ':00'],
];

/**
Reads when credentials end: a time with its zone, in ISO 8601, as Python's str(), `date` and HTTP write it, or as the aws command keeps it (`2026-01-31T12:00:00UTC`); `undefined` for anything else.
Source: botocore 1.43, credentials.py, which has dateutil read it
*/
export function readExpiration(text: string): Date | undefined {
  const known = SPELLINGS.reduce(
    (rest, [pattern, spelling]) => rest.replace(pattern, spelling),
    text.trim(),
  );
  const time = Date.parse(known);
  return WITH_ZONE.test(known) && !Number.isNaN(time) ? new Date(time) : undefined;
}
