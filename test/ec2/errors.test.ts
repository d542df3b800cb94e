import assert from 'node:assert/strict';
import test from 'node:test';
import {nameAnswerError} from '../../source/ec2/answer/name-answer-error.js';
import type {CredentialSource} from '../../source/ec2/credentials/credential-source.js';
import type {Ec2ErrorKind} from '../../source/ec2/errors.js';
import {nameNetworkError} from '../../source/ec2/transport/name-network-error.js';
import {serviceError} from './helpers/answers.js';

const SSO: CredentialSource = {kind: 'sso', profile: 'ops', isFromProfile: true};
const NOW = Date.UTC(2026, 0, 2);

function nameError(
  status: number,
  text: string,
  source: CredentialSource | undefined = SSO,
  serviceTime = NOW,
) {
  return nameAnswerError(
    {status, text, requestId: 'r', serviceTime},
    {region: 'eu-west-1', host: 'ec2.eu-west-1.amazonaws.com', source, now: NOW, signedAheadMs: 0},
  );
}

const kinds: ReadonlyArray<readonly [code: string, status: number, kind: Ec2ErrorKind]> = [
  ['RequestLimitExceeded', 503, 'throttled'],
  ['Throttling', 400, 'throttled'],
  ['ThrottlingException', 400, 'throttled'],
  ['ThrottledException', 400, 'throttled'],
  ['TooManyRequestsException', 429, 'throttled'],
  ['Unavailable', 503, 'service'],
  ['ServiceUnavailable', 503, 'service'],
  ['InternalError', 500, 'service'],
  ['SomethingNew', 502, 'service'],
  ['UnauthorizedOperation', 403, 'denied'],
  ['OptInRequired', 403, 'denied'],
  ['AuthFailure', 401, 'credentials'],
  ['InvalidClientTokenId', 403, 'credentials'],
  ['UnrecognizedClientException', 400, 'credentials'],
  ['SignatureDoesNotMatch', 403, 'credentials'],
  ['IncompleteSignature', 400, 'credentials'],
  ['RequestExpired', 400, 'expired'],
  ['ExpiredToken', 400, 'expired'],
  ['ExpiredTokenException', 403, 'expired'],
  ['DryRunOperation', 412, 'dry-run'],
  ['InvalidAMIID.Malformed', 400, 'bad-request'],
  ['InvalidAMIID.NotFound', 400, 'bad-request'],
  ['InvalidParameterValue', 400, 'bad-request'],
  ['InvalidParameterCombination', 400, 'bad-request'],
  ['InvalidNextToken', 400, 'bad-request'],
  ['constructor', 400, 'bad-request'],
];

for (const [code, status, kind] of kinds) {
  test(`${code} is ${kind}`, () => {
    const error = nameError(status, serviceError(code, 'What the service says.'));
    assert.equal(error.kind, kind);
    assert.equal(error.code, code);
    assert.equal(error.serviceMessage, 'What the service says.');
    assert.equal(error.httpStatus, status);
    assert.match(error.message, /^[A-Z].*\S$/);
    assert.doesNotMatch(error.message, /\n/);
  });
}

test('a status alone says enough where there is no code', () => {
  assert.equal(nameError(429, '').kind, 'throttled');
  assert.equal(nameError(502, '<html>Bad gateway</html>').kind, 'service');
  assert.equal(nameError(403, '<html>Forbidden</html>').kind, 'bad-answer');
  assert.equal(nameError(200, '').kind, 'bad-answer');
  const proxy = nameError(407, '');
  assert.equal(proxy.kind, 'network');
  assert.match(proxy.message, /^The proxy wants a user and a password/);
});

test('an expired token is known by its text under any code', () => {
  const text = serviceError('AuthFailure', 'The security token included in the request is expired');
  assert.equal(nameError(401, text).kind, 'expired');
});

test('the error format of other query services is read', () => {
  const text =
    '<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>';
  assert.equal(nameError(400, text).serviceMessage, 'Rate exceeded');
});

