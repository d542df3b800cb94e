import assert from 'node:assert/strict';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {Ec2Error, type Ec2ErrorKind} from '../../source/ec2/errors.js';
import {amiIdOf, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

const scenario = fixedScenario(demoTasks(30));

test('without a terminal it prints one answer as json', async t => {
  const {url} = await endpointFor(t, {scenario});
  const {code, stdout, stderr} = await runAmiwatch(['--endpoint-url', url]);
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 30);
  assert.equal(stderr, '');
});

test('--version and --help print and end', async () => {
  assert.match((await runAmiwatch(['--version'])).stdout, /^amiwatch\/\d+\.\d+\.\d+\n$/);
  assert.match((await runAmiwatch(['--help', '--once'])).stdout, /^Usage: amiwatch /);
});

test('--demo asks the demo, with keys of its own and never those of the user', async () => {
  const env = {
    ...AMIWATCH_ENV,
    AWS_ACCESS_KEY_ID: 'AKIDSECRET',
    AWS_PROFILE: 'prod',
    AWS_REGION: 'eu-west-1',
  };
  const {code, stdout, stderr} = await runAmiwatch(['--demo', '--max-items', '2', '--debug'], {
    env,
  });
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 2);
  assert.doesNotMatch(stderr, /AKIDSECRET|prod|eu-west-1/);
});

test('an unknown option is one sentence and 252', async () => {
  const {code, stdout, stderr} = await runAmiwatch(['--stats', 'Failed']);
  assert.equal(code, 252);
  assert.equal(stdout, '');
  assert.equal(stderr, 'amiwatch: Unknown option --stats. Did you mean --state?\n');
});

test('an argument whose bytes are no UTF-8 is refused, whichever it is, and nobody is asked', async t => {
  const {url, requests} = await endpointFor(t, {scenario});
  for (const args of [
    ['--filters', 'Name=store-task-state,Values=\uFFFD'],
    ['--filters=[{"Name":"store-task-state","Values":["\uFFFD"]}]'],
    ['ami-\uFFFD'],
    ['--', '\uFFFD\uFFFD'],
    ['--wait', '--profile', 'caf\uFFFD'],
    ['--query', "'\uFFFD'"],
    ['--cli-input-json', 'file://\uFFFD'],
  ]) {
    const {code, stdout, stderr} = await runAmiwatch(['--endpoint-url', url, ...args]);
    assert.equal(code, 255, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /^amiwatch: The argument "[^\n]*" is not in UTF-8: [^\n]*\.\n$/);
  }
  assert.equal(requests.total().requests, 0);
  const {code} = await runAmiwatch(['--endpoint-url', url, '--query', "'caf\u00e9\u{1F600}'"]);
  assert.equal(code, 0);
});

test('a stack trace comes with --debug only', async () => {
  assert.doesNotMatch((await runAmiwatch(['--nope'])).stderr, /\bat /);
  assert.match((await runAmiwatch(['--nope', '--debug'])).stderr, /\n {4}at /);
});

test('no Region is 253, in one sentence that says what to do', async () => {
  const {AWS_REGION: _, ...env} = AMIWATCH_ENV;
  const {code, stderr} = await runAmiwatch(['--once'], {env});
  assert.equal(code, 253);
  assert.match(stderr, /^amiwatch: No region\. [^\n]*--region[^\n]*\n$/i);
});

test('no credentials is 253, in one sentence', async t => {
  const {url} = await endpointFor(t, {scenario});
  const {AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env} = AMIWATCH_ENV;
  const {code, stderr} = await runAmiwatch(['--once', '--endpoint-url', url], {env});
  assert.equal(code, 253);
  assert.match(stderr, /^amiwatch: [^\n]*credentials[^\n]*\n$/i);
  assert.equal(
    (await runAmiwatch(['--once', '--endpoint-url', url, '--no-sign-request'], {env})).code,
    0,
  );
});

const codes: Readonly<Record<Ec2ErrorKind, number>> = {
  configuration: 253,
  credentials: 253,
  expired: 253,
  denied: 254,
  throttled: 254,
  service: 254,
  'bad-answer': 254,
  'bad-request': 254,
  'dry-run': 254,
  network: 255,
  aborted: 130,
};

