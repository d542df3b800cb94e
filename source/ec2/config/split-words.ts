/** A text whose quotes or backslashes have no end. */
export class WordsError extends Error {
  override readonly name = 'WordsError';
}

const SPACE = ' \t\r\n';

/**
Splits a text into words as `shlex.split` of Python does: like a shell, with quotes and backslashes, but nothing else means anything.
Source: CPython 3.11, Lib/shlex.py
@throws {WordsError} where a quotation isn't closed or nothing follows a backslash.
*/
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  let isEscaped = false;
  for (const character of text) {
    if (isEscaped) {
      // Within quotes only they and the backslash are escaped; before anything else it stays.
      const isKept = quote !== undefined && character !== quote && character !== '\\';
      word = `${word ?? ''}${isKept ? '\\' : ''}${character}`;
      isEscaped = false;
    } else if (character === '\\' && quote !== "'") {
      isEscaped = true;
    } else if (quote !== undefined) {
      if (character === quote) {
        quote = undefined;
      } else {
        word = `${word ?? ''}${character}`;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (SPACE.includes(character)) {
      if (word !== undefined) {
        words.push(word);
      }

      word = undefined;
    } else {
      word = `${word ?? ''}${character}`;
    }
  }

  if (isEscaped) {
    throw new WordsError('nothing follows its last backslash');
  }

  if (quote !== undefined) {
    throw new WordsError('a quotation is not closed');
  }

  return word === undefined ? words : [...words, word];
}
