/**
A value as Python has it, because what the aws command selects and prints rests on Python's types: a whole number of any size (int, here a bigint) is another thing than a float (here a number), which shows in `1` and `1.0`; and a dictionary (here a Map) keeps its members in the order in which they came, whatever their names are.
*/
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Value[]
  | Dictionary
  | Reference;

export type Dictionary = ReadonlyMap<string, Value>;

/** An expression as a value: what `&name` hands to a function such as `sort_by`. */
export class Reference {
  /** What the function that takes it evaluates. */
  readonly expression: unknown;

  constructor(expression: unknown) {
    this.expression = expression;
  }
}

/** What the names of types are in Python's own messages. */
export type TypeName =
  | 'NoneType'
  | 'bool'
  | 'int'
  | 'float'
  | 'str'
  | 'list'
  | 'dict'
  | '_Expression';

export function typeName(value: Value): TypeName {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'str';
    default:
      return value === null
        ? 'NoneType'
        : isList(value)
          ? 'list'
          : isDictionary(value)
            ? 'dict'
            : '_Expression';
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isDictionary(value: Value): value is Dictionary {
  return value instanceof Map;
}

/** A list or a dictionary: what has members. */
export function isNested(value: Value): value is readonly Value[] | Dictionary {
  return isList(value) || isDictionary(value);
}

/** What a plain value of JSON is in Python. Whole numbers are ints: the API has no others. Members that are `undefined` aren't there. */
export function toValue(plain: unknown): Value {
  if (typeof plain === 'number') {
    return Number.isInteger(plain) ? BigInt(plain) : plain;
  }
  if (Array.isArray(plain)) {
    return plain.map(toValue);
  }
  if (typeof plain === 'object' && plain !== null) {
    const members = Object.entries(plain).filter(([, value]) => value !== undefined);
    return new Map(members.map(([name, value]) => [name, toValue(value)]));
  }
  return (plain ?? null) as Value;
}
