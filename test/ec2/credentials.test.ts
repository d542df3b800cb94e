import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {type Ec2SourceOptions, openEc2Source} from '../../source/ec2/client.js';
import {EMPTY_PAGE, serviceError} from './helpers/answers.js';
import {makeHome, replaceEnvironment} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';
import {type Received, type Reply, startServer, type TestServer} from './helpers/server.js';

const OK: TestServer['reply'] = () => ({body: EMPTY_PAGE});
const LATER = new Date(Date.now() + 3_600_000).toISOString();

/** An EC2 endpoint, a home and an environment; `source` is opened on demand. */
async function setUp(
  t: TestContext,
  files: {config?: string; credentials?: string},
  variables: Record<string, string> = {},
) {
  const ec2 = await startServer(t, OK);
  const {home, write} = await makeHome(t, files);
  const env = replaceEnvironment(t, {HOME: home, ...variables});
  const open = async (options: Partial<Ec2SourceOptions> = {}) => {
    const source = await openEc2Source({
      region: 'us-east-1',
      endpointUrl: ec2.url,
      env,
      ...options,
    });
    t.after(() => source.destroy());
    return source;
  };
  return {ec2, home, write, open};
}

function keyOf(request: Received | undefined): string | undefined {
  return /Credential=([^/]+)\//.exec(request?.headers.authorization ?? '')?.[1];
}

test('keys of the environment sign, with their session token', async t => {
  const {ec2, open} = await setUp(
    t,
    {},
    {AWS_ACCESS_KEY_ID: 'KEYENV', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 'session'},
  );
  await (await open()).describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYENV');
  assert.equal(ec2.requests[0]?.headers['x-amz-security-token'], 'session');
});

test('keys of a profile sign, and keys renewed on the disk after a refusal', async t => {
  const keys = (id: string) => `[ops]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`;
  const {ec2, write, open} = await setUp(t, {credentials: keys('KEYONE')});
  const source = await open({profile: 'ops'});
  await source.describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYONE');

  ec2.reply = request =>
    keyOf(request) === 'KEYTWO'
      ? {body: EMPTY_PAGE}
      : {status: 400, body: serviceError('ExpiredToken', 'The provided token has expired.')};
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'expired');
  assert.match(error.message, /profile 'ops' have expired.*aws configure --profile ops$/);
  write('credentials', keys('KEYTWO'));
  await source.describe({});
  assert.equal(keyOf(ec2.requests.at(-1)), 'KEYTWO');
  assert.equal(ec2.requests.length, 3);
});

test('no credentials anywhere is one sentence, and heals when some are written', async t => {
  const {ec2, write, open} = await setUp(t, {});
  const source = await open();
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'credentials');
  assert.match(error.message, /^No credentials found for profile 'default'.*Run aws configure/);
  assert.equal(ec2.requests.length, 0);
  write('credentials', '[default]\naws_access_key_id = KEYNEW\naws_secret_access_key = s\n');
  await source.describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYNEW');
});

test('a credential_process that fails is named with what it wrote, not with its secrets, and may work again', async t => {
  const {ec2, home, open} = await setUp(t, {});
  const program = join(home, 'keys.mjs');
  writeFileSync(
    join(home, '.aws', 'config'),
    `[profile p]\ncredential_process = ${process.execPath} ${program} --password hunter2\n`,
  );
  writeFileSync(
    program,
    'process.exitCode = 1; console.error("no such user\\nAWS_SECRET_ACCESS_KEY=hunter3, --password hunter2")',
  );
  const source = await open({profile: 'p'});
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'credentials');
  assert.match(
    error.message,
    /^The credential_process of profile 'p' ended with 1\. It wrote: no such user .*hidden.*\. Run its credential_process by hand/,
  );
  assert.doesNotMatch(`${error.message} ${error.stack} ${error.cause}`, /hunter/);
  const keys = {Version: 1, AccessKeyId: 'KEYPROC', SecretAccessKey: 's', Expiration: LATER};
  writeFileSync(program, `console.log('${JSON.stringify(keys)}')`);
  await source.describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYPROC');
});

