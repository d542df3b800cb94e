import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {BUILT_FILE, NODE, runBuilt} from '../helpers/built-file.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

const scenario = fixedScenario(demoTasks(900));

test('the built file prints what the source prints', async t => {
  const {url} = await endpointFor(t, {scenario});
  for (const output of ['json', 'text', 'table', 'csv', 'ndjson']) {
    const argv = ['--once', '--endpoint-url', url, '--output', output, '--max-items', '3'];
    const [built, source] = await Promise.all([runBuilt(argv), runAmiwatch(argv)]);
    assert.deepEqual(built, source);
    assert.equal(built.code, 0);
    assert.notEqual(built.stdout, '');
  }
});

test('a long answer comes through a pipe whole', async t => {
  const {url} = await endpointFor(t, {scenario});
  const {code, stdout} = await runBuilt(['--once', '--endpoint-url', url]);
  assert.equal(code, 0);
  assert.ok(stdout.length > 3 * 65_536);
  assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 900);
});

const {AWS_REGION: _, ...noRegion} = AMIWATCH_ENV;
const failures: readonly (readonly [
  code: number,
  argv: readonly string[],
  env?: NodeJS.ProcessEnv,
])[] = [
  [252, ['--nope']],
  [252, ['ami-123']],
  [252, ['--once', '--query', 'a[']],
  [253, ['--once'], noRegion],
  [253, ['--once', '--profile', 'none-such']],
  [254, ['--once', '--dry-run']],
  [255, ['--once', '--endpoint-url', 'http://127.0.0.1:1']],
];

for (const [code, argv, env] of failures) {
  test(`the built file ends with ${code} for ${argv.join(' ')}`, async t => {
    const {url} = await endpointFor(t, {scenario});
    const at = argv.includes('--endpoint-url') ? {} : {AWS_ENDPOINT_URL: url};
    const result = await runBuilt(argv, {...(env ?? AMIWATCH_ENV), ...at});
    assert.equal(result.code, code, result.stderr);
    assert.equal(result.stdout, '');
    // A query that can't be read is shown, and where, in the words of the aws command.
    const [sentence = '', ...shown] = result.stderr.trim().split('\n');
    assert.notEqual(sentence, '');
    assert.deepEqual(shown, argv.includes('a[') ? ['"a["', '   ^'] : []);
  });
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`${signal} ends a report with ${code} and no word`, async t => {
    let onAsked = () => {};
    const asked = new Promise<void>(resolve => {
      onAsked = resolve;
    });
    const {url} = await endpointFor(t, {
      scenario,
      intercept() {
        onAsked();
        return {type: 'hang', at: 'start'};
      },
    });
    const child = spawn(NODE, [BUILT_FILE, '--once', '--endpoint-url', url], {
      env: AMIWATCH_ENV,
    });
    let written = '';
    child.stdout.on('data', data => (written += String(data)));
    child.stderr.on('data', data => (written += String(data)));
    await asked;
    child.kill(signal);
    const [exitCode] = await once(child, 'close');
    assert.equal(exitCode, code);
    assert.equal(written, '');
  });
}

test('a reader who leaves ends it quietly', async t => {
  const {url} = await endpointFor(t, {scenario});
  const child = spawn(NODE, [BUILT_FILE, '--once', '--endpoint-url', url], {
    env: AMIWATCH_ENV,
  });
  let complaint = '';
  child.stderr.on('data', data => (complaint += String(data)));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [exitCode] = await once(child, 'close');
  assert.equal(exitCode, 0);
  assert.equal(complaint, '');
});
