const PLAIN = /^[\x20-\x7e]*$/;

// Whole sequences (ECMA-48): CSI; OSC, DCS, SOS, PM and APC up to their end; any other escape. A string that never ends loses only its introducer: it must not swallow the text behind it.
const SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)|\x1b[\]PX^_[]|\x1b[ -/]*[0-~]?/g;

const LINE_BREAKS = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
const LONE_SURROGATES = /\p{Cs}/gu;

// Cf: bidi controls, joiners, tags. Default ignorable: fillers, variation selectors, soft hyphens.
export const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

// A mark at the start would join what is drawn before the text.
const LEADING_MARKS = /^[\p{Mn}\p{Me}]+/u;
const MARK_FLOOD = /(\p{M}{4})\p{M}+/gu;

/** How many UTF-16 units of each kind of text are kept: above what the service itself allows. */
export const TEXT_LIMITS = {
  id: 256,
  bucket: 256,
  key: 1024,
  reason: 4096,
} as const;

/**
Cleans a string from outside, once, where it enters: whatever it was, what comes back can be drawn, logged or copied without moving a cursor, breaking a line or hiding a character.
Escape sequences go whole; line breaks and tabs become one space; control, bidi, zero-width, tag and other invisible characters and variation selectors go; lone surrogates become U+FFFD; at most four combining marks follow each other. The text is not normalised. Longer texts are cut and end in `...`.
Harmless text comes back as it is, and cleaning twice changes nothing more.
*/
export function cleanText(text: string, limit: number = TEXT_LIMITS.reason): string {
  if (text.length <= limit && PLAIN.test(text)) {
    return text;
  }

  // Bounds the work on hostile lengths before anything else is done.
  const bounded = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const cleaned = bounded
    .replace(SEQUENCES, '')
    .replace(LINE_BREAKS, ' ')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(INVISIBLE, '')
    .replace(LEADING_MARKS, '')
    .replace(MARK_FLOOD, '$1');
  if (cleaned.length <= limit && bounded === text) {
    return cleaned;
  }

  return `${cleaned.slice(0, limit - 3).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/** The same for a value that may be absent. */
export function cleanOptional(text: string | undefined, limit: number): string | undefined {
  return text === undefined ? undefined : cleanText(text, limit);
}
