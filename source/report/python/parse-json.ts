import {MAX_DIGITS} from './number.js';
import {RecursionError} from './python-error.js';
import type {Value} from './value.js';

/** A text that json.loads() of Python refuses, with the first words of why. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

/** Levels of lists and objects that the aws command still reads in a literal, measured with version 1; with one more it ends. */
const MAX_LEVELS = 977;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\x00-\x1f]*/y;
const UNIT = /[0-9a-fA-F]{4}/y;

const WORDS: readonly (readonly [string, Value])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
json.loads(): numbers with a point or an exponent are floats, all others ints of any size; `NaN` and `Infinity` are taken; the last of equal names wins, in the place of the first.
Source: CPython, Modules/_json.c
@throws {JsonError | RecursionError}
*/
export function parseJson(text: string): Value {
  let position = 0;

  function match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    position += found?.[0].length ?? 0;
    return found;
  }

  function skip(sign: string): boolean {
    const isThere = text.startsWith(sign, position);
    position += isThere ? sign.length : 0;
    return isThere;
  }

  function readValue(level: number): Value {
    if (level > MAX_LEVELS) {
      throw new RecursionError();
    }
    if (skip('"')) {
      return readText();
    }
    if (skip('[')) {
      return readList(level);
    }
    if (skip('{')) {
      return readObject(level);
    }
    for (const [word, value] of WORDS) {
      if (skip(word)) {
        return value;
      }
    }
    return readNumber();
  }

  function readNumber(): bigint | number {
    const found = match(NUMBER);
    if (!found) {
      throw new JsonError('Expecting value');
    }
    const [whole, digits = '', fraction, exponent] = found;
    if (fraction !== undefined || exponent !== undefined) {
      return Number(whole);
    }
    if (digits.length > MAX_DIGITS + (digits.startsWith('-') ? 1 : 0)) {
      throw new JsonError('Exceeds the limit (4300 digits) for integer string conversion');
    }
    return BigInt(digits);
  }

  function readText(): string {
    let result = '';
    while (true) {
      result += match(PLAIN)?.[0] ?? '';
      if (skip('"')) {
        return result;
      }
      if (position >= text.length) {
        throw new JsonError('Unterminated string starting at');
      }
      if (!skip('\\')) {
        throw new JsonError('Invalid control character at');
      }
      result += readEscape();
    }
  }

  function readEscape(): string {
    if (position >= text.length) {
      throw new JsonError('Unterminated string starting at');
    }
    if (skip('u')) {
      const unit = match(UNIT);
      if (!unit) {
        throw new JsonError('Invalid \\uXXXX escape');
      }
      return String.fromCharCode(Number.parseInt(unit[0], 16));
    }
    const character = ESCAPES[text[position] ?? ''];
    if (character === undefined) {
      throw new JsonError('Invalid \\escape');
    }
    position++;
    return character;
  }

  function readList(level: number): Value {
    const items: Value[] = [];
    match(SPACE);
    if (skip(']')) {
      return items;
    }
    do {
      match(SPACE);
      items.push(readValue(level + 1));
      match(SPACE);
    } while (skip(','));
    if (!skip(']')) {
      throw new JsonError("Expecting ',' delimiter");
    }
    return items;
  }

  function readObject(level: number): Value {
    const members = new Map<string, Value>();
    match(SPACE);
    if (skip('}')) {
      return members;
    }
    do {
      match(SPACE);
      if (!skip('"')) {
        throw new JsonError('Expecting property name enclosed in double quotes');
      }
      const name = readText();
      match(SPACE);
      if (!skip(':')) {
        throw new JsonError("Expecting ':' delimiter");
      }
      match(SPACE);
      members.set(name, readValue(level + 1));
      match(SPACE);
    } while (skip(','));
    if (!skip('}')) {
      throw new JsonError("Expecting ',' delimiter");
    }
    return members;
  }

  match(SPACE);
  const value = readValue(0);
  match(SPACE);
  if (position < text.length) {
    throw new JsonError('Extra data');
  }
  return value;
}
