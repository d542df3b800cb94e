import {lineJson} from './python/json-text.js';
import {isList, type Value} from './python/value.js';

/** One JSON text a line: each item of a list, or the one result. */
export function formatNdjson(result: Value): string {
  const items = isList(result) ? result : [result];
  return items.map(item => `${lineJson(item)}\n`).join('');
}
