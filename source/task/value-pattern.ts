/** A literal character (a code point), or a gap of at most so many characters: 1 for each `?`, `Infinity` for `*`. */
type PatternPart = {readonly literal: string} | {readonly most: number};

/**
Compiles one value of an EC2 filter: `*` is any number of characters, `?` is none or one, `\` takes the next character literally, upper and lower case differ, and the whole text has to fit. A `\` at the very end stands for itself.
The work for one text is at most its length times that of the pattern, whatever both hold: nothing is ever tried twice.
Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
*/
export function compileValuePattern(pattern: string): (text: string) => boolean {
  const exact = exactValue(pattern);
  if (exact !== undefined) {
    return text => text === exact;
  }

  const tokens = readTokens(pattern);
  return text => matchesTokens(tokens, Array.from(text));
}

/** The only text that a pattern fits; `undefined` for one with a `*` or `?` that counts. */
export function exactValue(pattern: string): string | undefined {
  const tokens = readTokens(pattern);
  return tokens.every(token => 'literal' in token)
    ? tokens.map(({literal}) => literal).join('')
    : undefined;
}

/** The pattern that fits nothing but this text. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[*?\\]/g, String.raw`\$&`);
}

/** Gaps that follow each other become one. */
export function readTokens(pattern: string): readonly PatternPart[] {
  const tokens: PatternPart[] = [];
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string;
    if (character === '*' || character === '?') {
      const before = tokens.at(-1);
      const most = character === '*' ? Number.POSITIVE_INFINITY : 1;
      if (before && 'most' in before) {
        tokens[tokens.length - 1] = {most: before.most + most};
      } else {
        tokens.push({most});
      }
    } else if (character === '\\') {
      at++;
      tokens.push({literal: characters[at] ?? character});
    } else {
      tokens.push({literal: character});
    }
  }

  return tokens;
}

/**
Goes through the tokens once and keeps every place of the text that the ones so far can end at.
@param characters Its code points; a test counts how often they are read.
*/
export function matchesTokens(
  tokens: readonly PatternPart[],
  characters: ArrayLike<string>,
): boolean {
  const {length} = characters;
  // With more literals than characters it can't fit: a pattern of any length costs no more than its reading.
  if (tokens.filter(token => 'literal' in token).length > length) {
    return false;
  }

  let ends = new Uint8Array(length + 1);
  ends[0] = 1;
  for (const token of tokens) {
    ends =
      'literal' in token
        ? afterLiteral(ends, token.literal, characters)
        : afterGap(ends, token.most);
  }

  return ends[length] === 1;
}

function afterLiteral(ends: Uint8Array, literal: string, characters: ArrayLike<string>) {
  const next = new Uint8Array(ends.length);
  for (let at = 0; at < characters.length; at++) {
    if (ends[at] === 1 && characters[at] === literal) {
      next[at + 1] = 1;
    }
  }

  return next;
}

function afterGap(ends: Uint8Array, most: number) {
  const next = new Uint8Array(ends.length);
  let last = -1;
  for (let at = 0; at < ends.length; at++) {
    last = ends[at] === 1 ? at : last;
    next[at] = last >= 0 && at - last <= most ? 1 : 0;
  }

  return next;
}
