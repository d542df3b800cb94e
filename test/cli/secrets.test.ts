import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {amiIdOf, demoTask, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

/** In every secret of these tests. */
const CANARY = /CANARY/;

/** Command lines and environments with a password in an address that is refused, is not there, or doesn't answer as EC2. */
const ADDRESSES: readonly (readonly [argv: readonly string[], env: NodeJS.ProcessEnv])[] = [
  ...[
    'user:CANARY@host',
    'ftp://u:CANARY@h',
    'http://u:CANARY@',
    'http://u:CAN/CANARY@h',
    'http://CANARY@:x',
  ].flatMap(
    url =>
      [
        [['--endpoint-url', url], {}],
        [[], {AWS_ENDPOINT_URL: url}],
        [[], {AWS_ENDPOINT_URL_EC2: url}],
      ] as const,
  ),
  [['--endpoint-url', 'http://u:CANARY@127.0.0.1:9/'], {}],
  [['--endpoint-url', 'http://u:CANARY@name.invalid/'], {}],
  [[], {AWS_ENDPOINT_URL: 'http://u:CANARY@127.0.0.1:9/CANARY@x'}],
  ...[
    'http://u:CANARY@127.0.0.1:9',
    'u:CANARY@127.0.0.1:9',
    'socks5://u:CANARY@h',
    'http://u:CANARY@',
  ].flatMap(
    proxy =>
      [
        [['--endpoint-url', 'http://localhost.invalid:8/'], {HTTP_PROXY: proxy}],
        [[], {HTTPS_PROXY: proxy}],
      ] as const,
  ),
];

test('the password of an address is shown nowhere, with --debug neither', async () => {
  for (const [argv, env] of ADDRESSES) {
    const {code, stdout, stderr} = await runAmiwatch(
      ['--once', '--debug', '--cli-connect-timeout', '1', '--cli-read-timeout', '1', ...argv],
      {env: {...AMIWATCH_ENV, ...env}},
    );
    assert.notEqual(code, 0, argv.join(' '));
    assert.doesNotMatch(stdout + stderr, CANARY, `${argv.join(' ')} ${JSON.stringify(env)}`);
  }
});

test('nor is one of the config file, or what the reader of JSON quotes of it', async t => {
  const home = mkdtempSync(path.join(tmpdir(), 'amiwatch-secrets-'));
  t.after(() => rmSync(home, {recursive: true}));
  mkdirSync(path.join(home, 'amiwatch'));
  const file = path.join(home, 'amiwatch', 'config.json');
  for (const [content, expected] of [
    ['{"endpoint-url": "u:CANARY@host"}', 253],
    ['{"endpoint-url": "http://u:CANARY@h",,}', 253],
    // A key that isn't known is only warned of.
    ['{"endpoint-ur": "http://u:CANARY@h"}', 252],
    ['{"http://u:CANARY@h": ""}', 252],
  ] as const) {
    writeFileSync(file, content);
    chmodSync(file, 0o600);
    const {code, stderr} = await runAmiwatch(['--once', '--debug', '--query', '['], {
      env: {...AMIWATCH_ENV, XDG_CONFIG_HOME: home},
    });
    assert.equal(code, expected);
    assert.doesNotMatch(stderr, CANARY, content);
  }
});

const REASON =
  'Refused: X-Amz-Signature=CANARYsignature, Authorization: Bearer CANARYbearer, SessionToken: "CANARYtoken", AKIACANARYCANARY01 at https://u:CANARY@b.s3.amazonaws.com/k';

test('secrets in a failure’s reason, or in the words of an error, are in no output', async t => {
  const failed = demoTask(1, {storeTaskState: 'Failed', storeTaskFailureReason: REASON});
  const endpoint = await endpointFor(t, {scenario: fixedScenario([failed])});
  for (const argv of [
    ...['json', 'text', 'table', 'csv', 'ndjson'].map(format => ['--once', '--output', format]),
    ['--wait', amiIdOf(1), '--since', '2026-01-01T00:00Z'],
  ]) {
    const {stdout, stderr} = await runAmiwatch([
      ...argv,
      '--debug',
      '--endpoint-url',
      endpoint.url,
    ]);
    assert.match(stdout, /Refused/, argv.join(' '));
    assert.doesNotMatch(stdout + stderr, CANARY, argv.join(' '));
  }

  const refusing = await endpointFor(t, {
    scenario: fixedScenario([]),
    intercept: () => ({
      type: 'rewrite',
      rewrite: honest => ({
        ...honest,
        status: 400,
        body: `<Response><Errors><Error><Code>Odd</Code><Message>${REASON}</Message></Error></Errors></Response>`,
      }),
    }),
  });
  const {code, stderr} = await runAmiwatch(['--once', '--debug', '--endpoint-url', refusing.url]);
  assert.equal(code, 254);
  assert.match(stderr, /Refused/);
  assert.doesNotMatch(stderr, CANARY);
});
