const WITH_ZONE = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\s*$/i;

/** Reads when credentials end: a time with its zone, in ISO 8601, as Python's str() writes it, or as the aws command keeps it (`2026-01-31T12:00:00UTC`); `undefined` for anything else. */
export function readExpiration(text: string): Date | undefined {
  const time = Date.parse(text.trim().replace(/(?<=\d)\s*UTC$/i, 'Z'));
  return WITH_ZONE.test(text) && !Number.isNaN(time) ? new Date(time) : undefined;
}
