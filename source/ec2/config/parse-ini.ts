import {strip, stripEnd, stripStart} from '../../base/python-space.js';

/** Each section's keys, in lower case, and their values. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A text that Python's configparser refuses. What stands in the line may be a secret: only its number is told. */
export class IniError extends Error {
  override readonly name = 'IniError';
}

/** The section whose keys every other one has, too. */
const DEFAULTS = 'DEFAULT';

/**
Reads a configuration file as `RawConfigParser` of Python does, which is what the aws command takes: any text between the first `[` and the last `]` is a section's name; a key ends at the first `=` or `:`; a line that is indented deeper than the key goes on with its value; lines that begin with `#` or `;` are comments, and nothing behind a value is one.
Source: CPython 3.11, Lib/configparser.py
@throws {IniError}
*/
export function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, string[]>>();
  const defaults = new Map<string, string[]>();
  let section: Map<string, string[]> | undefined;
  let value: string[] | undefined;
  let keyIndent = 0;
  for (const [index, line] of text.replaceAll(/\r\n?/g, '\n').split('\n').entries()) {
    const bare = strip(line);
    if (bare === '') {
      // In the middle of a value it belongs to it.
      value?.push('');
      continue;
    }

    if (bare.startsWith('#') || bare.startsWith(';')) {
      continue;
    }

    const indent = line.length - stripStart(line).length;
    if (value && indent > keyIndent) {
      value.push(bare);
      continue;
    }

    keyIndent = indent;
    const name = sectionName(bare);
    if (name !== undefined) {
      if (sections.has(name)) {
        throw new IniError(`line ${index + 1} begins a section for the second time`);
      }

      section = name === DEFAULTS ? defaults : new Map();
      if (section !== defaults) {
        sections.set(name, section);
      }

      value = undefined;
      continue;
    }

    if (!section) {
      throw new IniError(`line ${index + 1} stands before the first section`);
    }

    const {key, rest} = keyAndRest(bare, index + 1);
    if (section.has(key)) {
      throw new IniError(`line ${index + 1} has a key that its section has already`);
    }

    value = [rest];
    section.set(key, value);
  }

  return new Map(
    [...sections].map(([name, own]) => [name, joinLines(new Map([...defaults, ...own]))]),
  );
}

function sectionName(line: string): string | undefined {
  const end = line.lastIndexOf(']');
  return line.startsWith('[') && end > 1 ? line.slice(1, end) : undefined;
}

function keyAndRest(line: string, number: number): {readonly key: string; readonly rest: string} {
  const end = line.search(/[=:]/);
  if (end <= 0) {
    throw new IniError(`line ${number} is neither a section nor a key with a value`);
  }

  return {key: stripEnd(line.slice(0, end)).toLowerCase(), rest: strip(line.slice(end + 1))};
}

function joinLines(keys: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> {
  return new Map([...keys].map(([key, lines]) => [key, stripEnd(lines.join('\n'))]));
}
