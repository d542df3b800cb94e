import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, symlinkSync} from 'node:fs';
import {chmod, chown, mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {ConfigFileError} from '../../source/cli/arguments/argument-errors.js';
import {configFilePath} from '../../source/cli/arguments/config-file.js';
import {readOptions} from '../../source/cli/arguments/options.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {describeError} from '../../source/cli/describe-error.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

async function configured(t: TestContext, content: unknown, mode = 0o600) {
  const home = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(home, {recursive: true}));
  const env = {XDG_CONFIG_HOME: home};
  const file = configFilePath(env) as string;
  await mkdir(path.dirname(file));
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(file, mode);
  const read = (argv: readonly string[] = [], more: NodeJS.ProcessEnv = {}) =>
    readOptions(parseArguments(argv), {env: {...env, ...more}, isTerminal: true, now: 0});
  return {file, env, read};
}

test('it is in XDG_CONFIG_HOME, or in ~/.config', () => {
  assert.equal(configFilePath({XDG_CONFIG_HOME: '/x'}), '/x/amiwatch/config.json');
  assert.equal(configFilePath({HOME: '/home/a'}), '/home/a/.config/amiwatch/config.json');
  assert.equal(
    configFilePath({XDG_CONFIG_HOME: 'rel', HOME: '/h'}),
    '/h/.config/amiwatch/config.json',
  );
});

test('a flag beats the environment, which beats the file, which beats the default', async t => {
  const {read} = await configured(t, {interval: 30, region: 'eu-west-1', utc: true, color: 'on'});
  assert.equal(read().intervalMs, 30_000);
  assert.equal(read(['--interval', '5']).intervalMs, 5000);
  assert.equal(read().sources[0]?.region, 'eu-west-1');
  // What the environment says is left to the layer that reads it.
  assert.equal(read([], {AWS_REGION: 'us-west-2'}).sources[0]?.region, undefined);
  assert.equal(read(['--region', 'a'], {AWS_REGION: 'us-west-2'}).sources[0]?.region, 'a');
  assert.equal(read().utc, true);
  assert.equal(read().color, 'on');
  assert.equal(read([], {NO_COLOR: '1'}).color, 'off');
});

test('a list is a list', async t => {
  const {read} = await configured(t, {region: ['a', 'b'], profile: 'p'});
  assert.deepEqual(
    read().sources.map(({profile, region}) => [profile, region]),
    [
      ['p', 'a'],
      ['p', 'b'],
    ],
  );
});

test('it can not make the program do something else than watching', async t => {
  for (const key of ['once', 'output', 'dry-run', 'state', 'help']) {
    const {read} = await configured(t, {[key]: true});
    assert.throws(() => read(), new RegExp(`Unknown key "${key}"`));
  }
});

const refused: readonly (readonly [content: unknown, message: RegExp])[] = [
  ['{', /config\.json is not valid JSON/],
  [[], /config\.json must hold a JSON object/],
  [{intervall: 3}, /^Unknown key "intervall" in .*config\.json\. Did you mean "interval"\?$/],
  [{interval: '30'}, /^"interval" in .*config\.json must be a number\.$/],
  [
    {interval: 1},
    /^"interval" in .*config\.json must be a number of seconds, at least 2, not "1"\.$/,
  ],
  [{region: 3}, /^"region" in .*config\.json must be a text or a list of texts\.$/],
  [{color: 'blue'}, /^"color" in .*config\.json must be on, off or auto, not "blue"\.$/],
  [{utc: 'yes'}, /^"utc" in .*config\.json must be true or false\.$/],
];

for (const [content, message] of refused) {
  test(`${JSON.stringify(content)} is refused with the file and the key`, async t => {
    const {read} = await configured(t, content);
    assert.throws(
      () => read(),
      (error: unknown) => {
        assert.ok(error instanceof ConfigFileError);
        assert.match(error.message, message);
        assert.equal(describeError(error).exitCode, 253);
        return true;
      },
    );
  });
}

test('nothing in a file that others can write is obeyed, and a warning says what to do', async t => {
  const mine = await configured(t, {exec: 'true', interval: 30});
  assert.deepEqual([mine.read().exec, mine.read().warnings], ['true', []]);
  for (const content of [
    {exec: 'true'},
    {interval: 30, 'endpoint-url': 'http://127.0.0.1:9'},
    '{',
  ]) {
    for (const mode of [0o620, 0o602, 0o666, 0o660]) {
      const {read, file} = await configured(t, content, mode);
      const {exec, intervalMs, sources, warnings} = read();
      assert.deepEqual([exec, intervalMs, sources[0]?.endpointUrl], [undefined, 10_000, undefined]);
      assert.deepEqual(warnings, [
        `${file} is not obeyed, because others can write it. Run chmod go-w ${file} once you have read it.`,
      ]);
    }
  }
});

test('the warning is told on stderr, in front of everything else', async t => {
  const {env, file} = await configured(t, {interval: 30}, 0o666);
  const {code, stdout, stderr} = await runAmiwatch(['--generate-cli-skeleton'], {
    env: {...AMIWATCH_ENV, ...env},
  });
  assert.equal(code, 0);
  assert.ok(stderr.startsWith(`amiwatch: ${file} is not obeyed`), stderr);
  assert.ok(stdout.startsWith('{'));
});

test('what stands there without being a regular file is refused at once', async t => {
  const {read, file} = await configured(t, '{}');
  const replaceBy: readonly ((file: string) => unknown)[] = [
    name => execFileSync('mkfifo', [name]),
    name => mkdirSync(name),
    name => symlinkSync('/dev/zero', name),
    name => symlinkSync(path.dirname(name), name),
  ];
  for (const replace of replaceBy) {
    await rm(file, {recursive: true});
    replace(file);
    assert.throws(
      () => read(),
      (error: unknown) =>
        error instanceof ConfigFileError &&
        /is not a regular file\. Remove it\.$/.test(error.message),
    );
  }
});

test('the mode that counts is that of the file a link leads to', async t => {
  const {read, file} = await configured(t, {interval: 30});
  const target = `${file}.real`;
  await rename(file, target);
  symlinkSync(target, file);
  assert.equal(read().intervalMs, 30_000);
  await chmod(target, 0o606);
  assert.equal(read().intervalMs, 10_000);
  assert.equal(read().warnings.length, 1);
});

test('a file of someone else is not obeyed', {skip: process.getuid?.() !== 0}, async t => {
  const {read, file} = await configured(t, {interval: 30}, 0o600);
  await chown(file, 12_345, 12_345);
  assert.equal(read().intervalMs, 10_000);
  assert.match(read().warnings[0] ?? '', /Run chown 0 .*config\.json and chmod go-w/);
});

test('a file that no config can be is not read', async t => {
  const {read} = await configured(t, ' '.repeat(1024 * 1024 + 1));
  assert.throws(() => read(), /is too large for a config file/);
});
