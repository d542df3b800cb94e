import {CORE_SCHEMA, defineScalarTag, load, mergeTag, NOT_RESOLVED} from 'js-yaml';
import type {Value} from '../../report/python/value.js';

const PREFIX = 'tag:yaml.org,2002:';
const DIGITS = [...'0123456789'];

/** A tag that only ever reads. */
const readOnly = {implicit: true, identify: () => false} as const;

/** Ints apart from floats, as Python has them, and with a `_` between digits. */
const intTag = defineScalarTag<bigint>(`${PREFIX}int`, {
  ...readOnly,
  implicitFirstChars: ['-', '+', ...DIGITS],
  resolve(source) {
    const [, sign, base = '', digits] =
      /^([-+]?)(0b(?=[01_]+$)|0o(?=[0-7_]+$)|0x(?=[\da-fA-F_]+$)|(?=[\d_]+$))(\w+)$/.exec(source) ??
      [];
    const bare = digits?.replaceAll('_', '');
    return bare ? BigInt(base + bare) * (sign === '-' ? -1n : 1n) : NOT_RESOLVED;
  },
});

const floatTag = defineScalarTag<number>(`${PREFIX}float`, {
  ...readOnly,
  implicitFirstChars: ['-', '+', '.', ...DIGITS],
  resolve(source) {
    const special = /^([-+]?)\.(inf|nan)$/i.exec(source);
    if (special) {
      return special[2]?.toLowerCase() === 'nan' ? Number.NaN : Number(`${special[1]}Infinity`);
    }
    return /^[-+]?(?:\d[\d_]*(?:\.[\d_]*(?:e[-+]?\d+)?|e[-+]?\d+)|\.\d[\d_]*(?:e[-+]\d+)?)$/i.test(
      source,
    )
      ? Number(source.replaceAll('_', ''))
      : NOT_RESOLVED;
  },
});

/** A request has no member that is a date. */
const dateTag = defineScalarTag<never>(`${PREFIX}timestamp`, {
  ...readOnly,
  implicitFirstChars: DIGITS,
  resolve(source) {
    if (/^\d{4}-\d\d-\d\d(?:$|[Tt \t]+\d\d?:\d\d:\d\d)/.test(source)) {
      throw new Error(`${source} is a date; put it in quotes`);
    }
    return NOT_RESOLVED;
  },
});

const SCHEMA = CORE_SCHEMA.withTags(intTag, floatTag, dateTag, mergeTag);

/**
Reads YAML 1.2 as version 2 of the aws command does. A module of its own, so that it is loaded only where it is used.
Source: ruamel/yaml/resolver.py
@throws {Error} whose message is several lines.
*/
export function parseYaml(text: string): Value {
  return asValue(load(text, {schema: SCHEMA}));
}

function asValue(plain: unknown): Value {
  if (Array.isArray(plain)) {
    return plain.map(asValue);
  }
  return typeof plain === 'object' && plain !== null
    ? new Map(Object.entries(plain).map(([name, member]) => [name, asValue(member)]))
    : ((plain ?? null) as Value);
}
