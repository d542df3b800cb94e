// A refused signature makes services quote what was signed, the session token included: all of it goes.
const QUOTED_SIGNATURE = /\s*The Canonical String for this request should have been.*$/s;
const SECRETS = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g,
  /\b(?:aws[_-]?)?(?:secret[_-]?access[_-]?key|(?:x-amz-)?security-token|session[_-]?token|signature|credential)\s*[=:]\s*[^\s,;&]+/gi,
  /\bAWS4-HMAC-SHA256\b.*/gs,
];

/** Takes keys, tokens and signatures out of a text of a service, so that it can be shown. */
export function redact(text: string): string {
  return SECRETS.reduce(
    (rest, pattern) => rest.replace(pattern, '(hidden)'),
    text.replace(QUOTED_SIGNATURE, ''),
  );
}
