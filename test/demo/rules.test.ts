import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {type DemoTask, fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {TASK_WINDOW_MS} from '../../source/task/store-image-task.js';
import {
  amiIdOf,
  demoTask,
  demoTasks,
  endpointFor,
  NOW,
  queryFor,
} from '../helpers/demo-endpoint.js';

type Answer = {
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly amiIds: readonly string[];
  readonly nextToken: string | undefined;
  readonly body: string;
};

/** Asks as a client would, without the help of one. */
async function asker(
  t: TestContext,
  tasks: readonly DemoTask[] = [],
  options: Partial<Ec2EndpointOptions> = {},
): Promise<(params?: Record<string, string>) => Promise<Answer>> {
  const {url} = await endpointFor(t, {scenario: fixedScenario(tasks), ...options});
  return async params => {
    const response = await fetch(url, {method: 'POST', body: queryFor(params)});
    const body = await response.text();
    const text = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(body)?.[1];
    return {
      status: response.status,
      code: text('Code'),
      message: text('Message'),
      amiIds: [...body.matchAll(/<amiId>(.*?)<\/amiId>/g)].map(match => match[1] as string),
      nextToken: text('nextToken'),
      body,
    };
  };
}

function idsOf(tasks: readonly DemoTask[]): string[] {
  return tasks.map(task => task.amiId);
}

const running = demoTask(1, {
  storeTaskState: 'InProgress',
  progressPercentage: 41,
  storeTaskFailureReason: undefined,
});
const failed = demoTask(2, {storeTaskState: 'Failed', bucket: 'ami-archive-01'});
const completed = demoTask(3);
const states = [running, failed, completed];

test('an answer is in the wire format of EC2', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario([running])});
  const response = await fetch(url, {method: 'POST', body: queryFor()});
  assert.equal(response.headers.get('content-type'), 'text/xml;charset=UTF-8');
  const requestId = response.headers.get('x-amzn-requestid');
  assert.match(requestId ?? '', /^[\da-f-]{36}$/);
  assert.equal(
    await response.text(),
    `<?xml version="1.0" encoding="UTF-8"?>
<DescribeStoreImageTasksResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>${requestId}</requestId>
    <storeImageTaskResultSet><item><amiId>${amiIdOf(1)}</amiId><taskStartTime>2026-06-15T11:59:00.000Z</taskStartTime><bucket>ami-archive-00</bucket><s3objectKey>${amiIdOf(1)}.bin</s3objectKey><progressPercentage>41</progressPercentage><storeTaskState>InProgress</storeTaskState></item></storeImageTaskResultSet>
    <nextToken/>
</DescribeStoreImageTasksResponse>`,
  );
});

