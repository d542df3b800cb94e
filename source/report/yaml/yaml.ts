import {compareText} from '../python/code-points.js';
import {jsonText, refuseReference} from '../python/json-text.js';
import {floatText} from '../python/number.js';
import {PythonError} from '../python/python-error.js';
import {
  type Dictionary,
  isDictionary,
  isList,
  isNested,
  Reference,
  type Value,
} from '../python/value.js';
import {isMultiline, scalarStyle} from './scalar.js';
import {YamlWriter} from './writer.js';

/** A longer name of a member goes into a line of its own. */
const LONGEST_KEY = 128;

const STEP = 2;

/**
A result as version 2 of the aws command prints it with --output yaml: members in alphabetical order, texts quoted only where a reader would take them for something else, a list or an object that comes again as an alias of the first, and JSON where it is a single text or number.

Written here because what counts is every byte: libraries for YAML fold, quote and order otherwise than libyaml, which is beneath the aws command.
Source: awscli/formatter.py, YAMLDumper; ruamel.yaml 0.17 (safe) over libyaml
@throws {PythonError}
*/
export function formatYaml(result: Value, isTerminal = false): string {
  if (isDictionary(result) && result.size === 0) {
    return '';
  }
  return isNested(result) ? dump(result, isTerminal) : `${scalarJson(result)}\n`;
}

/** One page of --output yaml-stream: a list of the one. @throws {PythonError} */
export function formatYamlPage(page: Value, isTerminal = false): string {
  return dump([page], isTerminal);
}

function scalarJson(value: Value): string {
  return jsonText(value, {
    indent: undefined,
    comma: ', ',
    colon: ': ',
    isAscii: false,
    reference: refuseReference,
  });
}

function dump(value: Value, isTerminal: boolean): string {
  const dumper = new Dumper(value, isTerminal);
  return dumper.text;
}

class Dumper {
  readonly #writer: YamlWriter;
  readonly #isTerminal: boolean;

  /** Lists and objects that are there more than once, with the names that they get. */
  readonly #anchors = new Map<Value, string>();
  readonly #written = new Set<Value>();

  constructor(value: Value, isTerminal: boolean) {
    this.#writer = new YamlWriter(isTerminal);
    this.#isTerminal = isTerminal;
    this.#findAnchors(value, new Set());
    this.#node(value, 0, {isInMapping: false});
    this.#writer.indent(0);
  }

  get text(): string {
    return this.#writer.text;
  }

  #findAnchors(value: Value, seen: Set<Value>): void {
    if (!isNested(value)) {
      return;
    }
    if (seen.has(value)) {
      if (!this.#anchors.has(value)) {
        this.#anchors.set(value, `id${String(this.#anchors.size + 1).padStart(3, '0')}`);
      }
      return;
    }
    seen.add(value);
    for (const member of isList(value) ? value : sortedMembers(value).map(([, item]) => item)) {
      this.#findAnchors(member, seen);
    }
  }

  /** @param indent Of the lines of its parts. */
  #node(value: Value, indent: number, {isInMapping}: {readonly isInMapping: boolean}): void {
    if (!isNested(value)) {
      this.#scalar(value, indent);
      return;
    }
    const anchor = this.#anchors.get(value);
    if (this.#written.has(value)) {
      this.#writer.mark(`*${anchor}`);
      return;
    }
    this.#written.add(value);
    if (anchor !== undefined) {
      this.#writer.mark(`&${anchor}`);
    }
    if (isList(value)) {
      this.#list(value, isInMapping ? indent - STEP : indent);
    } else {
      this.#dictionary(value, indent);
    }
  }

  #list(list: readonly Value[], indent: number): void {
    if (list.length === 0) {
      this.#writer.mark('[', {isSpace: true});
      this.#writer.mark(']', {hasSpace: false});
    }
    for (const item of list) {
      this.#writer.indent(indent);
      this.#writer.mark('-', {isIndent: true});
      this.#node(item, indent + STEP, {isInMapping: false});
    }
  }

  #dictionary(dictionary: Dictionary, indent: number): void {
    if (dictionary.size === 0) {
      this.#writer.mark('{', {isSpace: true});
      this.#writer.mark('}', {hasSpace: false});
    }
    for (const [name, value] of sortedMembers(dictionary)) {
      this.#writer.indent(indent);
      const isSimple = !isMultiline(name) && Buffer.byteLength(name) <= LONGEST_KEY;
      if (isSimple) {
        this.#text(name, indent + STEP, true);
        this.#writer.mark(':', {hasSpace: false});
      } else {
        this.#writer.mark('?', {isIndent: true});
        this.#text(name, indent + STEP, false);
        this.#writer.indent(indent);
        this.#writer.mark(':', {isIndent: true});
      }
      // A list stands under its name, not deeper.
      this.#node(value, indent + STEP, {isInMapping: isSimple});
    }
  }

  #scalar(value: Value, indent: number): void {
    if (typeof value === 'string') {
      this.#text(value, indent, false);
    } else if (value instanceof Reference) {
      throw new PythonError('cannot represent an object: an expression');
    } else {
      this.#writer.scalar(
        typeof value === 'number' ? float(value) : String(value),
        'plain',
        indent,
        true,
      );
    }
  }

  #text(text: string, indent: number, isKey: boolean): void {
    const style = scalarStyle(text, isKey, this.#isTerminal);
    this.#writer.scalar(text, style, indent, !isKey);
  }
}

function sortedMembers(dictionary: Dictionary): readonly (readonly [string, Value])[] {
  return [...dictionary].sort(([a], [b]) => compareText(a, b));
}

function float(value: number): string {
  if (Number.isFinite(value)) {
    return floatText(value);
  }
  return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
}
