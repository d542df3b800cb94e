import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {Ec2Error} from '../../source/ec2/errors.js';
import {redact} from '../../source/ec2/redact.js';
import {countSteps} from '../helpers/count-steps.js';

const ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLE//token==';

/** Sentences that services, files and people write secrets into. */
const TEXTS = [
  `The key ${ID} is not known`,
  `The key_${ID}, and ASIAIOSFODNN7EXAMPLE has expired`,
  `x-amz-security-token:${TOKEN}`,
  `X-Amz-Security-Token: ${TOKEN}, host: x`,
  'Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe is wrong',
  `AWS4-HMAC-SHA256 Credential=${ID}/20260101/us-east-1/ec2/aws4_request, Signature=fe5f80f77`,
  `Doesn't match. The Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:${TOKEN}'`,
  `secret key is unusable: ${SECRET}`,
  `${SECRET}`,
  `aws_secret_access_key = ${SECRET}`,
  `{"SecretAccessKey": "${SECRET}", "SessionToken": "${TOKEN}"}`,
  `<SecretAccessKey>${SECRET}</SecretAccessKey><SessionToken>${TOKEN}</SessionToken>`,
  `access token: ${TOKEN}`,
  `client_secret=wJalrXUtn`,
  'Authorization: Basic d0phbHJYVXRuRkVNSQ==',
  'authorization=Bearer wJalrXUtnFEMI',
  'The header Bearer wJalrXUtnFEMIIQoJb3 was refused',
  `https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${ID}%2F2026&X-Amz-Signature=fe5f80f77`,
  `https://b.s3.amazonaws.com/k?X-Amz-Signature=fe5f80f77&X-Amz-Security-Token=IQoJb3Jp`,
  `u=https%3A%2F%2Fb%3FX-Amz-Signature%3Dfe5f80f77%26x`,
  `X-Amz-Credential%3DwJalrXUtn`,
  'http://user:wJalrXUtn@localhost:8000/ is no URL',
  'http://wJalrXUtn@localhost',
  'https://user:p@ss-wJalrXUtn@host/path',
  'https://user:pa/ss-wJalrXUtn@host',
  'https://:wJalrXUtn@[::1]:9/',
  '--endpoint-url must be a URL, not "user:wJalrXUtn@host:8000".',
  'HTTPS_PROXY=user:wJalrXUtn@proxy:3128',
  'password: wJalrXUtn',
  'passwd="wJalr XUtn wJalrXUtn"',
  '-----BEGIN RSA PRIVATE KEY-----\nwJalrXUtn\n-----END RSA PRIVATE KEY-----',
];

const SECRET_PARTS = /IOSFODNN7|IQoJb3|fe5f80f7|wJalrXUtn|d0phbHJY/;

test('keys, tokens, signatures and passwords are taken out', () => {
  for (const text of TEXTS) {
    assert.doesNotMatch(redact(text), SECRET_PARTS, text);
    assert.equal(redact(redact(text)), redact(text));
  }
});

test('what is no secret stays', () => {
  for (const text of [
    'You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/x. Encoded authorization failure message: abc-DEF_123',
    'The security token included in the request is expired',
    'The request signature we calculated does not match. Check your key and signing method.',
    'No credentials: Access denied. Check the trust policy of the role.',
    'Put new ones there, all three: aws configure set aws_session_token TOKEN --profile ops',
    'AccessDenied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723)',
    's3://ami-archive-01/ami-0d91b7584a2265b1f.bin, mail ops@example.com at 12:30',
    'http://localhost:8000/a answered; https://[::1]:443/x did not',
    'sha1 fe5f80f77d5fa3beca038a248ff027d0445342fe',
    'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  ]) {
    assert.equal(redact(text), text);
  }
});

test('no error of the EC2 layer holds a secret, whichever of its texts it is in', () => {
  for (const text of TEXTS) {
    const error = new Ec2Error(text, {
      kind: 'service',
      code: text,
      serviceMessage: text,
      requestId: text,
    });
    for (const shown of [
      error.message,
      error.code,
      error.serviceMessage,
      error.requestId,
      error.stack,
    ]) {
      assert.doesNotMatch(String(shown), SECRET_PARTS, text);
    }
  }
});

test('a secret is found in the middle of any prose', () => {
  const words = fc.array(
    fc.constantFrom('the', 'request', 'was', '(refused)', 'time', '"quoted"'),
    {maxLength: 5},
  );
  fc.assert(
    fc.property(
      words,
      fc.constantFrom(ID, SECRET, `session_token=${TOKEN}`, 'http://u:wJalrXUtn@h/'),
      words,
      (before, secret, after) => {
        assert.doesNotMatch(redact([...before, secret, ...after].join(' ')), SECRET_PARTS);
      },
    ),
  );
});

test('a longer text costs no more: what is behind its beginning is not looked at', () => {
  for (const unit of [' ', 'credential ', 'AKIA', 'Signature=x ', '\n']) {
    const steps = (length: number) => {
      const text = unit.repeat(length / unit.length);
      return countSteps(() => redact(text));
    };
    assert.ok(steps(1_000_000) <= steps(70_000) + 100, unit);
  }

  const text = `denied${' '.repeat(50)}The Canonical String for this request should have been 'x'`;
  assert.equal(redact(text), 'denied');
});
