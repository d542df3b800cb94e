import {floatText} from './number.js';
import {isDictionary, isList, Reference, type Value} from './value.js';

/** A value as Python's str() writes it, which is what the aws command does with --output text. */
export function str(value: Value): string {
  return typeof value === 'string' ? value : repr(value);
}

/** A value as Python's repr() writes it. */
export function repr(value: Value): string {
  if (typeof value === 'string') {
    return quote(value);
  }
  if (isList(value)) {
    return `[${value.map(repr).join(', ')}]`;
  }
  if (isDictionary(value)) {
    return `{${[...value].map(([name, item]) => `${quote(name)}: ${repr(item)}`).join(', ')}}`;
  }
  // Python tells the address of the object too, which is another in each run.
  return value instanceof Reference ? '<jmespath.visitor._Expression object>' : scalar(value);
}

function scalar(value: null | boolean | bigint | number): string {
  if (value === null) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return typeof value === 'bigint' ? String(value) : floatText(value);
}

// str.isprintable() of Python, and the backslash.
const ESCAPED = /[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const SHORT: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function quote(text: string): string {
  const sign = text.includes("'") && !text.includes('"') ? '"' : "'";
  return sign + text.replaceAll(ESCAPED, escaped).replaceAll(sign, `\\${sign}`) + sign;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  const form =
    code.length <= 2
      ? (['x', 2] as const)
      : code.length <= 4
        ? (['u', 4] as const)
        : (['U', 8] as const);
  return SHORT[character] ?? `\\${form[0]}${code.padStart(form[1], '0')}`;
}
