import {compareText} from '../python/code-points.js';
import {PythonError} from '../python/python-error.js';
import {str} from '../python/repr.js';
import {
  type Dictionary,
  isDictionary,
  isList,
  isNested,
  typeName,
  type Value,
} from '../python/value.js';

/**
A result as the aws command prints it with --output text: tab-separated, members in alphabetical order, lists and objects within introduced by their name in capitals.
Source: awscli/text.py, function by function.
@throws {PythonError}
*/
export function formatText(result: Value): string {
  const lines: string[] = [];
  writeItem(result, lines);
  return lines.map(line => `${line}\n`).join('');
}

function writeItem(
  item: Value,
  lines: string[],
  name?: string,
  scalarKeys?: readonly string[],
): void {
  if (isList(item)) {
    writeList(item, lines, name);
  } else if (isDictionary(item)) {
    writeDictionary(item, lines, name, scalarKeys);
  } else {
    lines.push(str(item));
  }
}

function writeList(items: readonly Value[], lines: string[], name?: string): void {
  if (items.some(isDictionary)) {
    const scalarKeys = new Set(items.flatMap(scalarKeysOfRow));
    const sorted = [...scalarKeys].sort(compareText);
    for (const item of items) {
      writeItem(item, lines, name, sorted);
    }
  } else if (items.some(isList)) {
    const scalars = items.filter(item => !isNested(item));
    if (scalars.length > 0) {
      writeScalars(scalars, lines, name);
    }
    for (const item of items.filter(isNested)) {
      writeItem(item, lines, name);
    }
  } else if (items.length > 0) {
    writeScalars(items, lines, name);
  }
}

function writeScalars(items: readonly Value[], lines: string[], name?: string): void {
  if (name === undefined) {
    lines.push(items.map(str).join('\t'));
  } else {
    lines.push(...items.map(item => `${name.toUpperCase()}\t${str(item)}`));
  }
}

/** @param scalarKeys Those of all rows, when it is a row; then they are columns, also where a row has something nested there. */
function writeDictionary(
  item: Dictionary,
  lines: string[],
  name: string | undefined,
  scalarKeys: readonly string[] = scalarKeysOf(item).sort(compareText),
): void {
  const scalars = scalarKeys.map(key => str(item.get(key) ?? (item.has(key) ? null : '')));
  if (scalars.length > 0) {
    lines.push([...(name === undefined ? [] : [name.toUpperCase()]), ...scalars].join('\t'));
  }
  const columns = new Set(scalarKeys);
  const others = [...item].filter(([key]) => !columns.has(key));
  for (const [key, value] of others.sort(([a], [b]) => compareText(a, b))) {
    writeItem(value, lines, key);
  }
}

/** The aws command can't write rows with anything else among them, and ends. @throws {PythonError} */
function scalarKeysOfRow(row: Value): string[] {
  if (!isDictionary(row)) {
    throw new PythonError(`'${typeName(row)}' object has no attribute 'items'`);
  }
  return scalarKeysOf(row);
}

function scalarKeysOf(item: Dictionary): string[] {
  return [...item].filter(([, value]) => !isNested(value)).map(([key]) => key);
}
