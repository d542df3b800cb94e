import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {EMPTY_PAGE} from '../ec2/helpers/answers.js';
import type {TestServer} from '../ec2/helpers/server.js';
import {startPty, waitUntil} from '../helpers/pty.js';
import {builtProgram} from '../helpers/pty-build.js';
import {
  CONTAINER_TOKEN,
  startContainer,
  startImds,
  startSsoPortal,
  startSts,
} from './credential-servers.js';
import {CANARY, NO_KEYS, ROLE_CONFIG, SSO_CONFIG, SSO_TOKEN_FILE, ssoToken} from './identities.js';
import {type Once, prepareOnce} from './once.js';

const HOUR_S = 3600;
const HTML = '<!DOCTYPE html><html><body>Please wait</body></html>';

type Arranged = {
  readonly server: TestServer;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Each service that gives credentials, and how it is named. */
const SERVICES: Readonly<
  Record<string, readonly [RegExp, (t: TestContext, once: Once) => Promise<Arranged>]>
> = {
  'STS for a role': [
    /STS in us-east-1 \(127/,
    async (t, {write}) => {
      write('.aws/config', ROLE_CONFIG);
      const server = await startSts(t, () => 'ROLE');
      return {server, args: ['--profile', 'ops'], env: {AWS_ENDPOINT_URL_STS: server.url}};
    },
  ],
  'STS for a web identity': [
    /STS in us-east-1 \(127/,
    async (t, {write, home}) => {
      write('token', `${CANARY}-web-token`);
      const server = await startSts(t, () => 'WEB');
      const env = {
        AWS_ENDPOINT_URL_STS: server.url,
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/reader',
        AWS_WEB_IDENTITY_TOKEN_FILE: join(home, 'token'),
      };
      return {server, env};
    },
  ],
  'the SSO portal': [
    /the SSO portal in us-east-1 \(127/,
    async (t, {write}) => {
      write('.aws/config', SSO_CONFIG);
      write(SSO_TOKEN_FILE, ssoToken('SSO', HOUR_S));
      const server = await startSsoPortal(t);
      return {server, args: ['--profile', 'ops'], env: {AWS_ENDPOINT_URL_SSO: server.url}};
    },
  ],
  'the instance metadata service': [
    /the instance metadata service \(127/,
    async t => {
      const server = await startImds(t, () => 'IMDS');
      const env = {
        AWS_EC2_METADATA_DISABLED: undefined,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: server.url,
        // A busy machine is no reason to find no instance.
        AWS_METADATA_SERVICE_TIMEOUT: '20',
      };
      return {server, env};
    },
  ],
  'a container endpoint': [
    /the container credential endpoint \(127/,
    async t => {
      const server = await startContainer(t, () => 'BOX');
      const env = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: CONTAINER_TOKEN,
      };
      return {server, env};
    },
  ],
};

/** What each may say at the start. */
const FAILURES = [
  {status: 503, body: HTML},
  {status: 429, body: ''},
  {status: 200, body: HTML},
] as const;

for (const [name, [who, arrange]] of Object.entries(SERVICES)) {
  for (const failure of FAILURES) {
    test(`${name} answers ${failure.status} at the start: --follow waits, names it, and goes on`, async t => {
      const prepared = await prepareOnce(t);
      prepared.ec2.reply = () => ({body: EMPTY_PAGE});
      const {server, args = [], env} = await arrange(t, prepared);
      const good = server.reply;
      server.reply = () => failure;
      const child = spawn(
        process.execPath,
        [
          builtProgram(),
          '--follow',
          '--interval',
          '2',
          '--endpoint-url',
          prepared.ec2.url,
          ...args,
        ],
        {
          env: {
            PATH: process.env.PATH,
            HOME: prepared.home,
            AWS_REGION: 'us-east-1',
            AWS_EC2_METADATA_DISABLED: 'true',
            ...env,
          },
          stdio: ['ignore', 'ignore', 'pipe'],
        },
      );
      t.after(() => child.kill('SIGKILL'));
      let said = '';
      child.stderr.setEncoding('utf8').on('data', text => {
        said += text;
      });
      const shows = (pattern: RegExp) =>
        waitUntil(
          () => pattern.test(said) || undefined,
          String(pattern),
          () => said,
        );
      await shows(who);
      assert.doesNotMatch(said, /aws configure|aws sso login/);
      server.reply = good;
      await shows(/It answers again/);
      await shows(/Following; running now/);
      child.kill('SIGTERM');
      assert.equal((await once(child, 'exit'))[0], 143);
    });
  }

  test(`${name} answers 503 at the start: the live screen waits, names it, and goes on`, async t => {
    const prepared = await prepareOnce(t);
    const {server, args = [], env} = await arrange(t, prepared);
    const good = server.reply;
    server.reply = () => FAILURES[0];
    const pty = startPty(t, {
      size: {columns: 200, rows: 24},
      args: ['--interval', '2', '--endpoint-url', prepared.ec2.url, ...args],
      env: {...NO_KEYS, HOME: prepared.home, ...env},
    });
    await pty.waitFor(who, 'the service');
    server.reply = good;
    await pty.waitFor(/ live /, 'live');
  });
}

test('a container endpoint that hangs puts no word of the SDK onto stderr', async t => {
  const {run, ec2} = await prepareOnce(t);
  const server = await startContainer(t, () => 'BOX');
  server.reply = () => undefined;
  const {code, stderr} = await run(['--endpoint-url', ec2.url], {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: server.url,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: CONTAINER_TOKEN,
    // One attempt is three tries already.
    AWS_MAX_ATTEMPTS: '1',
  });
  assert.equal(code, 255);
  assert.match(stderr, /the container credential endpoint \(127\S+\) didn't answer in time\./);
  assert.doesNotMatch(stderr, /WARN|smithy/);
});
