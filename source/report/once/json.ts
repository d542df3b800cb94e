import {jsonText, refuseReference} from '../python/json-text.js';
import {isDictionary, type Value} from '../python/value.js';

/**
A result as the aws command prints it with --output json: indented by four, other scripts than Latin unescaped, and nothing at all for an empty object.
Source: awscli/formatter.py, JSONFormatter.
@throws {PythonError}
*/
export function formatJson(result: Value): string {
  if (isDictionary(result) && result.size === 0) {
    return '';
  }
  return `${jsonText(result, {
    indent: 4,
    comma: ',',
    colon: ': ',
    isAscii: false,
    reference: refuseReference,
  })}\n`;
}
