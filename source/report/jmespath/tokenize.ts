import {stripStart} from '../../base/python-space.js';
import {MAX_DIGITS} from '../python/number.js';
import {JsonError, parseJson} from '../python/parse-json.js';
import type {Value} from '../python/value.js';
import {ExpressionError, lexerError} from './expression-error.js';
import type {Token, TokenType} from './token.js';

/** The longest that fits comes first. */
const SIGNS: readonly (readonly [string, TokenType])[] = [
  ['[]', 'flatten'],
  ['[?', 'filter'],
  ['||', 'or'],
  ['&&', 'and'],
  ['==', 'eq'],
  ['!=', 'ne'],
  ['<=', 'lte'],
  ['>=', 'gte'],
  ['[', 'lbracket'],
  ['|', 'pipe'],
  ['&', 'expref'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['!', 'not'],
  ['.', 'dot'],
  ['*', 'star'],
  [']', 'rbracket'],
  [',', 'comma'],
  [':', 'colon'],
  ['@', 'current'],
  ['(', 'lparen'],
  [')', 'rparen'],
  ['{', 'lbrace'],
  ['}', 'rbrace'],
];

const SPACE = /[ \t\n\r]*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /-?[0-9]+/y;

/**
Splits an expression into its tokens, the last of them `eof`.
Source: jmespath/lexer.py
@throws {ExpressionError | RecursionError}
*/
export function tokenize(expression: string): readonly Token[] {
  if (expression === '') {
    throw new ExpressionError('Invalid JMESPath expression: cannot be empty.');
  }
  const tokens: Token[] = [];
  const columns = columnsOf(expression);
  let position = 0;

  function fail(message: string, at: number): never {
    throw lexerError(message, expression, columns(at));
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = position;
    const text = pattern.exec(expression)?.[0];
    position += text?.length ?? 0;
    return text;
  }

  function next(): {readonly type: TokenType; readonly value: Value} {
    const name = match(NAME);
    if (name !== undefined) {
      return {type: 'unquoted_identifier', value: name};
    }
    const number = match(NUMBER);
    if (number !== undefined) {
      return {type: 'number', value: readInt(number)};
    }
    for (const [sign, type] of SIGNS) {
      if (expression.startsWith(sign, position)) {
        position += sign.length;
        return {type, value: sign};
      }
    }
    switch (expression[position]) {
      case "'":
        return {type: 'literal', value: readDelimited("'").replaceAll("\\'", "'")};
      case '`':
        return {type: 'literal', value: readLiteral()};
      case '"':
        return {type: 'quoted_identifier', value: readQuotedName()};
      default:
        return refuse();
    }
  }

  function refuse(): never {
    const character = String.fromCodePoint(expression.codePointAt(position) ?? 0);
    const isQuoted = character === '=' || character === '-';
    return fail(`Unknown token ${isQuoted ? `'${character}'` : character}`, position);
  }

  /** What stands between two delimiters; a backslash keeps what follows it from being one. */
  function readDelimited(delimiter: string): string {
    const start = position;
    position++;
    while (expression[position] !== delimiter) {
      position += expression[position] === '\\' ? 2 : 1;
      if (position >= expression.length) {
        fail(`Unclosed ${delimiter} delimiter`, start);
      }
    }
    position++;
    return expression.slice(start + 1, position - 1);
  }

  /** JSON; what isn't is taken as the inside of a JSON text, as was the custom once and is in many scripts. */
  function readLiteral(): Value {
    const start = position;
    const text = readDelimited('`').replaceAll('\\`', '`');
    for (const json of [text, `"${stripStart(text)}"`]) {
      try {
        return parseJson(json);
      } catch (error) {
        if (!(error instanceof JsonError)) {
          throw error;
        }
      }
    }
    return fail(`Bad token ${text}`, start);
  }

  function readQuotedName(): Value {
    const start = position;
    const text = readDelimited('"');
    try {
      return parseJson(`"${text}"`);
    } catch (error) {
      if (error instanceof JsonError) {
        fail(error.message, start);
      }
      throw error;
    }
  }

  match(SPACE);
  while (position < expression.length) {
    const start = columns(position);
    tokens.push({...next(), start});
    match(SPACE);
  }
  tokens.push({type: 'eof', value: '', start: columns(expression.length)});
  return tokens;
}

/** @throws {ExpressionError} */
function readInt(digits: string): bigint {
  const {length} = digits.replace('-', '');
  if (length > MAX_DIGITS) {
    throw new ExpressionError(
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return BigInt(digits);
}

/** Gives the code point that a place in a text is; the places are asked for in rising order, or anew from the start. */
function columnsOf(text: string): (index: number) => number {
  let index = 0;
  let column = 0;
  return wanted => {
    if (wanted < index) {
      index = 0;
      column = 0;
    }
    while (index < wanted) {
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
      column++;
    }
    return column;
  };
}
