import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {openEc2Source} from '../../source/ec2/client.js';
import {fetchContainerKeys} from '../../source/ec2/credentials/container.js';
import type {CredentialService} from '../../source/ec2/credentials/credential-exchange.js';
import {FetchLog} from '../../source/ec2/credentials/fetch-log.js';
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
  inHome: Readonly<Record<string, string>> = {},
) {
  const {home, write} = await makeHome(t, {config});
  for (const [name, text] of Object.entries(files)) {
    write(name, text);
  }

  const env = replaceEnvironment(t, {
    HOME: home,
    // More tries would only take time.
    AWS_MAX_ATTEMPTS: '1',
    // A busy machine is no reason to find no instance.
    AWS_METADATA_SERVICE_TIMEOUT: '20',
    ...variables,
    ...Object.fromEntries(
      Object.entries(inHome).map(([name, file]) => [name, join(home, '.aws', file)]),
    ),
  });
  const ec2 = await startServer(t, () => ({body: EMPTY_PAGE}));
  const source = await openEc2Source({region: 'us-east-1', endpointUrl: ec2.url, env});
  t.after(() => source.destroy());
  return {ask: () => rejectionOf(source.describe({}))};
}

/** Any file will do: nobody here reads what is sent. */
const TOKEN_FILE = join(process.cwd(), 'package.json');

const ROLE = 'role_arn = arn:aws:iam::111122223333:role/r\n';
const BASE = '[profile base]\naws_access_key_id = KEYBASE\naws_secret_access_key = s\n';
const session = (name: string) =>
  `[profile ops]\nsso_session = ${name}\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session ${name}]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n`;
const tokenFile = (name: string) =>
  `sso/cache/${createHash('sha1').update(name).digest('hex')}.json`;

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
        {AWS_WEB_IDENTITY_TOKEN_FILE: 'token'},
      ),
  ],
  [
    'STS for the web identity of a profile',
    /^No credentials from profile 'ops': .*\bSTS in us-east-1 \(127/,
    STS,
    (t, url) =>
      openWith(
        t,
        '',
        {AWS_PROFILE: 'ops', AWS_ENDPOINT_URL_STS: url, AWS_CONFIG_FILE: '/dev/null'},
        {credentials: `[ops]\n${ROLE}web_identity_token_file = ${TOKEN_FILE}\n`},
      ),
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
      const name = 'corp';
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
            registrationExpiresAt: LATER,
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
      // Asked again at once, as a poll of 2 s does.
      const again = await ask();
      assert.equal(again.kind, kind, again.message);
      assert.match(again.message, says);
    });
  }
}

/** Nothing listens there. */
const CLOSED = 'http://127.0.0.1:1';

for (const [what, who, , open] of SERVICES.filter(([what]) => !what.includes('instance'))) {
  test(`${what}: where it can't be reached, the settings that lead to it are named`, async t => {
    const {ask} = await open(t, CLOSED);
    const {kind, advice, message} = await ask();
    assert.equal(kind, 'network', message);
    assert.match(message, who);
    assert.match(
      message,
      /[a-zA-Z1] \(127\.0\.0\.1:1\) refuses the connection\. Check its address if it is set \(AWS_ENDPOINT_URL_(?:STS|SSO|SSO_OIDC), AWS_ENDPOINT_URL, endpoint_url\), the proxy, or whether it runs\.$/,
    );
    assert.equal(advice, undefined, 'which names the settings of EC2’s own requests');
  });
}

const late = Object.assign(new Error('Late.'), {name: 'TimeoutError'});

const OF_THE_MACHINE: readonly (readonly [CredentialService, unknown, RegExp])[] = [
  ['the container credential endpoint', late, /in time\. Check whether it runs\.$/],
  ['the instance metadata service', late, /in time\. Check whether it runs\.$/],
  [
    'the instance metadata service',
    Object.assign(new Error('No HTTP.'), {code: 'HPE_INVALID_CONSTANT'}),
    /Check its address if it is set \(AWS_EC2_METADATA_SERVICE_ENDPOINT\), or whether it runs\.$/,
  ],
];

for (const [service, error, says] of OF_THE_MACHINE) {
  test(`${service}, whose timeouts are its own: ${(error as Error).message}`, () => {
    const asked = {service, host: '169.254.170.2', region: undefined};
    const failure = nameServiceFailure({
      source: {kind: 'container', profile: 'default', isFromProfile: false},
      error,
      exchanges: [
        {...asked, result: {status: 200, code: undefined, isReadable: true}},
        {...asked, result: {error}},
      ],
      region: 'us-east-1',
    });
    assert.match(failure?.message ?? '', says);
    assert.equal(failure?.advice, undefined);
  });
}

test('STS, which is asked with the timeouts of EC2: how to raise them', () => {
  const failure = nameServiceFailure({
    source: {kind: 'keys', profile: 'base', isFromProfile: true},
    error: late,
    exchanges: [{service: 'STS', host: 'sts.test', region: undefined, result: {error: late}}],
    region: 'us-east-1',
  });
  assert.equal(failure?.advice, 'read-timeout');
});

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
  const {ask} = await openWith(t, '', {
    AWS_EC2_METADATA_DISABLED: 'false',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: server.url,
    AWS_METADATA_SERVICE_TIMEOUT: '0.1',
  });
  assert.equal((await ask()).kind, 'credentials');
});

const KEYS = {AccessKeyId: 'K', SecretAccessKey: 's', Token: 't', Expiration: LATER};

const CONTAINER: readonly (readonly [
  what: string,
  replies: readonly Reply[],
  expected: Ec2Error['kind'] | 'keys' | undefined,
])[] = [
  ['500 three times', [{status: 500}, {status: 500}, {status: 500}], 'service'],
  ['503, then keys', [{status: 503}, {body: JSON.stringify(KEYS)}], 'keys'],
  ['429 at last', [{status: 502}, {status: 503}, {status: 429}], 'service'],
  [
    'ThrottlingException',
    Array.from({length: 3}, () => ({status: 400, body: '{"Code":"ThrottlingException"}'})),
    'service',
  ],
  ['HTML', [{body: HTML}, {body: HTML}, {body: HTML}], 'bad-answer'],
  ['404', [{status: 404}, {status: 404}, {status: 404}], undefined],
  [
    'AccessDenied',
    Array.from({length: 3}, () => ({status: 403, body: '{"Code":"AccessDenied"}'})),
    undefined,
  ],
  ['JSON without keys', [{body: '{}'}], undefined],
];

/** In ms: no try that a busy machine is late for counts as one. */
const PACE = {timeoutMs: 20_000, everyMs: 0};

for (const [what, replies, expected] of CONTAINER) {
  test(`a container's endpoint: ${what}`, async t => {
    const left = [...replies];
    const server = await startServer(t, () => left.shift());
    const log = new FetchLog(
      {kind: 'container', holder: undefined},
      {kind: 'container', profile: 'p', isFromProfile: false},
      'us-east-1',
    );
    const env = {AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url};
    const context = {env, witness: log};
    const result = await fetchContainerKeys(context, PACE).catch((error: unknown) => error);
    assert.equal(left.length, 0);
    if (expected === 'keys') {
      assert.equal((result as {accessKeyId: string}).accessKeyId, 'K');
      return;
    }

    assert.ok(result instanceof Error);
    const named = log.failure(result);
    assert.equal(named?.kind, expected);
    if (expected) {
      assert.match(
        named?.message ?? '',
        /^No credentials from this container's role: .*the container credential endpoint \(127\.0\.0\.1:\d+\)/,
      );
    }
  });
}