test('messages name the profile and the command that mends it', () => {
  assert.equal(
    nameError(400, serviceError('ExpiredToken', 'x')).message,
    "The credentials of profile 'ops' have expired (ExpiredToken). Run: aws sso login --profile ops",
  );
  assert.equal(
    nameError(403, serviceError('UnauthorizedOperation', 'You are not authorized.')).message,
    "Not allowed: add ec2:DescribeStoreImageTasks to the policy of profile 'ops' (UnauthorizedOperation).",
  );
  assert.match(
    nameError(403, serviceError('UnauthorizedOperation', 'with an explicit deny in a policy'))
      .message,
    /a policy denies ec2:DescribeStoreImageTasks to profile 'ops'/,
  );
  const environment: CredentialSource = {
    kind: 'environment',
    profile: 'default',
    isFromProfile: false,
  };
  assert.match(
    nameError(401, serviceError('AuthFailure', 'x'), environment).message,
    /^EC2 in eu-west-1 doesn't accept the credentials of the keys in the environment/,
  );
});

test('a profile with blanks is quoted for the shell', () => {
  const source: CredentialSource = {kind: 'sso', profile: "it's mine", isFromProfile: true};
  assert.match(
    nameError(400, serviceError('ExpiredToken', 'x'), source).message,
    /aws sso login --profile 'it'\\''s mine'$/,
  );
});

test('unsigned requests are told to sign', () => {
  const error = nameAnswerError(
    {
      status: 401,
      text: serviceError('MissingAuthenticationToken', 'x'),
      requestId: undefined,
      serviceTime: NOW,
    },
    {region: 'r', host: 'h', source: undefined, now: NOW, signedAheadMs: 0},
  );
  assert.match(error.message, /wants signed requests .*signRequest/);
});

test('a clock that is off is named for refused signatures only', () => {
  const hourBefore = NOW - 3_600_000;
  const off = nameError(401, serviceError('AuthFailure', 'x'), SSO, hourBefore);
  assert.equal(off.kind, 'credentials');
  assert.match(off.message, /clock of this machine is off: it is 60 minutes ahead.*Set the clock/);
  const limit = nameError(503, serviceError('RequestLimitExceeded', 'x'), SSO, hourBefore);
  assert.doesNotMatch(limit.message, /clock/);
  const unknown = nameError(401, serviceError('AuthFailure', 'x'), SSO, Number.NaN);
  assert.doesNotMatch(unknown.message, /clock/);
  const ended = nameError(400, serviceError('ExpiredToken', 'x'), SSO, hourBefore);
  assert.match(ended.message, /have expired \(ExpiredToken\)/, 'its end is by the other clock');
});

test('what the service says is cleaned and holds no secret', () => {
  const error = nameError(
    403,
    serviceError(
      'SignatureDoesNotMatch',
      'No&#x1b;[31m match for AKIAIOSFODNN7EXAMPLE.\u202E The Canonical String for this request should have been x-amz-security-token:IQoJb3JpZ2luX2Vj',
    ),
  );
  assert.equal(error.serviceMessage, 'No match for (hidden).');
});

const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
];

for (const code of networkCodes) {
  test(`${code} is the network`, () => {
    const error = nameNetworkError(Object.assign(new Error('x'), {code}), 'host');
    assert.equal(error?.kind, 'network');
    assert.equal(error?.code, code);
    assert.match(error?.message ?? '', /host.*(Check|Pass)/);
  });
}

test('what is not HTTP is a bad answer, what is not the network has no name', () => {
  const parse = Object.assign(new Error('Parse Error'), {code: 'HPE_INVALID_CONSTANT'});
  assert.equal(nameNetworkError(parse, 'host')?.kind, 'bad-answer');
  assert.equal(nameNetworkError(new TypeError('x is not a function'), 'host'), undefined);
  assert.equal(nameNetworkError('EPIPE', 'host'), undefined);
});

test('the message names the address that was really asked', () => {
  const refused = Object.assign(new Error('x'), {
    code: 'ECONNREFUSED',
    address: '10.0.0.1',
    port: 3128,
  });
  assert.match(
    nameNetworkError(refused, 'ec2.example')?.message ?? '',
    /^ec2\.example \(10\.0\.0\.1:3128\) refuses/,
  );
  const all = new AggregateError([refused]);
  assert.match(
    nameNetworkError(Object.assign(all, {code: 'ECONNREFUSED'}), 'h')?.message ?? '',
    /^h \(10\.0\.0\.1:3128\)/,
  );
});
