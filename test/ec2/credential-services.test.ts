import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {openEc2Source} from '../../source/ec2/client.js';
import {findCredentialSource} from '../../source/ec2/credentials/credential-source.js';
import {nameServiceFailure} from '../../source/ec2/credentials/name-service-failure.js';
import type {Ec2Error} from '../../source/ec2/errors.js';
import {EMPTY_PAGE} from './helpers/answers.js';
import {makeHome, replaceEnvironment} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';
import {type Reply, startServer, type TestServer} from './helpers/server.js';

const HTML = '<!DOCTYPE html>\n<html><body><h1>It works!</h1></body></html>';
const WELL_FORMED = '<html><body>It works!</body></html>';
const LATER = new Date(Date.now() + 3_600_000).toISOString();
const PAST = new Date(Date.now() - 1000).toISOString();
const xml = (status: number, code: string): Reply => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>Words.</Message></Error></ErrorResponse>`,
});
const json = (status: number, code: string): Reply => ({
  status,
  body: '{"message":"Words."}',
  headers: {'x-amzn-errortype': code},
});

type Expected = readonly [kind: Ec2Error['kind'], says: RegExp];

/** What every one of them may say that isn't its own. */
const STRANGE: Readonly<Record<string, readonly [Reply, Expected]>> = {
  '500 without a word': [{status: 500}, ['service', /can't answer now \(HTTP 500\)/]],
  '502 with HTML': [{status: 502, body: HTML}, ['service', /can't answer now \(HTTP 502\)/]],
  '504 with HTML': [{status: 504, body: WELL_FORMED}, ['service', /can't answer now \(HTTP 504\)/]],
  '429 without a word': [{status: 429}, ['service', /throttles \(HTTP 429\)/]],
  '200 with HTML': [{body: HTML}, ['bad-answer', /no answer of such a service \(HTTP 200\)/]],
  '200 with well-formed HTML': [{body: WELL_FORMED}, ['bad-answer', /no answer of such a service/]],
  '200 without a word': [{}, ['bad-answer', /no answer of such a service/]],
  '403 with HTML': [{status: 403, body: HTML}, ['bad-answer', /such a service \(HTTP 403\)/]],
};

const STS = {
  ...STRANGE,
  InternalFailure: [xml(500, 'InternalFailure'), ['service', /now \(InternalFailure\)/]],
  ServiceUnavailable: [xml(503, 'ServiceUnavailable'), ['service', /now \(ServiceUnavailable\)/]],
  Throttling: [xml(400, 'Throttling'), ['service', /throttles \(Throttling\)/]],
  SlowDown: [xml(503, 'SlowDown'), ['service', /throttles \(SlowDown\)/]],
  IDPCommunicationError: [xml(400, 'IDPCommunicationError'), ['service', /can't answer now/]],
} satisfies Record<string, readonly [Reply, Expected]>;

const JSON_SERVICES = {
  ...STRANGE,
  InternalServerException: [json(500, 'InternalServerException'), ['service', /answer now/]],
  TooManyRequestsException: [json(429, 'TooManyRequestsException'), ['service', /throttles/]],
  ThrottlingException: [json(400, 'ThrottlingException:http://x'), ['service', /throttles/]],
  slow_down: [{status: 400, body: '{"error":"slow_down"}'}, ['service', /\(slow_down\)/]],
} satisfies Record<string, readonly [Reply, Expected]>;

const imds = (at: 'token' | 'list' | 'role', reply: Reply): TestServer['reply'] => {
  return ({method, url, headers}) => {
    if (method === 'PUT') {
      return at === 'token' ? reply : {body: 'token'};
    }

    if (headers['x-aws-ec2-metadata-token'] !== 'token') {
      return {status: 401};
    }

    return url.endsWith('/role') || at === 'list' ? reply : {body: 'role'};
  };
};

/** Opens a source whose credentials come from the service at an address. */
type Open = (t: TestContext, url: string) => Promise<{ask: () => Promise<Ec2Error>}>;

async function openWith(
  t: TestContext,
  config: string,
  variables: Record<string, string>,
  files: Readonly<Record<string, string>> = {},
) {
  const {home, write} = await makeHome(t, {config});
  for (const [name, text] of Object.entries(files)) {
    write(name, text);
  }

  const env = replaceEnvironment(t, {
    HOME: home,
    // The SDK's own tries would only take time.
    AWS_MAX_ATTEMPTS: '1',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(home, '.aws', 'token'),
    ...variables,
  });
  const ec2 = await startServer(t, () => ({body: EMPTY_PAGE}));
  const source = await openEc2Source({region: 'us-east-1', endpointUrl: ec2.url, env});
  t.after(() => source.destroy());
  return {ask: () => rejectionOf(source.describe({}))};
}

const ROLE = 'role_arn = arn:aws:iam::111122223333:role/r\n';
const BASE = '[profile base]\naws_access_key_id = KEYBASE\naws_secret_access_key = s\n';
const session = (name: string) =>
  `[profile ops]\nsso_session = ${name}\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session ${name}]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n`;
const tokenFile = (name: string) =>
  `sso/cache/${createHash('sha1').update(name).digest('hex')}.json`;
let sessions = 0;

const SERVICES: readonly (readonly [
  what: string,
  who: RegExp,
  replies: Readonly<Record<string, readonly [Reply, Expected]>>,
  open: Open,
  serve?: (reply: Reply) => TestServer['reply'],
])[] = [
  [
    'STS for a role',
    /^No credentials from profile 'base': .*\bSTS in us-east-1 \(127\.0\.0\.1:\d+\) /,
    STS,
    (t, url) =>
      openWith(t, `[profile ops]\n${ROLE}source_profile = base\n${BASE}`, {
        AWS_PROFILE: 'ops',
        AWS_ENDPOINT_URL_STS: url,
      }),
  ],
  [
    'STS for the web identity of the environment',
    /^No credentials from the web identity of the environment: .*\bSTS in us-east-1 \(127/,
    STS,
    (t, url) =>
      openWith(
        t,
        '',
        {AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r', AWS_ENDPOINT_URL_STS: url},
        {token: 'web-token'},
      ),
  ],
  [
    'STS for the web identity of a profile',
    /^No credentials from profile 'ops': .*\bSTS in us-east-1 \(127/,
    STS,
    async (t, url) => {
      const opened = openWith(
        t,
        '',
        {AWS_PROFILE: 'ops', AWS_ENDPOINT_URL_STS: url, AWS_CONFIG_FILE: '/dev/null'},
        {token: 'web-token', credentials: `[ops]\n${ROLE}web_identity_token_file = /dev/null\n`},
      );
      return opened;
    },
  ],
  [
    'the SSO portal',
    /^No credentials from profile 'ops': .*\bthe SSO portal in eu-west-1 \(127/,
    JSON_SERVICES,
    (t, url) =>
      openWith(
        t,
        session('corp'),
        {AWS_PROFILE: 'ops', AWS_ENDPOINT_URL_SSO: url},
        {[tokenFile('corp')]: JSON.stringify({accessToken: 'a', expiresAt: LATER})},
      ),
  ],
  [
    'SSO OIDC, which renews the token',
    /^No credentials from profile 'ops': .*\bSSO OIDC in eu-west-1 \(127/,
    JSON_SERVICES,
    (t, url) => {
      // The SDK tries a session at most every 30 s.
      const name = `corp${sessions++}`;
      return openWith(
        t,
        session(name),
        {AWS_PROFILE: 'ops', AWS_ENDPOINT_URL_SSO_OIDC: url},
        {
          [tokenFile(name)]: JSON.stringify({
            accessToken: 'a',
            expiresAt: PAST,
            clientId: 'c',
            clientSecret: 's',
            refreshToken: 'r',
          }),
        },
      );
    },
  ],
  ...(['token', 'list', 'role'] as const).map(
    at =>
      [
        `the instance metadata service, asked for the ${at}`,
        /^No credentials from this instance's role: .*\bthe instance metadata service \(127/,
        Object.fromEntries(
          Object.entries(STRANGE).filter(
            ([name]) => !name.includes('403') && !name.endsWith('ord'),
          ),
        ),
        (t: TestContext, url: string) =>
          openWith(t, '', {
            AWS_EC2_METADATA_DISABLED: 'false',
            AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
          }),
        (reply: Reply) => imds(at, reply),
      ] as const,
  ),
  [
    'the instance metadata service, for a role',
    /^No credentials from profile 'ops': .*\bthe instance metadata service \(127/,
    {'503 with HTML': [{status: 503, body: HTML}, ['service', /can't answer now \(HTTP 503\)/]]},
    (t, url) =>
      openWith(t, `[profile ops]\n${ROLE}credential_source = Ec2InstanceMetadata\n`, {
        AWS_PROFILE: 'ops',
        AWS_EC2_METADATA_DISABLED: 'false',
        AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
      }),
    reply => imds('token', reply),
  ],
];

for (const [what, who, replies, open, serve = (reply: Reply) => () => reply] of SERVICES) {
  for (const [name, [reply, [kind, says]]] of Object.entries(replies)) {
    test(`${what}: ${name} passes, and is named`, async t => {
      const server = await startServer(t, serve(reply));
      const {ask} = await open(t, server.url);
      const error = await ask();
      assert.equal(error.kind, kind, error.message);
      assert.match(error.message, who);
      assert.match(error.message, says);
      assert.doesNotMatch(error.message, /aws configure|aws sso login|Run:|Words/);
      // Asked again at once, as a poll of 2 s does: the SDK spares the service, and knows no reason any more.
      const again = await ask();
      assert.equal(again.kind, kind, again.message);
      assert.match(again.message, says);
    });
  }
}

const LASTING: readonly (readonly [string, Reply, number, RegExp])[] = [
  ['STS says AccessDenied', xml(403, 'AccessDenied'), 0, /trust policy/],
  ['STS says InvalidClientTokenId', xml(403, 'InvalidClientTokenId'), 0, /aws configure/],
  ['STS says ExpiredToken', xml(400, 'ExpiredTokenException'), 0, /have expired/],
  ['the portal knows no such session', json(401, 'UnauthorizedException'), 3, /aws sso login/],
  ['the portal knows no such role', json(404, 'ResourceNotFoundException'), 3, /No credentials/],
  ['OIDC refuses the renewal', json(400, 'InvalidGrantException'), 4, /has expired.*aws sso login/],
  ['OIDC does not know the client', json(401, 'InvalidClientException'), 4, /aws sso login/],
  ['the instance has no role', {status: 404}, 6, /no role of this machine/],
  ["the instance's role has no keys", {body: '{"Code":"Failed"}'}, 7, /no role of this machine/],
];

for (const [what, reply, index, says] of LASTING) {
  test(`${what}: that doesn't pass`, async t => {
    const [, , , open, serve = () => () => reply] = SERVICES[index] as (typeof SERVICES)[number];
    const server = await startServer(t, serve(reply));
    const {ask} = await open(t, server.url);
    const error = await ask();
    assert.ok(error.kind === 'credentials' || error.kind === 'expired', error.message);
    assert.match(error.message, says);
  });
}

