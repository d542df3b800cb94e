/** U+FFFD, for bytes that are not UTF-8. */
const REPLACEMENT = 0xff_fd;

/** The lowest code point that needs so many bytes after the first; one written with more bytes than it needs is none. Source: RFC 3629, section 3. */
const LOWEST = [0, 0x80, 0x8_00, 0x1_00_00];

/**
Reads UTF-8 as it comes in pieces. A byte from 0x80 to 0x9F that is no part of a character is the control character of that number, as an 8-bit terminal sends it; any other such byte is U+FFFD.
@returns Gives the code points that are complete with this piece.
*/
export function codePointReader(): (bytes: Uint8Array) => readonly number[] {
  let point = 0;
  let missing = 0;
  let lowest = 0;
  return bytes => {
    const points: number[] = [];
    for (const byte of bytes) {
      if (missing > 0) {
        if (byte >= 0x80 && byte <= 0xbf) {
          point = point * 64 + (byte % 64);
          missing--;
          if (missing === 0) {
            points.push(isCodePoint(point, lowest) ? point : REPLACEMENT);
          }
          continue;
        }

        missing = 0;
        points.push(REPLACEMENT);
      }

      if (byte < 0x80) {
        points.push(byte);
      } else if (byte >= 0xc2 && byte <= 0xf4) {
        missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        point = byte % (64 >> missing);
        lowest = LOWEST[missing] ?? 0;
      } else {
        points.push(byte <= 0x9f ? byte : REPLACEMENT);
      }
    }

    return points;
  };
}

/** Surrogates and what is beyond Unicode are no characters; JavaScript throws at the latter. */
function isCodePoint(point: number, lowest: number): boolean {
  return point >= lowest && point <= 0x10_ff_ff && (point < 0xd8_00 || point > 0xdf_ff);
}
