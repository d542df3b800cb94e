import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {awsDescribe, skipWithoutAws} from '../helpers/aws-command.js';
import {amiIdOf, demoTask, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';

const running = demoTask(1, {
  amiId: 'ami-0d91b7584a2265b1f',
  bucket: 'ami-archive-03',
  progressPercentage: 41,
  storeTaskState: 'InProgress',
  storeTaskFailureReason: undefined,
});
const failed = demoTask(2, {
  progressPercentage: 31,
  storeTaskState: 'Failed',
  storeTaskFailureReason: 'Access to <bucket> "ami-archive-00" & its key was denied',
});
const completed = demoTask(3);
const threeTasks = fixedScenario([running, failed, completed]);

/** The exit codes of an error answer: version 1 of the command and version 2. */
const SERVICE_ERROR = [255, 254];

const options = {skip: skipWithoutAws, concurrency: 2};

async function describer(t: TestContext, options: Ec2EndpointOptions = {scenario: threeTasks}) {
  const endpoint = await endpointFor(t, options);
  const aws = (...arguments_: string[]) => awsDescribe(arguments_, {endpoint: endpoint.url});
  return {endpoint, aws};
}

/** The AMI IDs of a json answer, and its token for the next one. */
function read(stdout: string): {amiIds: string[]; nextToken: string | undefined} {
  const {StoreImageTaskResults: tasks, NextToken: nextToken} = JSON.parse(stdout);
  return {amiIds: tasks.map((task: {AmiId: string}) => task.AmiId), nextToken};
}

test('the aws command reads the endpoint', options, async t => {
  const suite = (name: string, body: (t: TestContext) => Promise<void>) => t.test(name, body);

  await Promise.all([
    suite('json has every member as the task has it', async t => {
      const {aws, endpoint} = await describer(t);
      const {code, stdout, stderr} = await aws('--output', 'json');
      assert.equal(code, 0, stderr);
      assert.deepEqual(JSON.parse(stdout), {
        StoreImageTaskResults: [
          {
            AmiId: 'ami-0d91b7584a2265b1f',
            TaskStartTime: '2026-06-15T11:59:00.000Z',
            Bucket: 'ami-archive-03',
            S3objectKey: 'ami-0d91b7584a2265b1f.bin',
            ProgressPercentage: 41,
            StoreTaskState: 'InProgress',
          },
          {
            AmiId: amiIdOf(2),
            TaskStartTime: '2026-06-15T11:58:00.000Z',
            Bucket: 'ami-archive-00',
            S3objectKey: `${amiIdOf(2)}.bin`,
            ProgressPercentage: 31,
            StoreTaskState: 'Failed',
            StoreTaskFailureReason: 'Access to <bucket> "ami-archive-00" & its key was denied',
          },
          {
            AmiId: amiIdOf(3),
            TaskStartTime: '2026-06-15T11:57:00.000Z',
            Bucket: 'ami-archive-00',
            S3objectKey: `${amiIdOf(3)}.bin`,
            ProgressPercentage: 100,
            StoreTaskState: 'Completed',
            StoreTaskFailureReason: '',
          },
        ],
      });
      assert.deepEqual([...endpoint.requests.byClient().keys()], ['AKIDEXAMPLE']);
    }),

    suite('text has a line of members for each task, in the order of their names', async t => {
      const {aws} = await describer(t);
      const {code, stdout} = await aws('--output', 'text');
      assert.equal(code, 0);
      assert.equal(
        stdout.split('\n')[0],
        'STOREIMAGETASKRESULTS\tami-0d91b7584a2265b1f\tami-archive-03\t41\tami-0d91b7584a2265b1f.bin\t\tInProgress\t2026-06-15T11:59:00.000Z',
      );
      assert.equal(stdout.trimEnd().split('\n').length, 3);
    }),

    suite('table has the task in a box', async t => {
      const {aws} = await describer(t);
      const {code, stdout} = await aws('--output', 'table', '--color', 'off');
      assert.equal(code, 0);
      assert.match(stdout, /\|\s+StoreImageTaskResults\s+\|/);
      assert.match(stdout, /ami-0d91b7584a2265b1f/);
    }),

    suite('--filters: values are ORed, filters are ANDed', async t => {
      const {aws} = await describer(t);
      const {stdout} = await aws(
        '--filters',
        'Name=task-state,Values=Failed,InProgress',
        'Name=bucket,Values=ami-archive-00',
      );
      assert.deepEqual(read(stdout).amiIds, [amiIdOf(2)]);
    }),

    suite('--filters with a name that is none: the error of the service', async t => {
      const {aws} = await describer(t);
      const {code, stderr} = await aws('--filters', 'Name=state,Values=Failed');
      assert.ok(SERVICE_ERROR.includes(code), `exit code ${code}`);
      assert.match(
        stderr,
        /An error occurred \(InvalidParameterValue\) when calling the DescribeStoreImageTasks operation: The filter 'state' is invalid/,
      );
    }),

    suite('--page-size asks for every page and joins them', async t => {
      const {aws, endpoint} = await describer(t, {scenario: fixedScenario(demoTasks(12))});
      const {stdout} = await aws('--page-size', '5');
      assert.deepEqual(
        read(stdout).amiIds,
        demoTasks(12).map(task => task.amiId),
      );
      assert.deepEqual(
        endpoint.requests.entries().map(entry => entry.params.MaxResults),
        ['5', '5', '5'],
      );
    }),

    suite('--max-items and --starting-token walk over all tasks', async t => {
      const {aws} = await describer(t, {scenario: fixedScenario(demoTasks(8))});
      const first = read((await aws('--max-items', '5', '--page-size', '3')).stdout);
      assert.equal(first.amiIds.length, 5);
      assert.ok(first.nextToken);
      const second = read(
        (await aws('--starting-token', first.nextToken, '--page-size', '3')).stdout,
      );
      assert.deepEqual(
        [...first.amiIds, ...second.amiIds],
        demoTasks(8).map(task => task.amiId),
      );
      assert.equal(second.nextToken, undefined);
    }),

    suite('--starting-token that is none: InvalidNextToken', async t => {
      const {aws} = await describer(t);
      const {code, stderr} = await aws('--starting-token', 'nonsense');
      assert.ok(SERVICE_ERROR.includes(code), `exit code ${code}`);
      assert.match(stderr, /\(InvalidNextToken\)/);
    }),

    suite('--image-ids gives the latest task of each, whatever the filters say', async t => {
      const again = demoTask(9, {amiId: running.amiId, bucket: 'ami-archive-01'});
      const {aws} = await describer(t, {scenario: fixedScenario([running, completed, again])});
      const {stdout} = await aws(
        ...['--image-ids', running.amiId, amiIdOf(77)],
        ...['--filters', 'Name=task-state,Values=Failed'],
      );
      const {StoreImageTaskResults: tasks} = JSON.parse(stdout);
      assert.deepEqual(
        tasks.map((task: {AmiId: string; Bucket: string}) => [task.AmiId, task.Bucket]),
        [[running.amiId, 'ami-archive-03']],
      );
    }),

    suite('--image-ids with one that is malformed: InvalidAMIID.Malformed', async t => {
      const {aws} = await describer(t);
      const {code, stderr} = await aws('--image-ids', 'ami-xyz');
      assert.ok(SERVICE_ERROR.includes(code), `exit code ${code}`);
      assert.match(stderr, /\(InvalidAMIID\.Malformed\).*Invalid id: "ami-xyz"/);
    }),

    suite('--dry-run: DryRunOperation', async t => {
      const {aws} = await describer(t);
      const {code, stdout, stderr} = await aws('--dry-run');
      assert.ok(SERVICE_ERROR.includes(code), `exit code ${code}`);
      assert.equal(stdout, '');
      assert.match(stderr, /\(DryRunOperation\).*Request would have succeeded/);
    }),

    suite('--no-sign-request is answered too', async t => {
      const {aws, endpoint} = await describer(t);
      const {code, stdout} = await aws('--no-sign-request');
      assert.equal(code, 0);
      assert.equal(read(stdout).amiIds.length, 3);
      assert.deepEqual([...endpoint.requests.byClient().keys()], ['anonymous']);
    }),

    suite('no task at all is an empty list', async t => {
      const {aws} = await describer(t, {scenario: fixedScenario([])});
      const {code, stdout} = await aws();
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(stdout), {StoreImageTaskResults: []});
    }),

    suite('over the budget: RequestLimitExceeded', async t => {
      const throttle = {capacity: 0, refillPerSecond: 0};
      const {aws, endpoint} = await describer(t, {scenario: threeTasks, throttle});
      const {code, stderr} = await aws();
      assert.ok(SERVICE_ERROR.includes(code), `exit code ${code}`);
      assert.match(stderr, /\(RequestLimitExceeded\).*Request limit exceeded\./);
      assert.deepEqual(endpoint.requests.total(), {requests: 1, throttled: 1});
    }),
  ]);
});
