import assert from 'node:assert/strict';
import test from 'node:test';
import {redact} from '../../source/ec2/redact.js';

test('keys, tokens and signatures are taken out', () => {
  const texts = [
    'The key AKIAIOSFODNN7EXAMPLE is not known',
    'ASIAIOSFODNN7EXAMPLE has expired',
    'x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE',
    'Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe is wrong',
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/ec2/aws4_request',
    "Doesn't match. The Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE'",
  ];
  for (const text of texts) {
    assert.doesNotMatch(redact(text), /IOSFODNN7|IQoJb3|fe5f80f7/);
  }
});

test('what is no secret stays', () => {
  const text =
    'You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/x. Encoded authorization failure message: abc-DEF_123';
  assert.equal(redact(text), text);
});