for (const [kind, code] of Object.entries(codes)) {
  test(`an error of kind ${kind} ends with ${code}`, async () => {
    const result = await runAmiwatch(['--once'], {
      openSource: async () => {
        throw new Ec2Error('Sentence.', {kind: kind as Ec2ErrorKind});
      },
    });
    assert.equal(result.code, code);
    assert.equal(result.stderr, 'amiwatch: Sentence.\n');
  });
}

test('an error of the service is worded as the aws command does, with ours where it helps', async t => {
  const intercept: Ec2EndpointOptions['intercept'] = () => ({
    type: 'error',
    code: 'UnauthorizedOperation',
  });
  const {url, requests} = await endpointFor(t, {scenario, intercept});
  const {code, stdout, stderr} = await runAmiwatch(['--once', '--endpoint-url', url]);
  assert.equal(code, 254);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /^\nAn error occurred \(UnauthorizedOperation\) when calling the DescribeStoreImageTasks operation: [^\n]+\namiwatch: Not allowed: [^\n]+\n$/,
  );
  assert.equal(requests.entries().length, 1);
});

test('what passes is tried again, three times at most', async t => {
  let failures = 2;
  const intercept: Ec2EndpointOptions['intercept'] = () =>
    failures-- > 0 ? {type: 'error', code: 'RequestLimitExceeded'} : undefined;
  const {url, requests} = await endpointFor(t, {scenario, intercept});
  assert.equal((await runAmiwatch(['--once', '--endpoint-url', url])).code, 0);
  assert.equal(requests.entries().length, 3);
  failures = 3;
  const {code, stderr} = await runAmiwatch(['--once', '--endpoint-url', url]);
  assert.equal(code, 254);
  assert.match(stderr, /\(RequestLimitExceeded\)/);
  assert.equal(requests.entries().length, 6);
});

test('an AMI without a task is no error', async t => {
  const {url} = await endpointFor(t, {scenario});
  const missing = 'ami-0ffffffffffffffff';
  const {code, stdout, stderr} = await runAmiwatch([
    '--once',
    '--endpoint-url',
    url,
    missing,
    amiIdOf(3),
  ]);
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 1);
  assert.equal(stderr, `amiwatch: No task in the last 31 days for ${missing}.\n`);
});

test('a Region that fails hides nothing of the others', async t => {
  const {url} = await endpointFor(t, {scenario});
  const {code, stdout, stderr} = await runAmiwatch(
    ['--once', '--endpoint-url', url, '--region', 'us-east-1', '--region', 'eu-west-1'],
    {
      async openSource(options) {
        const {openEc2Source} = await import('../../source/ec2/client.js');
        const source = await openEc2Source(options);
        const fail = async () => {
          throw new Ec2Error('Not there.', {kind: 'denied'});
        };
        return options.region === 'eu-west-1' ? {...source, describe: fail} : source;
      },
    },
  );
  assert.equal(code, 254);
  assert.match(stderr, /Not there\./);
  const {StoreImageTaskResults: tasks} = JSON.parse(stdout);
  assert.equal(tasks.length, 30);
  assert.equal(tasks[0].Region, 'us-east-1');
  assert.equal(tasks[0].Profile, 'default');
});

test('a table has lines on a terminal that can show them, and ASCII everywhere else', async t => {
  const {url} = await endpointFor(t, {scenario});
  const corner = async (isTTY: boolean, argv: readonly string[], env: NodeJS.ProcessEnv) => {
    const {stdout} = await runAmiwatch(
      ['--output', 'table', '--endpoint-url', url, '--max-items', '1', ...argv],
      {env: {...AMIWATCH_ENV, ...env}, isTTY},
    );
    return stdout.slice(0, 1);
  };
  assert.equal(await corner(true, [], {LANG: 'en_US.UTF-8'}), '┌');
  assert.equal(await corner(true, [], {LANG: 'C'}), '+');
  assert.equal(await corner(true, ['--color', 'off'], {LANG: 'en_US.UTF-8'}), '+');
  assert.equal(await corner(false, [], {LANG: 'en_US.UTF-8'}), '+');
});
