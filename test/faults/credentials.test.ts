import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {
  CONTAINER_TOKEN,
  startContainer,
  startImds,
  startSsoPortal,
  startSts,
} from './credential-servers.js';
import {
  CANARY,
  credentialsFile,
  KEYS,
  keyId,
  processScript,
  ROLE_CONFIG,
  ROLE_REFUSED,
  SSO_CONFIG,
  SSO_TOKEN_FILE,
  ssoToken,
} from './identities.js';
import {type Once, type OnceResult, prepareOnce} from './once.js';

const OPS = ['--profile', 'ops'];
const HOUR_S = 3600;

type Arguments = readonly [args: readonly string[], env?: Record<string, string | undefined>];

/** Each source of credentials: what makes it the one, and the key that must sign. */
const SOURCES: Readonly<
  Record<string, readonly [key: string, (once: Once, t: TestContext) => Promise<Arguments>]>
> = {
  environment: ['ENV', async () => [[], KEYS]],
  'shared files': [
    'FILE',
    async ({write}) => {
      write('.aws/credentials', credentialsFile('FILE'));
      return [OPS];
    },
  ],
  SSO: [
    'SSO',
    async ({write}, t) => {
      write('.aws/config', SSO_CONFIG);
      write(SSO_TOKEN_FILE, ssoToken('SSO', HOUR_S));
      return [OPS, {AWS_ENDPOINT_URL_SSO: (await startSsoPortal(t)).url}];
    },
  ],
  'assumed role': [
    'ROLE',
    async ({write}, t) => {
      write('.aws/config', ROLE_CONFIG);
      return [OPS, {AWS_ENDPOINT_URL_STS: (await startSts(t, () => 'ROLE')).url}];
    },
  ],
  credential_process: [
    'PROC',
    async ({write, home}) => {
      write('process', processScript('PROC'));
      write('.aws/config', `[profile ops]\ncredential_process = sh ${join(home, 'process')}\n`);
      return [OPS];
    },
  ],
  'web identity': [
    'WEB',
    async ({write, home}, t) => {
      write('token', `${CANARY}-web-token`);
      const env = {
        AWS_ENDPOINT_URL_STS: (await startSts(t, () => 'WEB')).url,
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/reader',
        AWS_WEB_IDENTITY_TOKEN_FILE: join(home, 'token'),
      };
      return [[], env];
    },
  ],
  container: [
    'BOX',
    async (_once, t) => {
      const env = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: (await startContainer(t, () => 'BOX')).url,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: CONTAINER_TOKEN,
      };
      return [[], env];
    },
  ],
  'instance, which tells its Region too (IMDSv2)': [
    'IMDS',
    async (_once, t) => {
      const env = {
        AWS_REGION: undefined,
        AWS_EC2_METADATA_DISABLED: undefined,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: (await startImds(t, () => 'IMDS')).url,
        AWS_METADATA_SERVICE_TIMEOUT: '20',
      };
      return [[], env];
    },
  ],
};

for (const [name, [key, arrange]] of Object.entries(SOURCES)) {
  test(`${name}: its keys sign, and show nowhere`, async t => {
    const once = await prepareOnce(t);
    const [args, env] = await arrange(once, t);
    const result = await once.run([...args, '--endpoint-url', once.ec2.url], env);
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(JSON.parse(result.stdout), {StoreImageTaskResults: []});
    const [request] = once.ec2.requests;
    assert.ok(request);
    assert.ok(request.headers.authorization?.includes(`Credential=${keyId(key)}/`));
    assert.match(request.headers.authorization ?? '', /\/us-east-1\/ec2\/aws4_request/);
    assert.match(String(request.headers['x-amz-security-token']), new RegExp(key));
    assertNoSecret(result, request.headers.authorization);
  });
}

/** What can't give credentials: how, and the sentence that has to name the profile and what mends it. */
const REFUSALS: Readonly<
  Record<string, readonly [RegExp, (once: Once, t: TestContext) => Promise<Arguments>]>
> = {
  'no credentials anywhere': [
    /No credentials found for profile 'default'.*Run aws configure/,
    async () => [[]],
  ],
  'a role that wants an MFA code': [
    /The role of profile 'ops' wants an MFA code.*Run: aws sts get-caller-identity --profile ops/,
    async ({write}) => {
      write(
        '.aws/config',
        ROLE_CONFIG.replace('role_arn', 'mfa_serial = arn:aws:iam::1:mfa/me\nrole_arn'),
      );
      return [OPS];
    },
  ],
  'an SSO session that is over': [
    /SSO session of profile 'ops' has expired\. Run: aws sso login --profile ops/,
    async ({write}) => {
      write('.aws/config', SSO_CONFIG);
      write(SSO_TOKEN_FILE, ssoToken('SSO', -1));
      return [OPS];
    },
  ],
  'a credential_process that fails': [
    /The credential_process of profile 'ops' ended with 1\. It wrote: \(hidden\)\. Run its credential_process by hand to see why/,
    async ({write, home}) => {
      write('process', `echo ${CANARY}; echo ${CANARY} >&2; exit 1`);
      const command = `sh ${join(home, 'process')} --password ${CANARY}`;
      write('.aws/config', `[profile ops]\ncredential_process = ${command}\n`);
      return [OPS];
    },
  ],
  'a role that may not be assumed': [
    /No credentials: .*sts:AssumeRole.*what profile 'base' may do/,
    async ({write}, t) => {
      write('.aws/config', ROLE_CONFIG);
      const sts = await startSts(t, () => '');
      sts.reply = () => ({status: 403, body: ROLE_REFUSED});
      return [OPS, {AWS_ENDPOINT_URL_STS: sts.url}];
    },
  ],
};

for (const [name, [says, arrange]] of Object.entries(REFUSALS)) {
  test(`${name}: one sentence, 253, and EC2 isn't asked`, async t => {
    const once = await prepareOnce(t);
    const [args, env] = await arrange(once, t);
    const result = await once.run([...args, '--endpoint-url', once.ec2.url], env);
    assert.equal(result.code, 253, result.stderr);
    assert.equal(result.stdout, '');
    assert.match(result.stderr, says);
    assert.equal(once.ec2.requests.length, 0);
    assertNoSecret(result);
  });
}

function assertNoSecret({stdout, stderr}: OnceResult, authorization = ''): void {
  const [, signature = CANARY] = /Signature=(\w+)/.exec(authorization) ?? [];
  assert.ok(!`${stdout}${stderr}`.includes(CANARY), stderr);
  assert.ok(!`${stdout}${stderr}`.includes(signature), stderr);
}
