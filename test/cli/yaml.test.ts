import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {parseYaml} from '../../source/cli/arguments/parse-yaml.js';
import {readRequestYaml} from '../../source/cli/arguments/request-json.js';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {amiIdOf, demoTask, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

const states = '{n: length(StoreImageTaskResults), t: length(NextToken || `""`) > `0`}';

test('yaml is one result, yaml-stream one of each page with its token, off is nothing', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  const print = async (output: string, ...others: readonly string[]) => {
    const {code, stdout} = await runAmiwatch([
      '--once',
      '--endpoint-url',
      url,
      '--output',
      output,
      '--page-size',
      '2',
      ...others,
    ]);
    assert.equal(code, 0);
    return stdout;
  };
  assert.equal(await print('yaml', '--query', states), 'n: 3\nt: false\n');
  assert.equal(
    await print('yaml-stream', '--query', states),
    '- n: 2\n  t: true\n- n: 1\n  t: false\n',
  );
  assert.equal(
    await print('yaml-stream', '--query', states, '--max-items', '1'),
    '- n: 1\n  t: true\n',
  );
  assert.equal(await print('off'), '');
  assert.match(await print('yaml'), /^StoreImageTaskResults:\n- AmiId: ami-\w+\n {2}Bucket: /);
});

test('--cli-input-yaml is the request, as --generate-cli-skeleton yaml-input prints it', async t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rmSync(folder, {recursive: true}));
  const tasks = [demoTask(1, {storeTaskState: 'Failed'}), demoTask(2)];
  const {url} = await endpointFor(t, {scenario: fixedScenario(tasks)});
  const ids = async (yaml: string) => {
    const {stdout, stderr} = await runAmiwatch([
      ...['--once', '--endpoint-url', url, '--cli-input-yaml', yaml],
      ...['--query', 'StoreImageTaskResults[].AmiId', '--output', 'text'],
    ]);
    assert.equal(stderr, '');
    return stdout.trim();
  };
  const yaml = `# which\nFilters:\n- Name: task-state\n  Values: [Failed]  # only\nDryRun: false\n`;
  assert.equal(await ids(yaml), amiIdOf(1));
  assert.equal(await ids(`{"ImageIds": ["${amiIdOf(2)}"]}`), amiIdOf(2));
  const file = path.join(folder, 'request.yaml');
  writeFileSync(file, `ImageIds:\n- ${amiIdOf(2)}\n`);
  assert.equal(await ids(`file://${file}`), amiIdOf(2));
  const {stdout} = await runAmiwatch(['--generate-cli-skeleton', 'yaml-input']);
  assert.match(stdout, /^ImageIds: {2}# The AMI IDs .*\n- ''\nDryRun: true # /);
});

const refused: readonly (readonly [yaml: string, message: RegExp])[] = [
  ['{', /--cli-input-yaml is not valid YAML/],
  ['a: 1\na: 2', /--cli-input-yaml is not valid YAML/],
  ['- a', /--cli-input-yaml must be a YAML mapping/],
  ['', /--cli-input-yaml is not valid YAML: .*empty/],
  ['Nope: 1', /unknown member "Nope"/],
  ['MaxResults: abc', /--cli-input-yaml: MaxResults must be a whole number/],
  ['DryRun: yes', /--cli-input-yaml: DryRun must be true or false, not a text/],
  ['ImageIds: ami-1', /--cli-input-yaml: ImageIds must be a list, not a text/],
  ['MaxResults: 2.0', /MaxResults must be a whole number, at least 1, not a number/],
  ['MaxResults: 2e0', /MaxResults must be a whole number/],
  ['NextToken: 0x10', /NextToken must be a text, not 16/],
  ['NextToken: 1_000', /NextToken must be a text, not 1000/],
  ['NextToken: .nan', /NextToken must be a text, not a number/],
  ['NextToken: 2026-01-31', /2026-01-31 is a date; put it in quotes/],
  ['NextToken: ~', /NextToken must be a text, not null/],
  ['file:///nonexistent/x', /--cli-input-yaml names the file/],
];

for (const [yaml, message] of refused) {
  test(`--cli-input-yaml ${JSON.stringify(yaml)} is refused`, async () => {
    const {code, stderr} = await runAmiwatch(['--once', '--cli-input-yaml', yaml], {env: {}});
    assert.equal(code, 252);
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });
}

test('YAML is read as ruamel.yaml does: ints of all kinds, and members that are merged in', () => {
  const read = (yaml: string) =>
    readRequestYaml(yaml, {env: {}, isReplaced: () => false}, parseYaml).maxResults;
  for (const [yaml, count] of [
    ['0b11', 3],
    ['0o17', 15],
    ['0x1F', 31],
    ['2_0', 20],
    ['+7', 7],
    ['007', 7],
    ["!!int '9'", 9],
  ] as const) {
    assert.equal(read(`MaxResults: ${yaml}`), count, yaml);
  }
  assert.equal(read('<<: {MaxResults: 2}'), 2);
});

test('one request only', async () => {
  const both = ['--cli-input-yaml', '{}', '--cli-input-json', '{}'];
  const {code, stderr} = await runAmiwatch(['--once', ...both], {env: {}});
  assert.equal(code, 252);
  assert.match(stderr, /--cli-input-json and --cli-input-yaml can't go together/);
});

test('the sample answer as YAML has a time', async () => {
  const sample = ['--generate-cli-skeleton', 'output', '--output'];
  const {stdout} = await runAmiwatch([...sample, 'yaml']);
  assert.match(stdout, /^NextToken: NextToken\n.*\n {2}TaskStartTime: 1970-01-01 00:00:00\n$/s);
});
