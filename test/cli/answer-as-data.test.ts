import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {endpointFor} from '../helpers/demo-endpoint.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

const LONG = 'x'.repeat(4500);
const REASON = `no\n\tway \u001b[2J\u009b31m\u202e\u200b "${LONG}"`;
const HOSTILE = `<item><amiId>ami-1</amiId><progressPercentage>150</progressPercentage><storeTaskFailureReason>${REASON}</storeTaskFailureReason></item>`;
const UNREADABLE = [
  '<item><amiId>ami-2</amiId><taskStartTime>yesterday</taskStartTime></item>',
  '<item><amiId>ami-3</amiId><progressPercentage>half</progressPercentage></item>',
];

type Run = {readonly isTTY?: boolean; readonly output: string};

async function once(t: TestContext, items: string, {isTTY = false, output}: Run) {
  const rewrite = (honest: {readonly status: number; readonly body: string | Uint8Array}) => ({
    ...honest,
    body: String(honest.body).replace(
      /<storeImageTaskResultSet(?:\/>|>.*<\/storeImageTaskResultSet>)/s,
      () => `<storeImageTaskResultSet>${items}</storeImageTaskResultSet>`,
    ),
  });
  const {url} = await endpointFor(t, {
    scenario: fixedScenario([]),
    intercept: () => ({type: 'rewrite', rewrite}),
  });
  return runAmiwatch(['--once', '--endpoint-url', url, '--output', output], {isTTY});
}

const task = {AmiId: 'ami-1', ProgressPercentage: 150, StoreTaskFailureReason: REASON};

test('json is what the service said, whole, and as the aws command writes it', async t => {
  const {stdout} = await once(t, HOSTILE, {output: 'json'});
  assert.equal(stdout, `${JSON.stringify({StoreImageTaskResults: [task]}, null, 4)}\n`);
});

for (const [output, isTTY] of [
  ['json', true],
  ['ndjson', true],
  ['ndjson', false],
] as const) {
  test(`${output} ${isTTY ? 'on a terminal' : 'in a pipe'} is whole too, and nothing in it is obeyed`, async t => {
    const {stdout} = await once(t, HOSTILE, {output, isTTY});
    assert.match(stdout, /^[\n -~]*$/);
    const value = JSON.parse(stdout);
    assert.deepEqual(output === 'json' ? value.StoreImageTaskResults[0] : value, task);
  });
}

test('text is data in a pipe and clean on a terminal; csv is clean in both', async t => {
  const pipe = await once(t, HOSTILE, {output: 'text'});
  assert.equal(pipe.stdout, `STOREIMAGETASKRESULTS\tami-1\t150\t${REASON}\n`);
  const shown = await Promise.all([
    once(t, HOSTILE, {output: 'text', isTTY: true}),
    once(t, HOSTILE, {output: 'csv'}),
    once(t, HOSTILE, {output: 'csv', isTTY: true}),
  ]);
  for (const {stdout} of shown) {
    assert.match(stdout, /^[\t\r\n -~]*$/);
    assert.match(stdout, /no way +"+xxxx.*\.\.\."?\r?\n$/);
    assert.ok(stdout.length < 5000);
  }
});

for (const output of ['json', 'text', 'ndjson', 'csv', 'table']) {
  test(`${output}: a task that can't be read ends it with 254 and a sentence, the rest is printed`, async t => {
    const one = await once(t, HOSTILE + UNREADABLE[0], {output});
    assert.equal(one.code, 254);
    assert.match(one.stdout, /ami-1/);
    assert.match(
      one.stderr,
      /^amiwatch: 1 task of the answer can't be read and is missing .*\.\n$/,
    );
    const two = await once(t, UNREADABLE.join(''), {output});
    assert.equal(two.code, 254);
    assert.match(two.stderr, /^amiwatch: 2 tasks of the answer can't be read and are missing/);
  });
}
