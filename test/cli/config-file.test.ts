import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, symlinkSync} from 'node:fs';
import {chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {ConfigFileError} from '../../source/cli/arguments/argument-errors.js';
import {configFilePath, configKeys} from '../../source/cli/arguments/config-file.js';
import {readOptions} from '../../source/cli/arguments/options.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {describeError} from '../../source/cli/describe-error.js';
import {openSources} from '../../source/cli/modes/open-sources.js';
import {openEc2Source} from '../../source/ec2/client.js';
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
  for (const key of ['once', 'output', 'dry-run', 'state', 'help', 'config']) {
    const {read, file} = await configured(t, {[key]: 'text', interval: 30});
    const {mode, output, isDryRun, intervalMs, warnings} = read();
    assert.deepEqual([mode, output, isDryRun, intervalMs], ['live', undefined, undefined, 30_000]);
    assert.deepEqual(warnings, [
      `"${key}" in ${file} is left out: only the command line can say --${key}.`,
    ]);
  }
});

const unknown: readonly (readonly [key: string, meant: string])[] = [
  ['intervall', 'Did you mean "interval"?'],
  ['endpoint_url', 'Did you mean "endpoint-url"?'],
  ['Region', 'Did you mean "region"?'],
  ['--interval', 'Did you mean "interval"?'],
  ['__proto__', 'Known keys: profile, region, '],
  ['', 'Known keys: profile, region, '],
];

for (const [key, meant] of unknown) {
  test(`the key ${JSON.stringify(key)} is warned of, and the others count`, async t => {
    const {read, file} = await configured(t, `{${JSON.stringify(key)}: [1], "interval": 30}`);
    const {intervalMs, warnings} = read();
    assert.equal(intervalMs, 30_000);
    const [warning = ''] = warnings;
    assert.equal(warnings.length, 1);
    assert.ok(
      warning.startsWith(`The key "${key}" in ${file} is not known and left out. ${meant}`),
      warning,
    );
  });
}

test('a warning goes to stderr, and the answer is what it is without', async t => {
  const {env} = await configured(t, {collor: 'on'});
  const run = (more: NodeJS.ProcessEnv) =>
    runAmiwatch(['--generate-cli-skeleton'], {env: {...AMIWATCH_ENV, ...more}});
  const [plain, warned] = [await run({}), await run(env)];
  assert.deepEqual([warned.code, warned.stdout], [0, plain.stdout]);
  assert.match(warned.stderr, /^amiwatch: The key "collor" in .* Did you mean "color"\?\n$/);
});