test('what a credential_process can not give is named', async t => {
  const {ec2, open, write} = await setUp(t, {});
  const printing = (text: string) => `sh -c 'echo "$0"' '${text}'`;
  for (const [command, says] of [
    ['/nonexistent/keys', /can't be started \(ENOENT\)/],
    [printing('{}'), /printed keys of another Version than 1/],
    [printing('keys'), /printed no JSON/],
    [printing('{"Version": 1, "AccessKeyId": "A"}'), /no whole keys: .*no SecretAccessKey/],
    ['', /has an empty credential_process/],
    ['keys "x', /can't be split into words: a quotation is not closed/],
  ] as const) {
    write('config', `[profile p]\ncredential_process = ${command}\n`);
    const error = await rejectionOf((await open({profile: 'p'})).describe({}));
    assert.match(error.message, says);
  }

  const over = {
    Version: 1,
    AccessKeyId: 'A',
    SecretAccessKey: 's',
    Expiration: '2020-01-01T00:00:00Z',
  };
  write('config', `[profile p]\ncredential_process = ${printing(JSON.stringify(over))}\n`);
  const error = await rejectionOf((await open({profile: 'p'})).describe({}));
  assert.equal(error.kind, 'expired');
  assert.equal(ec2.requests.length, 0);
});

test('a credential_process is split into words, and no shell reads it', async t => {
  const {ec2, home, write, open} = await setUp(t, {});
  const program = join(home, 'with space.mjs');
  writeFileSync(
    program,
    'console.log(JSON.stringify({Version: 1, AccessKeyId: process.argv.slice(2).join("/"), SecretAccessKey: "s"}))',
  );
  write(
    'config',
    `[profile p]\ncredential_process = ${process.execPath} "${program}" "a b" $HOME 'c"d' e\\ f ; g | h # i\n`,
  );
  await (await open({profile: 'p'})).describe({});
  assert.equal(keyOf(ec2.requests[0]), 'a b');
  assert.match(
    ec2.requests[0]?.headers.authorization ?? '',
    /Credential=a b\/\$HOME\/c"d\/e f\/;\/g\/\|\/h\/#\/i\//,
  );
});

test('keys near their end are used while their renewal fails', async t => {
  const {ec2, home, open} = await setUp(t, {});
  const program = join(home, 'keys.mjs');
  writeFileSync(
    join(home, '.aws', 'config'),
    `[profile p]\ncredential_process = ${process.execPath} ${program}\n`,
  );
  const soon = new Date(Date.now() + 120_000).toISOString();
  const keys = {Version: 1, AccessKeyId: 'KEYSOON', SecretAccessKey: 's', Expiration: soon};
  writeFileSync(program, `console.log('${JSON.stringify(keys)}')`);
  const source = await open({profile: 'p'});
  await source.describe({});
  writeFileSync(program, 'process.exitCode = 1');
  await source.describe({});
  assert.equal(keyOf(ec2.requests[1]), 'KEYSOON');
});

test('a profile that is gone later is not an error for good', async t => {
  const keys = '[ops]\naws_access_key_id = KEYOPS\naws_secret_access_key = s\n';
  const {write, open} = await setUp(t, {credentials: keys});
  const source = await open({profile: 'ops'});
  write('credentials', '');
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'credentials');
  assert.match(error.message, /^The profile 'ops' was not found/);
  write('credentials', keys);
  assert.deepEqual((await source.describe({})).tasks, []);
});

test('SSO: an expired session names its command; after the login it works', async t => {
  const sso = await startServer(
    t,
    (request): Reply =>
      request.headers['x-amz-sso_bearer_token'] === 'new-token'
        ? {
            body: JSON.stringify({
              roleCredentials: {
                accessKeyId: 'KEYSSO',
                secretAccessKey: 's',
                sessionToken: 't',
                expiration: Date.parse(LATER),
              },
            }),
            headers: {'content-type': 'application/json'},
          }
        : {
            status: 401,
            body: '{"message":"Session token not found or invalid"}',
            headers: {'x-amzn-errortype': 'UnauthorizedException'},
          },
  );
  const {ec2, write, open} = await setUp(
    t,
    {
      config: `[profile ops]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
`,
    },
    {AWS_ENDPOINT_URL_SSO: sso.url, AWS_ENDPOINT_URL_SSO_OIDC: 'http://127.0.0.1:1'},
  );
  const name = `sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`;
  const token = (accessToken: string, expiresAt: string) =>
    write(name, JSON.stringify({accessToken, expiresAt}));
  const lines: string[] = [];
  const source = await open({profile: 'ops', debug: line => lines.push(line)});
  const expected =
    /^The SSO session of profile 'ops' has expired\. Run: aws sso login --profile ops$/;

  const absent = await rejectionOf(source.describe({}));
  assert.match(absent.message, expected);
  token('old-token', new Date(Date.now() - 1000).toISOString());
  const old = await rejectionOf(source.describe({}));
  assert.equal(old.kind, 'expired');
  assert.match(old.message, expected);
  token('revoked-token', LATER);
  assert.match((await rejectionOf(source.describe({}))).message, expected);
  token('new-token', LATER);
  await source.describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYSSO');
  assert.ok(lines.some(line => line.startsWith(`GET ${sso.url}/federation/credentials ->`)));
  assert.doesNotMatch(lines.join('\n'), /token|111122223333|Reader/);
});

test('SSO settings that are incomplete are a matter of configuration', async t => {
  const settings = 'sso_account_id = 1\nsso_role_name = r\n';
  const {open} = await setUp(t, {
    config: `[profile a]\nsso_session = none\n${settings}[profile b]\n${settings}`,
  });
  for (const [profile, what] of [
    ['a', "names the section [sso-session none], which isn't there"],
    ['b', 'has SSO settings without sso_start_url, sso_region'],
  ] as const) {
    const error = await rejectionOf((await open({profile})).describe({}));
    assert.equal(error.kind, 'configuration');
    assert.equal(
      error.message,
      `The profile '${profile}' ${what}. Run: aws configure sso --profile ${profile}`,
    );
  }
});

const ASSUMED = (
  action: string,
) => `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<Credentials><AccessKeyId>KEYSTS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${LATER}</Expiration></Credentials>
<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/r/s</Arn><AssumedRoleId>x</AssumedRoleId></AssumedRoleUser>
</${action}Result></${action}Response>`;

const ROLE = `[profile role]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = base
[profile base]
aws_access_key_id = KEYBASE
aws_secret_access_key = s
`;

test('a role is assumed through STS', async t => {
  const sts = await startServer(t, () => ({body: ASSUMED('AssumeRole')}));
  const {ec2, open} = await setUp(t, {config: ROLE}, {AWS_ENDPOINT_URL_STS: sts.url});
  await (await open({profile: 'role'})).describe({});
  assert.equal(keyOf(sts.requests[0]), 'KEYBASE');
  assert.match(sts.requests[0]?.body ?? '', /Action=AssumeRole&/);
  assert.equal(keyOf(ec2.requests[0]), 'KEYSTS');
});

test('a role that may not be assumed is not a lack of EC2 rights', async t => {
  const sts = await startServer(t, () => ({
    status: 403,
    body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: x is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>',
  }));
  const {open} = await setUp(t, {config: ROLE}, {AWS_ENDPOINT_URL_STS: sts.url});
  const error = await rejectionOf((await open({profile: 'role'})).describe({}));
  assert.equal(error.kind, 'credentials');
  assert.equal(error.code, 'AccessDenied');
  assert.match(error.message, /sts:AssumeRole\. Check the trust policy of the role/);
});

test('a role that wants an MFA code takes what the aws command has got for one, and asks nobody', async t => {
  const sts = await startServer(t, () => ({body: ASSUMED('AssumeRole')}));
  const serial = 'arn:aws:iam::111122223333:mfa/me';
  const {ec2, home, write, open} = await setUp(
    t,
    {config: ROLE.replace('[profile base]', `mfa_serial = ${serial}\n[profile base]`)},
    {AWS_ENDPOINT_URL_STS: sts.url},
  );
  const source = await open({profile: 'role'});
  const expected =
    /^The role of profile 'role' wants an MFA code, which amiwatch doesn't ask for\. Run: aws sts get-caller-identity --profile role, which asks/;
  const absent = await rejectionOf(source.describe({}));
  assert.equal(absent.kind, 'credentials');
  assert.match(absent.message, expected);
  await mkdir(join(home, '.aws', 'cli', 'cache'), {recursive: true});
  const json = `{"RoleArn": "arn:aws:iam::111122223333:role/r", "SerialNumber": "${serial}"}`;
  const name = `cli/cache/${createHash('sha1').update(json).digest('hex')}.json`;
  const keep = (end: number) =>
    write(
      name,
      JSON.stringify({
        Credentials: {
          AccessKeyId: 'KEYKEPT',
          SecretAccessKey: 's',
          SessionToken: 't',
          Expiration: `${new Date(end).toISOString().slice(0, 19)}UTC`,
        },
      }),
    );
  keep(Date.now() - 60_000);
  assert.match((await rejectionOf(source.describe({}))).message, expected);
  keep(Date.now() + 60_000);
  await source.describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYKEPT');
  assert.equal(sts.requests.length, 0);
});

test('a web identity token is exchanged, and is not in the debug lines', async t => {
  const sts = await startServer(t, () => ({body: ASSUMED('AssumeRoleWithWebIdentity')}));
  const {ec2, home, open} = await setUp(t, {});
  writeFileSync(join(home, 'token'), 'web-token');
  process.env.AWS_WEB_IDENTITY_TOKEN_FILE = join(home, 'token');
  process.env.AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/r';
  process.env.AWS_ENDPOINT_URL_STS = sts.url;
  const lines: string[] = [];
  await (await open({debug: line => lines.push(line)})).describe({});
  assert.match(sts.requests[0]?.body ?? '', /WebIdentityToken=web-token/);
  assert.equal(keyOf(ec2.requests[0]), 'KEYSTS');
  assert.doesNotMatch(lines.join('\n'), /web-token/);
});

test('what `aws login` has left signs, each profile with its own, and what is over names its command', async t => {
  const sessionOf = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
  const names = ['ops', 'dev'] as const;
  const {ec2, home, write, open} = await setUp(t, {
    config: names.map(name => `[profile ${name}]\nlogin_session = ${sessionOf(name)}\n`).join(''),
  });
  const sources = await Promise.all(names.map(profile => open({profile})));
  const absent = await rejectionOf((await open({profile: 'ops'})).describe({}));
  assert.match(
    absent.message,
    /^No credentials from profile 'ops': .*Run: aws login --profile ops$/,
  );
  await mkdir(join(home, '.aws', 'login', 'cache'), {recursive: true});
  for (const name of names) {
    const file = createHash('sha256').update(sessionOf(name)).digest('hex');
    const accessToken = {
      accessKeyId: `KEY${name}`,
      secretAccessKey: 's',
      sessionToken: 't',
      accountId: '111122223333',
      expiresAt: LATER,
    };
    const token = {accessToken, clientId: 'c', refreshToken: 'r', dpopKey: 'k'};
    write(`login/cache/${file}.json`, JSON.stringify(token));
  }

  await Promise.all(sources.map(source => source.describe({})));
  assert.deepEqual(ec2.requests.map(keyOf).sort(), ['KEYdev', 'KEYops']);
});

test('a container gives its credentials', async t => {
  const container = await startServer(t, request =>
    request.headers.authorization === 'container-token'
      ? {
          body: JSON.stringify({
            AccessKeyId: 'KEYBOX',
            SecretAccessKey: 's',
            Token: 't',
            Expiration: LATER,
          }),
        }
      : {status: 401},
  );
  const {ec2, open} = await setUp(
    t,
    {},
    {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/creds`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'container-token',
    },
  );
  await (await open()).describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYBOX');
});

test('an instance gives the credentials of its role, by IMDSv2', async t => {
  const imds = await startServer(t, request => {
    if (request.method === 'PUT') {
      return {body: 'imds-token'};
    }

    if (request.headers['x-aws-ec2-metadata-token'] !== 'imds-token') {
      return {status: 401};
    }

    const keys = {AccessKeyId: 'KEYIMDS', SecretAccessKey: 's', Token: 't', Expiration: LATER};
    return {body: request.url.endsWith('/role-x') ? JSON.stringify(keys) : 'role-x'};
  });
  const {ec2, open} = await setUp(
    t,
    {},
    {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url,
      AWS_METADATA_SERVICE_TIMEOUT: '20',
    },
  );
  await (await open()).describe({});
  assert.equal(keyOf(ec2.requests[0]), 'KEYIMDS');
});

test('a metadata service behind a proxy is named, with what goes around it', async t => {
  const proxy = await startServer(t, () => ({status: 502}));
  const {ec2, open} = await setUp(
    t,
    {},
    {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://instance.test.invalid',
      AWS_METADATA_SERVICE_TIMEOUT: '20',
      HTTP_PROXY: proxy.url,
      NO_PROXY: '127.0.0.1',
    },
  );
  const source = await open();
  for (const reply of [
    () => ({status: 502}),
    (_: unknown, response: {destroy: () => void}) => {
      response.destroy();
      return undefined;
    },
  ] as readonly TestServer['reply'][]) {
    proxy.reply = reply;
    const error = await rejectionOf(source.describe({}));
    assert.equal(error.kind, 'credentials');
    assert.match(
      error.message,
      /asked through the proxy, .*Add instance\.test\.invalid to NO_PROXY\.$/,
    );
  }

  assert.equal(ec2.requests.length, 0);
});

test('an abort ends a call that waits for credentials', async t => {
  const controller = new AbortController();
  const container = await startServer(t, () => {
    controller.abort();
    return undefined;
  });
  const {ec2, open} = await setUp(
    t,
    {},
    {AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/creds`},
  );
  const error = await rejectionOf((await open()).describe({}, controller.signal));
  assert.equal(error.kind, 'aborted');
  assert.equal(ec2.requests.length, 0);
});
