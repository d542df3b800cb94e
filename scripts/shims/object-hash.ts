/** Stands in for `object-hash` in ink-table, which puts a hash and the index of a row into its React key. The index alone tells siblings apart, and with it React updates a row that changed instead of building it anew. */
export function sha1(): string {
  return '';
}
