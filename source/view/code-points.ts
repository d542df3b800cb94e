/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = 0xff_fd;

/**
Reads UTF-8 as it comes in pieces. A byte from 0x80 to 0x9F that is no part of a character is the control character of that number, as an 8-bit terminal sends it; any other such byte is U+FFFD.
@returns Gives the code points that are complete with this piece.
*/
export function codePointReader(): (bytes: Uint8Array) => readonly number[] {
  let point = 0;
  let missing = 0;
  return bytes => {
    const points: number[] = [];
    for (const byte of bytes) {
      if (missing > 0) {
        if (byte >= 0x80 && byte <= 0xbf) {
          point = point * 64 + (byte % 64);
          missing--;
          if (missing === 0) {
            points.push(point);
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
      } else {
        points.push(byte <= 0x9f ? byte : REPLACEMENT);
      }
    }

    return points;
  };
}
