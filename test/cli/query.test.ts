import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

async function query(t: TestContext, expression: string, ...others: readonly string[]) {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  return runAmiwatch(['--once', '--endpoint-url', url, '--query', expression, ...others]);
}

test('what is no expression is a usage error, told with the place before anything is asked', async () => {
  const result = await runAmiwatch(['--once', '--query', 'a[?b=`1`]'], {env: {}});
  assert.deepEqual(result, {
    code: 252,
    stdout: '',
    stderr:
      "amiwatch: Bad value for --query a[?b=`1`]: Bad jmespath expression: Unknown token '=':\na[?b=`1`]\n    ^\n",
  });
});

test('what is no expression is refused beside an empty request, too', async () => {
  for (const skeleton of ['input', 'output', 'yaml-input']) {
    const argv = ['--generate-cli-skeleton', skeleton, '--query', 'a['];
    const {code, stdout} = await runAmiwatch(argv, {env: {HOME: '/nonexistent'}});
    assert.deepEqual([code, stdout], [252, ''], skeleton);
  }
});

test('an expression that is nested without end is refused, not followed', async () => {
  for (const expression of ['('.repeat(100_000), `\`${'['.repeat(100_000)}`, '!'.repeat(100_000)]) {
    const {code, stderr} = await runAmiwatch(['--once', '--query', `${expression}`], {env: {}});
    assert.equal(code, 252);
    assert.match(stderr, /^amiwatch: Bad value for --query .{1000}\.\.\.: \S/);
  }
});

test('an expression that does not fit the answer ends with 255 and the words of the aws command', async t => {
  const outcomes = await Promise.all([
    query(t, 'length(StoreImageTaskResults[0].ProgressPercentage)'),
    query(t, 'nope(@)'),
    query(t, "StoreImageTaskResults[?ProgressPercentage>'5']"),
    query(t, '&a'),
    query(t, '[StoreImageTaskResults[0], `1`]', '--output', 'text'),
    query(t, Array(2000).fill('@').join('|')),
  ]);
  for (const {code, stdout} of outcomes) {
    assert.deepEqual([code, stdout], [255, '']);
  }
  assert.deepEqual(
    outcomes.map(({stderr}) => stderr),
    [
      `amiwatch: In function length(), invalid type for value: ${demoTasks(3)[0]?.progressPercentage ?? 100}, expected one of: ['string', 'array', 'object'], received: "number"\n`,
      'amiwatch: Unknown function: nope()\n',
      "amiwatch: '>' not supported between instances of 'int' and 'str'\n",
      'amiwatch: Encountered unrecognized type in JSON encoder.\n',
      "amiwatch: 'int' object has no attribute 'items'\n",
      'amiwatch: maximum recursion depth exceeded\n',
    ],
  );
});

test('numbers, order and nothing are printed as Python does', async t => {
  const results = await Promise.all([
    query(t, '{b: `1.0`, a: sum(`[1e16,9007199254740993]`), "0": `null`}'),
    query(t, '[`1.0`, `-0.0`, `null`, `true`]', '--output', 'text'),
    query(t, '`{}`'),
    query(t, '[`1e999`, `12345678901234567890`]', '--output', 'ndjson'),
  ]);
  assert.deepEqual(
    results.map(({stdout}) => stdout),
    [
      '{\n    "b": 1.0,\n    "a": 1.900719925474099e+16,\n    "0": null\n}\n',
      '1.0\t-0.0\tNone\tTrue\n',
      '',
      'null\n12345678901234567890\n',
    ],
  );
});
