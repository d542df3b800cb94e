import {isMultiline, isSpecial, type ScalarStyle} from './scalar.js';

/** Columns after which a text goes on in the next line, where it has a space. */
const WIDTH = 80;

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** Writes as libyaml does, column by column. Source: yaml/src/emitter.c */
export class YamlWriter {
  #text = '';
  #column = 0;

  /** The last character was a space, or nothing was written in the line. */
  #isSpace = true;

  /** Nothing but an indent and marks of lists are in the line. */
  #isIndent = true;

  readonly #isTerminal: boolean;

  constructor(isTerminal: boolean) {
    this.#isTerminal = isTerminal;
  }

  get text(): string {
    return this.#text;
  }

  #put(text: string): void {
    this.#text += text;
    this.#column += text.length;
  }

  #break(character = '\n'): void {
    this.#text += character;
    this.#column = 0;
  }

  /** Begins a line, unless the place is right already. */
  indent(width: number): void {
    if (!this.#isIndent || this.#column > width || (this.#column === width && !this.#isSpace)) {
      this.#break();
    }
    this.#put(' '.repeat(Math.max(0, width - this.#column)));
    this.#isSpace = true;
    this.#isIndent = true;
  }

  /** A sign of YAML's own. */
  mark(sign: string, {hasSpace = true, isSpace = false, isIndent = false} = {}): void {
    if (hasSpace && !this.#isSpace) {
      this.#put(' ');
    }
    this.#put(sign);
    this.#isSpace = isSpace;
    this.#isIndent = this.#isIndent && isIndent;
  }

  /** @param canFold False in a key. */
  scalar(text: string, style: ScalarStyle, indent: number, canFold: boolean): void {
    if (style === 'plain') {
      this.#plain(text, indent, canFold);
      return;
    }
    const sign = style === 'single' ? "'" : '"';
    this.mark(sign);
    if (style === 'single') {
      this.#single(text, indent, canFold);
    } else {
      this.#double(text, indent, canFold);
    }
    this.mark(sign, {hasSpace: false});
  }

  #plain(text: string, indent: number, canFold: boolean): void {
    if (!this.#isSpace) {
      this.#put(' ');
    }
    this.#isSpace = false;
    this.#isIndent = false;
    let wasSpace = false;
    for (let index = 0; index < text.length; index++) {
      const character = text[index] as string;
      if (character !== ' ') {
        this.#put(character);
        this.#isIndent = false;
      } else if (canFold && !wasSpace && this.#column > WIDTH && text[index + 1] !== ' ') {
        this.indent(indent);
      } else {
        this.#put(character);
      }
      wasSpace = character === ' ';
    }
    this.#isSpace = false;
    this.#isIndent = false;
  }

  #single(text: string, indent: number, canFold: boolean): void {
    let wasSpace = false;
    let wasBreak = false;
    for (let index = 0; index < text.length; index++) {
      const character = text[index] as string;
      if (character === ' ') {
        const isWithin = index > 0 && index < text.length - 1;
        if (canFold && !wasSpace && isWithin && this.#column > WIDTH && text[index + 1] !== ' ') {
          this.indent(indent);
        } else {
          this.#put(character);
        }
        wasSpace = true;
      } else if (isMultiline(character)) {
        if (!wasBreak && character === '\n') {
          this.#break();
        }
        this.#break(character);
        this.#isIndent = true;
        wasBreak = true;
      } else {
        if (wasBreak) {
          this.indent(indent);
        }
        this.#put(character === "'" ? "''" : character);
        this.#isIndent = false;
        wasSpace = false;
        wasBreak = false;
      }
    }
    if (wasBreak) {
      this.indent(indent);
    }
    this.#isSpace = false;
    this.#isIndent = false;
  }

  #double(text: string, indent: number, canFold: boolean): void {
    let wasSpace = false;
    const characters = [...text];
    for (const [index, character] of characters.entries()) {
      if (character === ' ') {
        const isWithin = index > 0 && index < characters.length - 1;
        if (canFold && !wasSpace && isWithin && this.#column > WIDTH) {
          this.indent(indent);
          if (characters[index + 1] === ' ') {
            this.#put('\\');
          }
        } else {
          this.#put(character);
        }
        wasSpace = true;
      } else {
        this.#put(this.#needsEscape(character) ? escaped(character) : character);
        wasSpace = false;
      }
    }
    this.#isSpace = false;
    this.#isIndent = false;
  }

  #needsEscape(character: string): boolean {
    return (
      character === '"' ||
      character === '\\' ||
      isMultiline(character) ||
      isSpecial(character, this.#isTerminal)
    );
  }
}

function escaped(character: string): string {
  const short = ESCAPES[character];
  if (short !== undefined) {
    return `\\${short}`;
  }
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  const [sign, digits] = code.length <= 2 ? ['x', 2] : code.length <= 4 ? ['u', 4] : ['U', 8];
  return `\\${sign}${code.padStart(Number(digits), '0')}`;
}
