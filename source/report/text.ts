type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | {readonly [key: string]: Value};
type Dictionary = {readonly [key: string]: Value};

/**
A result as the aws command prints it with --output text: tab-separated, members in alphabetical order, lists and objects within introduced by their name in capitals.
Source: awscli/text.py, function by function.
*/
export function formatText(result: unknown): string {
  const lines: string[] = [];
  writeItem(result as Value, lines);
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
    lines.push(python(item));
  }
}

function writeList(items: readonly Value[], lines: string[], name?: string): void {
  if (items.some(isDictionary)) {
    const dictionaries = items.filter(isDictionary);
    const keys = dictionaries.flatMap(item =>
      Object.keys(item).filter(key => !isNested(item[key])),
    );
    const scalarKeys = [...new Set(keys)].sort();
    for (const item of items) {
      writeItem(item, lines, name, scalarKeys);
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
    lines.push(items.map(python).join('\t'));
  } else {
    lines.push(...items.map(item => `${name.toUpperCase()}\t${python(item)}`));
  }
}

function writeDictionary(
  item: Dictionary,
  lines: string[],
  name: string | undefined,
  scalarKeys: readonly string[] | undefined,
): void {
  const keys = Object.keys(item).sort();
  const isScalar = (key: string) => (scalarKeys ? scalarKeys.includes(key) : !isNested(item[key]));
  const scalars = (scalarKeys ?? keys.filter(isScalar)).map(key =>
    key in item ? python(item[key]) : '',
  );
  if (scalars.length > 0) {
    lines.push([...(name === undefined ? [] : [name.toUpperCase()]), ...scalars].join('\t'));
  }
  for (const key of keys.filter(candidate => !isScalar(candidate))) {
    writeItem(item[key], lines, key);
  }
}

/** A value as Python's str() writes it. */
function python(value: Value): string {
  if (typeof value === 'string') {
    return value;
  }
  return isNested(value) ? representation(value) : scalar(value);
}

function scalar(value: number | boolean | null | undefined): string {
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return value === null || value === undefined ? 'None' : String(value);
}

/** A value as Python's repr() writes it; reached only when one member is a scalar in one row and a list in another. */
function representation(value: Value): string {
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
  }
  if (isList(value)) {
    return `[${value.map(representation).join(', ')}]`;
  }
  return isDictionary(value)
    ? `{${Object.entries(value)
        .map(([key, item]) => `${representation(key)}: ${representation(item)}`)
        .join(', ')}}`
    : scalar(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isDictionary(value: Value): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNested(value: Value): value is readonly Value[] | Dictionary {
  return typeof value === 'object' && value !== null;
}