test('whatever says who asks in the environment beats the profile', async t => {
  const {read} = await configured(t, {profile: 'mine', region: 'eu-west-1'});
  assert.equal(read().sources[0]?.profile, 'mine');
  for (const env of [
    {AWS_PROFILE: 'other'},
    {AWS_DEFAULT_PROFILE: 'other'},
    {AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x'},
    // Half of them is an error of the environment, and is to be told, not hidden.
    {AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE'},
    {AWS_SECRET_ACCESS_KEY: 'x'},
    {AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/x'},
    {AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/x'},
    {AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/x'},
  ]) {
    const [source] = read([], env).sources;
    assert.equal(source?.profile, undefined, JSON.stringify(env));
    assert.equal(source?.region, undefined);
    assert.equal(source?.defaults?.region, 'eu-west-1');
  }

  assert.equal(read(['--profile', 'p'], {AWS_ACCESS_KEY_ID: 'x'}).sources[0]?.profile, 'p');
});

test('a profile that is named elsewhere has its own Region, endpoint and CA', async t => {
  const {read} = await configured(t, {
    region: ['eu-west-1', 'eu-north-1'],
    'endpoint-url': 'http://127.0.0.1:9',
    'ca-bundle': '/ca.pem',
  });
  const placesOf = (argv: readonly string[], env = {}) =>
    read(argv, env).sources.map(({region, endpointUrl, caBundle, defaults}) => [
      [region, endpointUrl, caBundle],
      [defaults?.region, defaults?.endpointUrl, defaults?.caBundle],
    ]);
  const nothing = [undefined, undefined, undefined];
  const west = ['eu-west-1', 'http://127.0.0.1:9', '/ca.pem'];
  const north = ['eu-north-1', 'http://127.0.0.1:9', '/ca.pem'];
  assert.deepEqual(placesOf([]), [
    [west, nothing],
    [north, nothing],
  ]);
  for (const [argv, env] of [
    [['--profile', 'p'], {}],
    [[], {AWS_PROFILE: 'p'}],
  ] as const) {
    assert.deepEqual(placesOf(argv, env), [
      [nothing, west],
      [nothing, north],
    ]);
  }

  assert.deepEqual(placesOf(['--profile', 'p', '--region', 'us-east-1'])[0]?.[0], [
    'us-east-1',
    undefined,
    undefined,
  ]);
});

test('a profile with a Region is asked there, once, and one without in those of the file', async t => {
  const {env} = await configured(t, {region: ['eu-west-1', 'eu-north-1']});
  const config = path.join(env.XDG_CONFIG_HOME, 'aws');
  await writeFile(config, '[profile here]\nregion = us-west-2\n[profile lost]\noutput = json\n');
  const asked = async (profile: string) => {
    const options = readOptions(parseArguments(['--profile', profile]), {
      env,
      isTerminal: true,
      now: 0,
    });
    const {sources, close} = await openSources(
      {...options, hasScreen: false},
      {
        env: {AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: '/dev/null'},
        openSource: openEc2Source,
        stderr: {write() {}},
      },
    );
    await close();
    return sources.map(({region}) => region);
  };
  assert.deepEqual(await asked('here'), ['us-west-2']);
  assert.deepEqual(await asked('lost'), ['eu-west-1', 'eu-north-1']);
});

const looks = {columns: ['ami', 'state'], sort: 'bucket', utc: true, color: 'on'};

for (const argv of [['--once'], ['--wait'], ['--follow'], ['--generate-cli-skeleton', 'output']]) {
  test(`how ${argv[0]} looks is not changed by a file that nobody named`, async t => {
    const {read, file} = await configured(t, {...looks, interval: 30, region: 'eu-west-1'});
    const {columns, sort, utc, color, intervalMs, sources} = read(argv);
    assert.deepEqual([columns, sort, utc, color], [undefined, undefined, false, 'auto']);
    assert.deepEqual([intervalMs, sources[0]?.region], [30_000, 'eu-west-1']);
    const named = read([...argv, '--config', file]);
    assert.deepEqual(
      [named.columns, named.sort, named.utc, named.color],
      [['ami', 'state'], 'bucket', true, 'on'],
    );
  });
}

test('a look that can’t be is no reason not to report', async t => {
  const {read} = await configured(t, {columns: 7, color: 'blue'});
  assert.equal(read(['--once']).mode, 'once');
  assert.throws(() => read(), /"columns" in .* must be a text or a list of texts/);
});

test('--config names another file, --no-config none, and both together are refused', async t => {
  const {read, file} = await configured(t, {interval: 30});
  const other = `${file}.other`;
  await writeFile(other, '{"interval": 60}', {mode: 0o600});
  assert.equal(read(['--config', other]).intervalMs, 60_000);
  assert.equal(read([`--config=${other}`, '--interval', '5']).intervalMs, 5000);
  assert.equal(read(['--no-config']).intervalMs, 10_000);
  assert.throws(() => read(['--no-config', '--config', other]), /can't go together/);
  // A plain argument of that name is none.
  assert.throws(() => read(['--config', other, '--', '--no-config']), /is not an AMI ID/);
  await writeFile(file, '{');
  assert.equal(read(['--no-config']).intervalMs, 10_000);
});

test('a file that was named has to be there, readable, and its owner’s', async t => {
  const {read, file} = await configured(t, {interval: 30});
  const folder = path.dirname(file);
  const fifo = path.join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const shared = path.join(folder, 'shared');
  await writeFile(shared, '{}');
  await chmod(shared, 0o666);
  for (const [name, message] of [
    [path.join(folder, 'none'), /^There is no file .*none\. Give another one to --config\.$/],
    [path.join(file, 'below'), /^There is no file .*below\. Give another one to --config\.$/],
    [folder, / is not a regular file\. Give another one to --config\.$/],
    [fifo, / is not a regular file\. Give another one to --config\.$/],
    ['/dev/null', / is not a regular file\./],
    [shared, /because others can write it\. Run chmod go-w /],
  ] as const) {
    assert.throws(
      () => read(['--config', name]),
      (error: unknown) => {
        assert.match((error as Error).message, message);
        assert.equal(describeError(error).exitCode, 252);
        return true;
      },
    );
  }
});

test('marks of encodings: one of UTF-8 is skipped, UTF-16 is told of', async t => {
  const {read, file} = await configured(t, '\u{FEFF}{"interval": 30}');
  assert.equal(read().intervalMs, 30_000);
  for (const mark of ['\u00FF\u00FE', '\u00FE\u00FF']) {
    await writeFile(file, Buffer.from(`${mark}{\0}\0`, 'latin1'));
    assert.throws(() => read(), /is in UTF-16\. Save it as UTF-8, or remove it\.$/);
  }
});

test('a file that holds nothing yet sets nothing', async t => {
  for (const content of ['', ' \n', '\u{FEFF}', '{}']) {
    const {read} = await configured(t, content);
    assert.deepEqual([read().intervalMs, read().warnings], [10_000, []]);
  }
});

test('a tilde is the home folder where a file is named', async t => {
  const {read} = await configured(t, {log: '~/log', 'ca-bundle': '~', exec: '~/hook', title: true});
  const {log, sources, exec} = read([], {HOME: '/home/me'});
  assert.deepEqual([log, sources[0]?.caBundle, exec], ['/home/me/log', '/home/me', '~/hook']);
});

test('the readme says which flags it can set', async () => {
  const readme = await readFile(new URL('../../readme.md', import.meta.url), 'utf8');
  const [, list = ''] = readme.match(/Its keys are (.*?)\. /s) ?? [];
  assert.deepEqual(
    [...list.matchAll(/`([^`]+)`/g)].map(([, key]) => key),
    configKeys(),
  );
});

const refused: readonly (readonly [content: unknown, message: RegExp])[] = [
  ['{', /config\.json is not valid JSON/],
  [[], /config\.json must hold a JSON object/],
  [{region: ['a', 3]}, /^"region" in .*config\.json must be a text or a list of texts\.$/],
  [{region: []}, /^"region" in .*config\.json must be a text or a list of texts\.$/],
  [{profile: ''}, /^"profile" in .*config\.json must be a text or a list of texts\.$/],
  ['{"interval": 1e999}', /^"interval" in .*config\.json must be a number of seconds/],
  [{exec: ['a', 'b']}, /^"exec" in .*config\.json must be a text\.$/],
  [{columns: ['ami', 'nope']}, /^"columns" in .*config\.json must be some of ami,/],
  [{bell: null}, /^"bell" in .*config\.json must be true or false\.$/],
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
