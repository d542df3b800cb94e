import {escapeJson} from '../../ec2/escape-json.js';
import {lineJson} from '../python/json-text.js';
import {isList, type Value} from '../python/value.js';

/** One JSON text a line: each item of a list, or the one result. What a terminal would obey is escaped. */
export function formatNdjson(result: Value): string {
  const items = isList(result) ? result : [result];
  return items.map(item => `${escapeJson(lineJson(item))}\n`).join('');
}
