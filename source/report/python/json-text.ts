import {floatText} from './number.js';
import {PythonError} from './python-error.js';
import {repr} from './repr.js';
import {type Dictionary, isDictionary, isList, Reference, type Value} from './value.js';

/** How json.dumps() of Python is called. */
export type JsonStyle = {
  /** Spaces a level; everything in one line otherwise. */
  readonly indent: number | undefined;

  /** Between the items of one line. */
  readonly comma: string;
  readonly colon: string;

  /** Whatever isn't ASCII as `\uXXXX`. */
  readonly isAscii: boolean;

  /** Null for NaN and for what is infinite, which readers of JSON refuse. @default false */
  readonly isStrict?: boolean;

  /** Writes a reference. */
  readonly reference: (reference: Reference) => string;
};

/** What Python says of a reference that is to be printed. @throws {PythonError} */
export function refuseReference(): never {
  throw new PythonError('Encountered unrecognized type in JSON encoder.');
}

/** A value in one line, as JSON.stringify() writes it: what isn't finite, which JSON doesn't have, is null. @throws {PythonError} */
export function lineJson(value: Value): string {
  return jsonText(value, LINE);
}

const LINE: JsonStyle = {
  indent: undefined,
  comma: ',',
  colon: ':',
  isAscii: false,
  isStrict: true,
  reference: refuseReference,
};

/** json.dumps() */
export function jsonText(value: Value, style: JsonStyle): string {
  return write(value, style, '');
}

function write(value: Value, style: JsonStyle, margin: string): string {
  if (isList(value)) {
    const deeper = deepen(margin, style);
    return enclose(
      '[]',
      value.map(item => write(item, style, deeper)),
      style,
      margin,
    );
  }
  if (isDictionary(value)) {
    const deeper = deepen(margin, style);
    const members = [...value].map(
      ([name, item]) => `${quote(name, style)}${style.colon}${write(item, style, deeper)}`,
    );
    return enclose('{}', members, style, margin);
  }
  if (value instanceof Reference) {
    return style.reference(value);
  }
  return typeof value === 'string' ? quote(value, style) : scalar(value, style.isStrict);
}

/** What a key that is no text becomes, as the name of a member. */
export function jsonKey(key: Exclude<Value, readonly Value[] | Dictionary>): string {
  return typeof key === 'string' ? key : key instanceof Reference ? repr(key) : scalar(key);
}

function scalar(value: null | boolean | bigint | number, isStrict = false): string {
  if (typeof value !== 'number') {
    return String(value);
  }
  return isStrict && !Number.isFinite(value) ? 'null' : jsonFloat(value);
}

/** A float as json.dumps() writes it, with its words for what isn't finite. */
export function jsonFloat(value: number): string {
  return Number.isFinite(value) ? floatText(value) : String(value);
}

function deepen(margin: string, {indent}: JsonStyle): string {
  return indent === undefined ? margin : margin + ' '.repeat(indent);
}

function enclose(
  [open, close]: string,
  items: readonly string[],
  style: JsonStyle,
  margin: string,
): string {
  if (items.length === 0 || style.indent === undefined) {
    return `${open}${items.join(style.comma)}${close}`;
  }
  const line = `\n${deepen(margin, style)}`;
  return `${open}${line}${items.join(`,${line}`)}\n${margin}${close}`;
}

function quote(text: string, {isAscii}: JsonStyle): string {
  const json = JSON.stringify(text);
  return isAscii ? json.replaceAll(/[\x7f-\uffff]/g, unitEscape) : json;
}

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
