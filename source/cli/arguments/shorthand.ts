/** A value of the aws command's shorthand syntax. */
export type ShorthandValue = string | readonly string[];

/** The shorthand can't be read; the message says what was expected where. */
export class ShorthandError extends Error {
  override readonly name = 'ShorthandError';
}

const quoted = /^(?:'((?:\\'|[^'])*)'|"((?:\\"|[^"])*)")\s*/;
const bareFirst = /^(?:\\,|[^\s,'"[\]{}=])(?:\\,|[^,])*/;
const bareNext = /^(?:\\,|[^\s,'"[\]{}=])(?:\\,|[^,=])*/;

/**
Reads the part of the aws command's shorthand that filters need: `Key=value,Key=value,value`, with quoted values, escaped commas and lists in brackets.
Source: awscli/shorthand.py and https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
@throws {ShorthandError}
*/
export function parseShorthand(text: string): ReadonlyMap<string, ShorthandValue> {
  const result = new Map<string, ShorthandValue>();
  let rest = text.trim();
  while (true) {
    const key = /^([\w.#/:-]*)\s*=\s*/.exec(rest);
    if (!key?.[1]) {
      throw new ShorthandError(`expected Key=Value at "${rest}"`);
    }
    if (result.has(key[1])) {
      throw new ShorthandError(
        `${key[1]} is there twice; a space begins the next filter, not a comma`,
      );
    }
    const read = readValues(rest.slice(key[0].length));
    result.set(key[1], read.value);
    rest = read.rest;
    if (rest === '') {
      return result;
    }
    rest = expectComma(rest);
  }
}

type Read<T> = {readonly value: T; readonly rest: string};

function readValues(text: string): Read<ShorthandValue> {
  if (text.startsWith('[')) {
    return readList(text.slice(1).trimStart());
  }
  let {value, rest} = readOne(text, bareFirst);
  const values = [value];
  while (rest.startsWith(',')) {
    const next = readOne(rest.slice(1).trimStart(), bareNext);
    // `a,b=c`: what follows the comma is the next key, not another value.
    if (next.rest.startsWith('=')) {
      break;
    }
    ({value, rest} = next);
    values.push(value);
  }
  return {value: values.length === 1 ? (values[0] ?? '') : values, rest};
}

function readList(text: string): Read<readonly string[]> {
  const values: string[] = [];
  let rest = text;
  while (!rest.startsWith(']')) {
    const item = readOne(rest, /^(?:\\,|[^\s,'"[\]{}=])(?:\\,|[^,\]])*/);
    values.push(item.value);
    rest = item.rest.startsWith(',') ? item.rest.slice(1).trimStart() : item.rest;
    if (rest === '' || (item.value === '' && !rest.startsWith(']'))) {
      throw new ShorthandError('a list that begins with [ must end with ]');
    }
  }
  return {value: values, rest: rest.slice(1).trimStart()};
}

function readOne(text: string, bare: RegExp): Read<string> {
  const inQuotes = quoted.exec(text);
  if (inQuotes) {
    const value = inQuotes[1]?.replaceAll("\\'", "'") ?? inQuotes[2]?.replaceAll('\\"', '"') ?? '';
    return {value: value.replaceAll('\\\\', '\\'), rest: text.slice(inQuotes[0].length)};
  }
  const match = bare.exec(text)?.[0] ?? '';
  return {value: match.replaceAll('\\,', ',').trimEnd(), rest: text.slice(match.length)};
}

function expectComma(text: string): string {
  if (!text.startsWith(',')) {
    throw new ShorthandError(`expected a comma at "${text}"`);
  }
  return text.slice(1).trimStart();
}
