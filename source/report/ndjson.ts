/** One JSON text a line: each item of a list, or the one result. */
export function formatNdjson(result: unknown): string {
  const items = Array.isArray(result) ? result : [result ?? null];
  return items.map(item => `${JSON.stringify(item)}\n`).join('');
}
