import {cleanText} from '../../ec2/clean-text.js';
import {isDictionary, isList, type Value} from '../python/value.js';

/** A value whose texts, and the names of members, can be drawn. */
export function cleanValue(value: Value): Value {
  if (typeof value === 'string') {
    return cleanText(value);
  }
  if (isList(value)) {
    return value.map(cleanValue);
  }
  return isDictionary(value)
    ? new Map([...value].map(([name, member]) => [cleanText(name), cleanValue(member)]))
    : value;
}
