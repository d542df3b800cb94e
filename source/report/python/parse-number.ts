import {MAX_DIGITS} from './number.js';

const INT = /^[+-]?\d+(?:_\d+)*$/;
const DIGITS = '\\d+(?:_\\d+)*';
const FLOAT = new RegExp(
  `^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:e[+-]?${DIGITS})?$`,
  'i',
);
const NAMED = /^([+-]?)(?:(inf|infinity)|nan)$/i;
const ASCII = /^[\x00-\x7f]*$/;
const SPACES_AROUND = /^[\t-\r ]+|[\t-\r ]+$/g;
const OTHER_SPACE = /[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;

/** What int() reads, else what float() reads, else null: underscores between digits, digits of any script, spaces around it, `inf` and `nan`. */
export function parseNumber(text: string): bigint | number | null {
  const plain = toAscii(text).replaceAll(SPACES_AROUND, '');
  const digits = plain.replaceAll('_', '');
  if (INT.test(plain) && digits.replace(/^[+-]/, '').length <= MAX_DIGITS) {
    return BigInt(digits.replace('+', ''));
  }
  if (FLOAT.test(plain)) {
    return Number(digits);
  }
  const named = NAMED.exec(plain);
  if (!named) {
    return null;
  }
  return named[2] === undefined ? Number.NaN : named[1] === '-' ? -Infinity : Infinity;
}

function toAscii(text: string): string {
  return ASCII.test(text)
    ? text
    : text.replaceAll(OTHER_SPACE, ' ').replaceAll(/(?!\d)\p{Nd}/gu, digitOf);
}

/** Decimal digits come in runs of ten, each from 0 to 9. */
function digitOf(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  let start = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) {
    start--;
  }
  return String((codePoint - start) % 10);
}
