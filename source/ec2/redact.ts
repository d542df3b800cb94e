/** Nothing that is shown is longer; what a service may send beyond it reaches no regular expression. */
const MAX_LENGTH = 65_536;

const HIDDEN = '(hidden)';

// A refused signature makes services quote what was signed, the session token included: all of it goes.
// Only where a run of spaces begins: to try each space of one would take time that grows with its square.
const QUOTED_SIGNATURE =
  /(?<!\s)\s*The (?:Canonical String|String-to-Sign)[^.]{0,80}should have been.*$/s;

// What stands between a name and its value: `=`, `:`, XML's `>`, and `=` as a URL within a URL has it.
const IS = '["\'\\]]{0,2}\\s{0,8}(?:[=:>]|%3D)\\s{0,8}';

// In quotes, or up to a mark that ends it.
const VALUE = '(?:\\(hidden\\)|"[^"]*"|\'[^\']*\'|[^\\s,;&"\'<>]+)';

const NAMES = [
  '(?:aws[ _-]?)?secret(?:[ _-]?access)?[ _-]?key',
  '(?:client|shared)[ _-]?secret',
  '(?:aws[ _-]?)?(?:session|security|access|refresh|auth|id|sso|bearer|web[ _-]?identity)[ _-]?token',
  'x-amz-[a-z-]{0,40}(?:token|credential|signature)',
  'signature',
  'pass(?:word|wd|phrase)?',
  'api[ _-]?key',
  'private[ _-]?key',
].join('|');

/** Each with what is shown in its place. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bAWS4-HMAC-SHA256\b.*/gs, HIDDEN],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*/gs, HIDDEN],
  [new RegExp(`authorization${IS}(?:\\w{1,16}\\s{1,8})?${VALUE}`, 'gi'), HIDDEN],
  // Only as it is written beside a signature: "No credentials: why" is a sentence.
  [new RegExp(`credential(?:=|%3D)${VALUE}`, 'gi'), HIDDEN],
  [new RegExp(`(?:${NAMES})${IS}${VALUE}`, 'gi'), HIDDEN],
  [/\b(?:bearer|basic)\s{1,8}[\w.~+/=-]{12,}/gi, HIDDEN],

  // Unique IDs of keys (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html), and what looks like a secret key: 40 characters of base64 that are no hash.
  [/(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}/g, HIDDEN],
  [
    /(?<![\w/+=.:-])(?=[^\s]{0,39}[A-Z])(?=[^\s]{0,39}[a-z])(?=[^\s]{0,39}\d)(?![\da-f]{40})[\w/+]{40}(?![\w/+=.:-])/g,
    HIDDEN,
  ],

  // The user and password of a URL; a password may hold `@`, and `/` where nobody has encoded it.
  [/:\/\/[^\s/?#"'<>]{0,512}@/g, `://${HIDDEN}@`],
  [/:\/\/[^\s/?#:@"'<>]{0,256}:[^\s"'<>]{0,512}@/g, `://${HIDDEN}@`],
  [/(?<![^\s"'(=])[^\s:/@"'()=]{1,128}:[^\s/@"']{1,256}@(?=[\w[])/g, `${HIDDEN}@`],
];

/** Takes keys, tokens, signatures and passwords out of a text of a service, a file or a person, so that it can be shown. Doing it twice changes nothing more. */
export function redact(text: string): string {
  const bounded = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  return SECRETS.reduce(
    (rest, [pattern, shown]) => rest.replace(pattern, shown),
    bounded.replace(QUOTED_SIGNATURE, ''),
  );
}