test('an error is in the wire format of EC2', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario([])});
  const response = await fetch(url, {method: 'POST', body: queryFor({MaxResults: '0'})});
  assert.equal(response.status, 400);
  const requestId = response.headers.get('x-amzn-requestid');
  assert.equal(
    await response.text(),
    `<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>InvalidParameterValue</Code><Message>Value ( 0 ) for parameter maxResults is invalid. Expecting a value greater than or equal to 1.</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
  );
});

test('the query string is taken like a form', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario(states)});
  const response = await fetch(`${url}/?${queryFor({MaxResults: '1'})}`);
  assert.match(await response.text(), new RegExp(`<amiId>${amiIdOf(1)}</amiId>`));
});

test('without MaxResults everything comes in one answer, newest first', async t => {
  const tasks = demoTasks(450);
  const ask = await asker(t, tasks.toReversed());
  const answer = await ask();
  assert.deepEqual(answer.amiIds, idsOf(tasks));
  assert.equal(answer.nextToken, undefined);
});

test('tasks older than 31 days are not listed', async t => {
  const dayMinutes = 24 * 60;
  const atTheEdge = demoTask(31 * dayMinutes - 1);
  const ask = await asker(t, [completed, atTheEdge, demoTask(31 * dayMinutes)]);
  assert.equal(TASK_WINDOW_MS, 31 * dayMinutes * 60_000);
  assert.deepEqual((await ask()).amiIds, idsOf([completed, atTheEdge]));
});

test('tasks leave the list as time passes', async t => {
  let now = NOW;
  const ask = await asker(t, states, {now: () => now});
  now = running.startedAt + TASK_WINDOW_MS - 1;
  assert.deepEqual((await ask()).amiIds, idsOf([running]));
});

const filterCases: [string, Record<string, string>, DemoTask[]][] = [
  ['one value', {'Filter.1.Name': 'task-state', 'Filter.1.Value.1': 'Failed'}, [failed]],
  [
    'values are ORed',
    {
      'Filter.1.Name': 'task-state',
      'Filter.1.Value.1': 'Failed',
      'Filter.1.Value.2': 'InProgress',
    },
    [running, failed],
  ],
  [
    'filters are ANDed',
    {
      'Filter.1.Name': 'task-state',
      'Filter.1.Value.1': 'Failed',
      'Filter.1.Value.2': 'InProgress',
      'Filter.2.Name': 'bucket',
      'Filter.2.Value.1': 'ami-archive-00',
    },
    [running],
  ],
  ['values are case-sensitive', {'Filter.1.Name': 'task-state', 'Filter.1.Value.1': 'failed'}, []],
  ['* is any text', {'Filter.1.Name': 'bucket', 'Filter.1.Value.1': '*-01'}, [failed]],
  [
    '? is one character',
    {'Filter.1.Name': 'bucket', 'Filter.1.Value.1': 'ami-archive-0?'},
    [running, failed, completed],
  ],
  ['? is no character', {'Filter.1.Name': 'bucket', 'Filter.1.Value.1': '*-01?'}, [failed]],
  ['? is not two', {'Filter.1.Name': 'bucket', 'Filter.1.Value.1': 'ami-archive-?'}, []],
  [
    'an escaped * is itself',
    {'Filter.1.Name': 'bucket', 'Filter.1.Value.1': 'ami-archive-\\*'},
    [],
  ],
  ['a dot is itself', {'Filter.1.Name': 'bucket', 'Filter.1.Value.1': 'ami.archive*'}, []],
];

for (const [name, params, expected] of filterCases) {
  test(`filters: ${name}`, async t => {
    const ask = await asker(t, states);
    assert.deepEqual((await ask(params)).amiIds, idsOf(expected));
  });
}

test('image IDs: only the latest task of each AMI, filters are ignored, unknown IDs give nothing', async t => {
  const earlier = demoTask(50, {amiId: running.amiId, bucket: 'ami-archive-02'});
  const ask = await asker(t, [...states, earlier]);
  const answer = await ask({
    'ImageId.1': completed.amiId,
    'ImageId.2': running.amiId,
    'ImageId.3': amiIdOf(99),
    'Filter.1.Name': 'no-such-filter',
    'Filter.1.Value.1': 'Failed',
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.amiIds, idsOf([running, completed]));
  assert.doesNotMatch(answer.body, /ami-archive-02/);
});

const manyIds = Object.fromEntries(
  Array.from({length: 21}, (_, index) => [`ImageId.${index + 1}`, amiIdOf(index)]),
);

const refusals: [string, Record<string, string>, number, string, RegExp][] = [
  ['21 image IDs', manyIds, 400, 'InvalidParameterValue', /21.*maximum of 20/],
  [
    'image IDs with MaxResults',
    {'ImageId.1': amiIdOf(1), MaxResults: '5'},
    400,
    'InvalidParameterCombination',
    /imageIds cannot be used with the parameter maxResults/,
  ],
  [
    'a malformed AMI ID',
    {'ImageId.1': 'ami-12345'},
    400,
    'InvalidAMIID.Malformed',
    /Invalid id: &quot;ami-12345&quot;$/,
  ],
  [
    'an ID of something else',
    {'ImageId.1': 'i-1234567890abcdef0'},
    400,
    'InvalidAMIID.Malformed',
    /expecting &quot;ami-\.\.\.&quot;/,
  ],
  ['an empty AMI ID', {'ImageId.1': ''}, 400, 'InvalidAMIID.Malformed', /Invalid id/],
  ['MaxResults 0', {MaxResults: '0'}, 400, 'InvalidParameterValue', /maxResults/],
  ['MaxResults 201', {MaxResults: '201'}, 400, 'InvalidParameterValue', /or equal to 200/],
  ['MaxResults that is no number', {MaxResults: 'many'}, 400, 'InvalidParameterValue', /many/],
  ['a token that is none', {NextToken: 'nonsense'}, 400, 'InvalidNextToken', /token/],
  [
    'an unknown filter',
    {'Filter.1.Name': 'Task-State', 'Filter.1.Value.1': 'Failed'},
    400,
    'InvalidParameterValue',
    /^The filter &apos;Task-State&apos; is invalid$/,
  ],
  [
    'a filter without a name',
    {'Filter.1.Value.1': 'Failed'},
    400,
    'InvalidParameterValue',
    /^The filter &apos;null&apos; is invalid$/,
  ],
  ['a filter without a value', {'Filter.1.Name': 'bucket'}, 400, 'MissingParameter', /Value/],
  ['a dry run', {DryRun: 'true'}, 412, 'DryRunOperation', /would have succeeded/],
  [
    'a dry run of what is refused anyway',
    {DryRun: 'true', MaxResults: '0'},
    400,
    'InvalidParameterValue',
    /maxResults/,
  ],
  ['another action', {Action: 'DescribeImages'}, 400, 'InvalidAction', /DescribeImages/],
  ['another version', {Version: '2010-01-01'}, 400, 'InvalidAction', /not valid for this/],
  ['no action', {Action: ''}, 400, 'MissingAction', /Action/],
  ['no version', {Version: ''}, 400, 'MissingParameter', /Version/],
  ['an unknown parameter', {ImageIds: 'x'}, 400, 'UnknownParameter', /ImageIds/],
];

for (const [name, params, status, code, message] of refusals) {
  test(`refused: ${name}`, async t => {
    const ask = await asker(t, states);
    const answer = await ask(params);
    assert.deepEqual([answer.status, answer.code], [status, code]);
    assert.match(answer.message ?? '', message);
  });
}

test('20 image IDs and MaxResults 1 and 200 are accepted', async t => {
  const ask = await asker(t, demoTasks(300));
  const {'ImageId.21': _, ...twenty} = manyIds;
  assert.equal((await ask(twenty)).amiIds.length, 20);
  assert.equal((await ask({MaxResults: '1'})).amiIds.length, 1);
  assert.equal((await ask({MaxResults: '200'})).amiIds.length, 200);
});

test('the Date of an answer and of a refusal is told by the clock that tasks go by', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(1))});
  for (const maxResults of ['5', '0']) {
    const {headers} = await fetch(url, {method: 'POST', body: queryFor({MaxResults: maxResults})});
    assert.equal(Date.parse(headers.get('date') ?? ''), NOW);
  }
});
