// str.isspace() of Python; not what JavaScript trims (no U+FEFF, but U+001C to U+001F and U+0085).
const SPACE =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const AT_START = new RegExp(`^${SPACE}`);
const IS_SPACE = new RegExp(`^${SPACE}$`);
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** str.lstrip() of Python */
export function stripStart(text: string): string {
  return text.replace(AT_START, '');
}

/** str.rstrip() of Python */
export function stripEnd(text: string): string {
  // A pattern that ends in `$` would try each run of spaces: time that grows with its square.
  let end = text.length;
  while (end > 0 && IS_SPACE.test(text[end - 1] ?? '')) {
    end--;
  }
  return text.slice(0, end);
}

/** str.strip() of Python */
export function strip(text: string): string {
  return stripStart(stripEnd(text));
}

/** str.splitlines() of Python, but for a last line that is empty. */
export function splitLines(text: string): readonly string[] {
  return text.split(LINE_END);
}
