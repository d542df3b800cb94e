import {
  type Dictionary,
  isDictionary,
  isList,
  typeName,
  type Value,
} from '../../report/python/value.js';
import type {Filter} from '../../task/service-filter.js';

/** What a value must be, and what it was read as. */
type Reader<T> = (value: Value, place: string) => T;

/**
Readers of the members of a request, as strict as the aws command: a text is a text, a list a list, and nothing is made of anything else.
Source: botocore/validate.py
@throws {Error} whose message says which member must be what.
*/
const readText: Reader<string> = (value, place) => {
  if (typeof value !== 'string') {
    throw mustBe(place, 'a text', value);
  }
  if (!value.isWellFormed()) {
    throw new Error(
      `${place} holds half of a character (a surrogate without the other), which no request can carry`,
    );
  }
  return value;
};

const readBoolean: Reader<boolean> = (value, place) => {
  if (typeof value !== 'boolean') {
    throw mustBe(place, 'true or false', value);
  }
  return value;
};

const readCount: Reader<number> = (value, place) => {
  if (typeof value !== 'bigint' || value < 1n) {
    throw mustBe(place, 'a whole number, at least 1', value);
  }
  return Number(value);
};

export const readTexts: Reader<readonly string[]> = (value, place) =>
  readItems(value, place, readText);

/** Filters as a list of `{Name, Values}`; one without either asks for nothing. */
export const readFilterList: Reader<readonly Filter[]> = (value, place) =>
  readItems(value, place, (item, at) => {
    const {Name: name, Values: values} = readMembers(item, at, {
      Name: readText,
      Values: readTexts,
    });
    return name === undefined && values === undefined
      ? []
      : [{name: name ?? '', values: values ?? []}];
  }).flat();

/** The members of a DescribeStoreImageTasks request. */
export const REQUEST_MEMBERS = {
  ImageIds: readTexts,
  DryRun: readBoolean,
  Filters: readFilterList,
  NextToken: readText,
  MaxResults: readCount,
} as const;

export type Members<Readers extends Readonly<Record<string, Reader<unknown>>>> = {
  readonly [Name in keyof Readers]?: ReturnType<Readers[Name]>;
};

/** Reads a dictionary that may have these members and no others. @throws {Error} */
export function readMembers<Readers extends Readonly<Record<string, Reader<unknown>>>>(
  value: Value,
  place: string,
  readers: Readers,
): Members<Readers> {
  if (!isDictionary(value)) {
    throw mustBe(place, 'an object', value);
  }
  return Object.fromEntries(
    [...(value as Dictionary)].map(([name, member]) => {
      const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (!read) {
        throw new Error(
          `${place === '' ? 'it' : place} has an unknown member "${name}"; there are ${Object.keys(readers).join(', ')}`,
        );
      }
      return [name, read(member, place === '' ? name : `${place}.${name}`)];
    }),
  ) as Members<Readers>;
}

function readItems<T>(value: Value, place: string, read: Reader<T>): readonly T[] {
  if (!isList(value)) {
    throw mustBe(place, 'a list', value);
  }
  return value.map((item, index) => read(item, `${place}[${index}]`));
}

const SPOKEN = {
  NoneType: 'null',
  bool: 'true or false',
  int: 'a number',
  float: 'a number',
  str: 'a text',
  list: 'a list',
  dict: 'an object',
  _Expression: 'an expression',
} as const;

function mustBe(place: string, must: string, value: Value): Error {
  const is = typeof value === 'bigint' ? String(value) : SPOKEN[typeName(value)];
  return new Error(`${place === '' ? 'it' : place} must be ${must}, not ${is}`);
}
