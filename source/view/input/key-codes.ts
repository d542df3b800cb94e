/** The Escape key as kitty's protocol writes it: unlike a bare ESC, it can't be the start of a longer sequence. */
export const ESCAPE_KEY = '\u{1B}[27u';

/** Kitty's numbers of the keys that Ink has no name for, or takes for another: Insert, Delete, and F1 to F12. They lie in Unicode's private area, which nobody types from: a key is handed on as the character of its number. */
const INSERT = 57_348;
const DELETE = 57_349;
const F1 = 57_364;
const F12 = 57_375;

/** The numbers of F1 to F12 before a `~`; between them are gaps. */
const F_TILDES = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];

/** Home, End, PgUp, PgDn, in two forms, before a `~`. */
const MAX_TILDE = 8;

/** The keypad in application mode, by the letter behind ESC O. */
const KEYPAD: Readonly<Record<string, string>> = {
  M: '\r',
  X: '=',
  ...Object.fromEntries(Array.from('*+,-./0123456789', (key, at) => [letter('j', at), key])),
};

/** Kitty's numbers of keys that have a character or a sequence of their own. */
const KITTY: Readonly<Record<number, string>> = {
  27: ESCAPE_KEY,
  57414: '\r',
  57417: '\u{1B}[D',
  57418: '\u{1B}[C',
  57419: '\u{1B}[A',
  57420: '\u{1B}[B',
  57421: '\u{1B}[5~',
  57422: '\u{1B}[6~',
  57423: '\u{1B}[H',
  57424: '\u{1B}[F',
  ...Object.fromEntries(Array.from('0123456789./*-+', (key, at) => [57399 + at, key])),
};

const SHIFT = 1;
const CTRL = 4;

/** Caps Lock and Num Lock, which kitty reports as modifiers; ignored. */
const LOCKS = 64 + 128;

/** Whether a character stands for such a key. */
export function isFunctionKey(point: number): boolean {
  return point === INSERT || point === DELETE || (point >= F1 && point <= F12);
}

/** `f1`, `insert`, `delete`; `undefined` for any other character. */
export function namedKey(character: string): string | undefined {
  const point = character.codePointAt(0) ?? 0;
  switch (point) {
    case INSERT:
      return 'insert';
    case DELETE:
      return 'delete';
    default:
      return isFunctionKey(point) ? `f${point - F1 + 1}` : undefined;
  }
}

/** @param number From 1. */
function functionKey(number: number): string {
  return String.fromCodePoint(F1 + number - 1);
}

/** Function keys as `CSI` or `ESC O` and a letter; `R` only behind `ESC O`: with CSI it is the cursor's place. */
const F_LETTERS = 'PQRS';

/** Those of the Linux console and of PuTTY: `CSI [` and a letter. */
const CONSOLE_LETTERS = 'ABCDE';

/**
What a whole CSI sequence is as a key, in the form that Ink reads; empty for all that is no key, or one that was let go: answers, reports of the mouse and of the focus.
@param parameters What stands between `CSI` and the last character.
Source: ECMA-48; xterm's "Control Sequences"; https://sw.kovidgoyal.net/kitty/keyboard-protocol/
*/
export function keyOfCsi(parameters: string, final: string): string {
  if (parameters.startsWith('[')) {
    const number = CONSOLE_LETTERS.indexOf(final) + 1;
    return parameters === '[' && number > 0 ? functionKey(number) : '';
  }

  // `<`, `=`, `>` and `?` begin what only terminals say; so do characters from space to `/`.
  if (!/^[\d;:]{0,64}$/.test(parameters)) {
    return '';
  }

  const [first = '', second = ''] = parameters.split(';');
  if (second.split(':')[1] === '3') {
    return '';
  }

  switch (final) {
    case 'u':
      return keyOfNumber(first, second, parameters.split(';')[2]);
    case '~':
      return first === '27'
        ? keyOfNumber(parameters.split(';')[2] ?? '', second)
        : keyOfTilde(first, second, parameters);
    default:
      // Without parameters, or `1` and modifiers: a report has other numbers.
      if (/^[PQS]$/.test(final) && /^1?(?:;|$)/.test(parameters)) {
        return pressedWith(second) === 0 ? functionKey(F_LETTERS.indexOf(final) + 1) : '';
      }

      return /^[A-FHZa-e^$]$/.test(final) && (/[\^$]/.test(final) || /^1?(?:;|$)/.test(parameters))
        ? `\u{1B}[${parameters}${final}`
        : '';
  }
}

/** The same of a sequence that begins with ESC O; `undefined` where that is no sequence. */
export function keyOfSs3(parameters: string, final: string): string | undefined {
  const number = F_LETTERS.indexOf(final) + 1;
  if (number > 0) {
    // Without a meaning here: with Shift, Ctrl or Alt.
    return parameters === '' ? functionKey(number) : '';
  }

  if (/^[A-FHa-e]$/.test(final)) {
    return `\u{1B}O${parameters}${final}`;
  }

  return KEYPAD[final];
}

function keyOfTilde(first: string, modifiers: string, parameters: string): string {
  const number = F_TILDES.indexOf(Number(first)) + 1;
  const edits: Readonly<Record<string, number>> = {2: INSERT, 3: DELETE};
  const edit = edits[first];
  if (number === 0 && edit === undefined) {
    return Number(first) <= MAX_TILDE ? `\u{1B}[${parameters}~` : '';
  }

  if (pressedWith(modifiers) !== 0) {
    return '';
  }

  return edit === undefined ? functionKey(number) : String.fromCodePoint(edit);
}

/** The modifiers that were held, without the locks: a sum of 1 (Shift), 2 (Alt), 4 (Ctrl) and more. */
function pressedWith(modifiers: string): number {
  return Math.max(0, Number(modifiers.split(':')[0] || 1) - 1) & ~LOCKS;
}

function keyOfNumber(key: string, modifiers: string, text?: string): string {
  const [code = Number.NaN, shifted] = key.split(':').map(Number);
  const pressed = pressedWith(modifiers);
  if (isFunctionKey(code)) {
    return pressed === 0 ? String.fromCodePoint(code) : '';
  }

  const named = KITTY[code];
  if ((pressed & ~(SHIFT | CTRL)) !== 0 || !(code >= 8 && code <= 0x10_ff_ff)) {
    // With Alt or Super no key has a meaning here.
    return '';
  }

  if ((pressed & CTRL) !== 0) {
    const upper = code < 0x80 ? String.fromCharCode(code).toUpperCase() : '';
    if (upper === '[') {
      return ESCAPE_KEY;
    }

    return /^[A-Z]$/.test(upper) ? String.fromCharCode(upper.charCodeAt(0) - 0x40) : (named ?? '');
  }

  if (named !== undefined) {
    return named;
  }

  if (text) {
    return text.split(':').map(printable).join('');
  }

  if ([8, 9, 13, 127].includes(code)) {
    return String.fromCharCode(code);
  }

  const character = printable(String((pressed & SHIFT && shifted) || code));
  return pressed & SHIFT && !shifted ? character.toUpperCase() : character;
}

/** The character of a number; empty for controls and for kitty's numbers of other keys. */
function printable(number: string): string {
  const code = Number(number);
  const isNone =
    !(code >= 0x20 && code <= 0x10_ff_ff) ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0xd8_00 && code <= 0xf8_ff);
  return isNone ? '' : String.fromCodePoint(code);
}

function letter(first: string, steps: number): string {
  return String.fromCharCode(first.charCodeAt(0) + steps);
}
