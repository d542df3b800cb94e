import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {
  DescribeStoreImageTasksCommand,
  type DescribeStoreImageTasksCommandInput,
  EC2Client,
  EC2ServiceException,
  paginateDescribeStoreImageTasks,
} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {type DemoTask, fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {startDemo} from '../../source/demo/start-demo.js';
import {demoTask, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';

function clientOf(t: TestContext, endpoint: string): EC2Client {
  const client = new EC2Client({
    endpoint,
    region: 'us-east-1',
    credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret'},
    maxAttempts: 1,
  });
  t.after(() => client.destroy());
  return client;
}

async function sender(t: TestContext, options: Ec2EndpointOptions) {
  const {url} = await endpointFor(t, options);
  const client = clientOf(t, url);
  return (input: DescribeStoreImageTasksCommandInput = {}) =>
    client.send(new DescribeStoreImageTasksCommand(input));
}

test('the SDK reads every member', async t => {
  const send = await sender(t, {
    scenario: fixedScenario([
      demoTask(1, {storeTaskState: 'InProgress', storeTaskFailureReason: undefined}),
      demoTask(2, {
        storeTaskState: 'Failed',
        progressPercentage: 31,
        storeTaskFailureReason: 'denied',
      }),
    ]),
  });
  const {StoreImageTaskResults: tasks, $metadata} = await send();
  assert.match($metadata.requestId ?? '', /^[\da-f-]{36}$/);
  assert.deepEqual(tasks?.[1], {
    AmiId: demoTask(2).amiId,
    TaskStartTime: new Date(demoTask(2).startedAt),
    Bucket: 'ami-archive-00',
    S3objectKey: `${demoTask(2).amiId}.bin`,
    ProgressPercentage: 31,
    StoreTaskState: 'Failed',
    StoreTaskFailureReason: 'denied',
  });
  assert.equal(tasks?.[0]?.StoreTaskFailureReason, undefined);
});

test('the SDK can send every parameter', async t => {
  const send = await sender(t, {scenario: fixedScenario(demoTasks(30))});
  const byId = await send({ImageIds: demoTasks(20).map(task => task.amiId)});
  assert.equal(byId.StoreImageTaskResults?.length, 20);
  const filtered = await send({
    Filters: [
      {Name: 'task-state', Values: ['Failed', 'Completed']},
      {Name: 'bucket', Values: ['ami-archive-00']},
    ],
    MaxResults: 7,
  });
  assert.equal(filtered.StoreImageTaskResults?.length, 7);
  await assert.rejects(send({DryRun: true}), {
    name: 'DryRunOperation',
    message: 'Request would have succeeded, but DryRun flag is set.',
  });
});

test('the SDK pages to the end', async t => {
  const {url, requests} = await endpointFor(t, {scenario: fixedScenario(demoTasks(450))});
  const pages = paginateDescribeStoreImageTasks({client: clientOf(t, url), pageSize: 200}, {});
  const amiIds: (string | undefined)[] = [];
  for await (const page of pages) {
    amiIds.push(...(page.StoreImageTaskResults ?? []).map(task => task.AmiId));
  }

  assert.deepEqual(
    amiIds,
    demoTasks(450).map(task => task.amiId),
  );
  assert.equal(requests.total().requests, 3);
});

test('an empty account is an empty list', async t => {
  const send = await sender(t, {scenario: fixedScenario([])});
  assert.deepEqual((await send()).StoreImageTaskResults, []);
});

test('the SDK names RequestLimitExceeded', async t => {
  const send = await sender(t, {
    scenario: fixedScenario([]),
    throttle: {capacity: 0, refillPerSecond: 0},
  });
  await assert.rejects(
    send(),
    (error: unknown) =>
      error instanceof EC2ServiceException &&
      error.name === 'RequestLimitExceeded' &&
      error.$metadata.httpStatusCode === 503,
  );
});

test('hostile text arrives as it was written, without what XML cannot carry', async t => {
  let tasks: readonly DemoTask[] = [];
  const send = await sender(t, {scenario: {tasks: () => tasks}});
  const text = fc.string({unit: 'binary', minLength: 1, maxLength: 40});
  await fc.assert(
    fc.asyncProperty(text, async written => {
      // The brackets keep the SDK from trimming.
      tasks = [demoTask(1, {storeTaskFailureReason: `[${written}]`, bucket: `]]>${written}&amp;`})];
      const [task] = (await send()).StoreImageTaskResults ?? [];
      const carried = written.replaceAll(/[\0-\x08\v\f\x0E-\x1F\uFFFE\uFFFF]|\p{Surrogate}/gu, '');
      assert.equal(task?.StoreTaskFailureReason, `[${carried}]`);
      assert.equal(task?.Bucket, `]]>${carried}&amp;`);
    }),
    {numRuns: 200, examples: [['\r\n\t <item> &lt; "\u001B[31m\u202E'], ['\uD800x\uFFFE']]},
  );
});

test('the demo is an account in which tasks run', async t => {
  const demo = await startDemo();
  t.after(() => demo.close());
  const {StoreImageTaskResults: tasks} = await clientOf(t, demo.url).send(
    new DescribeStoreImageTasksCommand({Filters: [{Name: 'task-state', Values: ['InProgress']}]}),
  );
  assert.ok(tasks && tasks.length >= 3);
  assert.ok(tasks.every(task => task.TaskStartTime && task.TaskStartTime <= new Date()));
});
