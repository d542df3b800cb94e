import type {CompletionShell} from '../arguments/flags.js';

/** A command line up to the cursor, as its shell reads it. */
export type TypedLine = {
  /** The words before the one under the cursor, without their quotes; the program's name isn't among them. */
  readonly words: readonly string[];

  /** What is typed of the word under the cursor, without its quotes. */
  readonly current: string;

  /** The quote that is still open in it. */
  readonly quote: '' | "'" | '"';

  /** How much of `current` lies before the part that readline replaces: it sees a new word behind each word break and each open quote. */
  readonly keptLength: number;
};

type Rules = {
  /** What makes the next character plain, outside of quotes. */
  readonly escape: string;

  /** Characters that the escape makes plain within double quotes; the others keep it. */
  readonly escapedInDouble: string;

  /** The same within single quotes. */
  readonly escapedInSingle: string;

  /** A quote within quotes of its kind is written twice. */
  readonly doublesQuotes: boolean;
};

const POSIX: Rules = {
  escape: '\\',
  escapedInDouble: '"\\$`',
  escapedInSingle: '',
  doublesQuotes: false,
};

/** Sources: POSIX 2.2, `man fish` (Quotes), about_Quoting_Rules. */
const RULES = {
  bash: POSIX,
  zsh: POSIX,
  fish: {...POSIX, escapedInDouble: '"\\$', escapedInSingle: "'\\"},
  powershell: {escape: '`', escapedInDouble: '"`$', escapedInSingle: '', doublesQuotes: true},
} as const satisfies Record<CompletionShell, Rules>;

/**
Splits a command line as its shell does. Nothing is expanded: a variable stays as it is written.
@param line From the program's name to the cursor.
@param wordBreaks The characters that begin a new word for readline (bash); none in other shells.
*/
export function splitLine(line: string, shell: CompletionShell, wordBreaks = ''): TypedLine {
  const {escape: escapeCharacter, escapedInDouble, escapedInSingle, doublesQuotes} = RULES[shell];
  const words: string[] = [];
  let current = '';
  let isWord = false;
  let quote: TypedLine['quote'] = '';
  let keptLength = 0;
  for (let index = 0; index < line.length; index++) {
    const character = line[index] as string;
    const next = line[index + 1] ?? '';
    if (quote !== '') {
      const escaped = quote === '"' ? escapedInDouble : escapedInSingle;
      if (character === quote && doublesQuotes && next === quote) {
        current += character;
        index++;
      } else if (character === quote) {
        quote = '';
      } else if (character === escapeCharacter && next !== '' && escaped.includes(next)) {
        current += next;
        index++;
      } else {
        current += character;
      }
    } else if (character === ' ' || character === '\t' || character === '\n') {
      if (isWord) {
        words.push(current);
      }
      current = '';
      isWord = false;
      keptLength = 0;
    } else {
      isWord = true;
      if (character === "'" || character === '"') {
        quote = character;
        keptLength = current.length;
      } else if (character === escapeCharacter) {
        current += next;
        index++;
      } else {
        current += character;
        keptLength = wordBreaks.includes(character) ? current.length : keptLength;
      }
    }
  }
  return {words: afterProgram(words), current, quote, keptLength};
}

/** `AWS_PROFILE=prod amiwatch …`: assignments come before the program. */
function afterProgram(words: readonly string[]): readonly string[] {
  return words.slice(words.findIndex(word => !/^\w+=/.test(word)) + 1);
}
