import {str} from '../python/repr.js';
import type {Token} from './token.js';

/** The text is no JMESPath expression. The message is the one of jmespath.py, several lines with a `^` under the place. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** @param position In code points, as all positions here. */
export function lexerError(message: string, expression: string, position: number): ExpressionError {
  return new ExpressionError(
    `Bad jmespath expression: ${message}:\n${expression}\n${' '.repeat(position)}^`,
  );
}

export function parseError(message: string, expression: string, token: Token): ExpressionError {
  const {type, value, start} = token;
  return new ExpressionError(
    `${message}: Parse error at column ${start}, token "${str(value)}" (${type.toUpperCase()}), for expression:\n"${expression}"\n${' '.repeat(start + 1)}^`,
  );
}

export function incompleteError(expression: string): ExpressionError {
  const end = ' '.repeat([...expression].length + 1);
  return new ExpressionError(
    `Invalid jmespath expression: Incomplete expression:\n"${expression}"\n${end}^`,
  );
}
