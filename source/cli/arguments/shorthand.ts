import type {Value} from '../../report/python/value.js';

/** The shorthand can't be read; the message says what was expected where. */
export class ShorthandError extends Error {
  override readonly name = 'ShorthandError';
}

const SINGLE_QUOTED = /'(?:\\'|[^'])*'/y;
const DOUBLE_QUOTED = /"(?:\\"|[^"])*"/y;
const KEY = /[\w.#/:-]*/y;
const SPACE = /[ \t\n\r\v\f]*/y;

/* Beyond U+FFFF nothing is part of a bare value; that takes quotes. */
const START = String.raw`[!#-&(-+\--<>-Z\\-z|-\uffff]`;
const FIRST = new RegExp(String.raw`(?:\\,|${START})(?:\\,|[\s!#-&(-+\--\\^-|~-\uffff])*`, 'uy');
const SECOND = new RegExp(String.raw`(?:\\,|${START})(?:\\,|[\s!#-&(-+\--<>-\uffff])*`, 'uy');

/** Gives what stands behind `@=`: the content of a file that a value names, else the value. */
export type ResolveFile = (value: string) => string;

/**
Reads the aws command's shorthand (`Key=value,Key=value,value`, with quotes, escaped commas, lists in brackets and nested keys in braces) as version 1 does, step by step: what that refuses is refused.
Source: awscli/shorthand.py, ShorthandParser
@returns A dictionary of texts, lists and dictionaries.
@throws {ShorthandError}
*/
export function parseShorthand(
  text: string,
  resolveFile: ResolveFile = value => value,
): ReadonlyMap<string, Value> {
  let position = 0;
  let isFile = false;

  const current = () => text[position];
  const isAtEnd = () => position >= text.length;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    position += found?.length ?? 0;
    return found;
  };
  const refuse = (expected: string) =>
    new ShorthandError(
      `expected ${expected} ${isAtEnd() ? 'at the end' : `at "${text.slice(position)}"`}`,
    );
  const expect = (sign: string) => {
    if (current() !== sign) {
      throw refuse(sign === ',' ? 'a comma' : `"${sign}"`);
    }
    position++;
  };
  const expectApart = (sign: string) => {
    match(SPACE);
    expect(sign);
    match(SPACE);
  };

  const readKey = (): string => {
    const start = position;
    const key = match(KEY) ?? '';
    match(SPACE);
    isFile = current() === '@';
    if (isFile) {
      position++;
      match(SPACE);
    }
    if (current() !== '=') {
      position = start;
      throw refuse('Key=Value');
    }
    expectApart('=');
    return key;
  };

  const resolved = (value: string) => (isFile ? resolveFile(value) : value);

  const readQuoted = (): string | undefined => {
    const sign = current();
    if (sign !== "'" && sign !== '"') {
      return undefined;
    }
    const quoted = match(sign === "'" ? SINGLE_QUOTED : DOUBLE_QUOTED);
    if (quoted === undefined) {
      throw refuse('a closing quote');
    }
    return resolved(quoted.slice(1, -1).replaceAll(`\\${sign}`, sign).replaceAll('\\\\', '\\'));
  };

  const bare = (value: string) => resolved(value.replaceAll('\\,', ',').trimEnd());

  const readFirst = (): string => readQuoted() ?? bare(match(FIRST) ?? '');

  /** `undefined` where no further value stands. */
  const readNext = (): string | undefined => {
    const quoted = readQuoted();
    const value = quoted === undefined ? match(SECOND) : undefined;
    return quoted ?? (value === undefined ? undefined : bare(value));
  };

  const readCommaList = (): Value => {
    const first = readFirst();
    match(SPACE);
    const values = [first];
    while (current() === ',') {
      expectApart(',');
      const next = readNext();
      match(SPACE);
      if (next === undefined && isAtEnd()) {
        throw refuse('a value');
      }
      if (next === undefined || !(isAtEnd() || current() === ',')) {
        // `a,b=c`: what follows the comma is the next key, not another value.
        position = text.lastIndexOf(',', position);
        break;
      }
      values.push(next);
    }
    return values.length === 1 ? first : values;
  };

  const readList = (): Value => {
    expectApart('[');
    const values: Value[] = [];
    while (current() !== ']') {
      values.push(readNested());
      expectSeparator(']');
    }
    expect(']');
    return values;
  };

  const readDictionary = (): Value => {
    expectApart('{');
    const members = new Map<string, Value>();
    while (current() !== '}') {
      const key = readKey();
      const value = readNested();
      expectSeparator('}');
      members.set(key, value);
    }
    expect('}');
    return members;
  };

  const expectSeparator = (end: string) => {
    match(SPACE);
    if (current() !== end) {
      expect(',');
      match(SPACE);
    }
  };

  const readNested = (): Value =>
    current() === '[' ? readList() : current() === '{' ? readDictionary() : readFirst();

  const readValues = (): Value =>
    current() === '[' ? readList() : current() === '{' ? readDictionary() : readCommaList();

  const result = new Map<string, Value>();
  while (result.size === 0 || !isAtEnd()) {
    if (result.size > 0) {
      expectApart(',');
    }
    const key = readKey();
    if (result.has(key)) {
      throw new ShorthandError(
        `${key} is there twice; a space begins the next filter, not a comma`,
      );
    }
    result.set(key, readValues());
  }
  return result;
}
