/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = 0xff_fd;

/** The lowest code point that needs so many bytes after the first; one written with more bytes than it needs is none. Source: RFC 3629, section 3. */
const LOWEST = [0, 0x80, 0x8_00, 0x1_00_00];

export type CodePointReader = {
  /** Takes a byte, and gives the code points that are complete with it. */
  readonly take: (byte: number) => readonly number[];

  /** True in the midst of a character. */
  readonly isWaiting: () => boolean;

  /** Nothing follows: gives what the bytes of a character that has begun stand for. */
  readonly giveUp: () => readonly number[];
};

/**
Reads UTF-8 as it comes in pieces. A byte from 0x80 to 0x9F that is no part of a character is the control character of that number, as an 8-bit terminal sends it.
@param isUtf8 What the locale says. Where it is something else the terminal may be set to UTF-8 all the same; what is no UTF-8 is then Latin-1, in which most of Europe types there. Otherwise it is U+FFFD.
*/
export function codePointReader(isUtf8 = true): CodePointReader {
  let point = 0;
  let missing = 0;
  let begun: number[] = [];

  const giveUp = () => {
    const [first = 0, ...rest] = begun;
    const isNone = begun.length === 0;
    missing = 0;
    begun = [];
    if (isNone) {
      return [];
    }

    // What follows the first byte may be a control character of an 8-bit terminal only by itself.
    return isUtf8
      ? [REPLACEMENT]
      : [first, ...rest.map(byte => (byte < 0xa0 ? REPLACEMENT : byte))];
  };

  const goOn = (byte: number) => {
    point = point * 64 + (byte % 64);
    begun.push(byte);
    missing--;
    if (missing > 0) {
      return [];
    }

    if (!isCodePoint(point, LOWEST[begun.length - 1] ?? 0)) {
      return giveUp();
    }

    begun = [];
    return [point];
  };

  const begin = (byte: number) => {
    if (byte >= 0xc2 && byte <= 0xf4) {
      missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      point = byte % (64 >> missing);
      begun = [byte];
      return [];
    }

    return [byte <= 0x9f || !isUtf8 ? byte : REPLACEMENT];
  };

  return {
    take: byte =>
      missing > 0 && byte >= 0x80 && byte <= 0xbf
        ? goOn(byte)
        : missing > 0
          ? [...giveUp(), ...begin(byte)]
          : begin(byte),
    isWaiting: () => missing > 0,
    giveUp,
  };
}

/** Surrogates and what is beyond Unicode are no characters; JavaScript throws at the latter. */
function isCodePoint(point: number, lowest: number): boolean {
  return point >= lowest && point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff);
}