test('a token of the metadata service that never comes, as behind one hop too many, is no reason to wait', async t => {
  const server = await startServer(t, ({method}) => (method === 'PUT' ? undefined : {status: 401}));
  const [, , , open] = SERVICES[5] as (typeof SERVICES)[number];
  const {ask} = await open(t, server.url);
  assert.equal((await ask()).kind, 'credentials');
});

const CONTAINER = {
  service: 'the container credential endpoint',
  host: '169.254.170.2',
  region: undefined,
} as const;
const containerSource = findCredentialSource(
  {name: 'p', isByFlag: false, settings: {}, settingsOf: () => undefined, section: () => undefined},
  {AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x'},
);

for (const [status, thrown, kind] of [
  [500, new Error('Server responded with status: 500'), 'service'],
  [503, new Error('Server responded with status: 503'), 'service'],
  [429, new Error('Server responded with status: 429'), 'service'],
  [400, Object.assign(new Error('400'), {Code: 'ThrottlingException'}), 'service'],
  [200, new SyntaxError("Unexpected token '<'"), 'bad-answer'],
  [404, new Error('Server responded with status: 404'), undefined],
  [403, Object.assign(new Error('403'), {Code: 'AccessDenied'}), undefined],
  [200, new Error('not of the required format'), undefined],
] as const) {
  test(`a container's endpoint: ${status}, ${thrown.message}`, () => {
    const error = nameServiceFailure({
      source: containerSource,
      error: thrown,
      exchanges: [
        // The SDK asks four times: the last answer counts.
        {...CONTAINER, result: {status: 502, code: undefined, isReadable: undefined}},
        {...CONTAINER, result: {status, code: undefined, isReadable: undefined}},
      ],
      region: 'us-east-1',
    });
    assert.equal(error?.kind, kind);
    if (kind) {
      assert.match(
        error?.message ?? '',
        /^No credentials from this container's role: .*the container credential endpoint \(169\.254\.170\.2\)/,
      );
    }
  });
}
