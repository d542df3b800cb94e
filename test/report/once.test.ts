import assert from 'node:assert/strict';
import test from 'node:test';
import {type DemoTask, fixedScenario} from '../../source/demo/demo-task.js';
import type {DescribeRequest} from '../../source/ec2/answer/describe.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import type {Clock} from '../../source/poll/clock.js';
import {createFormat, type FormatOptions} from '../../source/report/once/format.js';
import {type OnceOptions, printOnce} from '../../source/report/once/once.js';
import {retryPolicy} from '../../source/report/once/retry.js';
import {amiIdOf, demoTask, demoTasks, NOW} from '../helpers/demo-endpoint.js';
import {reading, simulateEc2} from '../helpers/simulated-ec2.js';

const everything: Omit<OnceOptions, 'format'> & FormatOptions = {
  imageIds: [],
  states: [],
  buckets: [],
  filters: [],
  since: undefined,
  pageSize: undefined,
  maxItems: undefined,
  startingToken: undefined,
  nextToken: undefined,
  isPaginated: true,
  isDryRun: undefined,
  output: 'json',
  query: undefined,
  columns: undefined,
  sort: undefined,
  retries: retryPolicy(),
  timestamps: 'wire',
  isColored: false,
  isAscii: true,
  isTerminal: false,
};

const DAY = 24 * 60 * 60 * 1000;

/** A clock on which every wait is over at once, and is written down. */
function impatientClock() {
  const waits: number[] = [];
  let now = NOW;
  const clock: Clock = {
    now: () => now,
    monotonic: () => now - NOW,
    schedule(callback, ms) {
      waits.push(ms);
      now += ms;
      queueMicrotask(callback);
      return () => {};
    },
  };
  return {clock, waits};
}

type Run = {
  readonly tasks?: readonly DemoTask[];
  readonly fault?: (request: DescribeRequest) => Error | undefined;

  /** How far the clock of the service is ahead of the machine's, ms. */
  readonly serviceAheadMs?: number;
};

async function run(
  options: Partial<typeof everything>,
  {tasks = demoTasks(50), fault, serviceAheadMs = 0}: Run = {},
) {
  const {clock: served, waits} = impatientClock();
  const clock = {...served, now: () => served.now() - serviceAheadMs};
  const {describe, requests} = simulateEc2(
    {scenario: fixedScenario(tasks), now: served.now},
    fault,
  );
  const written: string[] = [];
  const notes: string[] = [];
  const errors = await printOnce(
    {...everything, ...options, format: await createFormat({...everything, ...options})},
    [{profile: 'default', region: 'us-east-1', describe}],
    {
      clock,
      random: () => 0.5,
      signal: new AbortController().signal,
      write: text => written.push(text),
      note: sentence => notes.push(sentence),
    },
  );
  const stdout = written.join('');
  return {
    stdout,
    notes,
    errors,
    waits,
    requests: requests.map(({request}) => request),
    sentAt: requests.map(({at}) => at),
    amiIds: () =>
      JSON.parse(stdout).StoreImageTaskResults.map(
        (task: {AmiId: string}) => task.AmiId,
      ) as string[],
  };
}

test('it asks as the aws command does: without MaxResults, unless a page size is given', async () => {
  assert.deepEqual((await run({})).requests, [{}]);
  assert.deepEqual(
    (await run({pageSize: 20})).requests.map(({maxResults}) => maxResults),
    [20, 20, 20],
  );
});

test('--state and --bucket are filters of the service', async () => {
  const {requests} = await run({
    states: ['Failed', 'InProgress'],
    buckets: ['b'],
    filters: [{name: 'bucket', values: ['c']}],
  });
  assert.deepEqual(requests, [
    {
      filters: [
        {name: 'task-state', values: ['Failed', 'InProgress']},
        {name: 'bucket', values: ['b']},
        {name: 'bucket', values: ['c']},
      ],
    },
  ]);
});

test('AMI IDs go 20 a request, without MaxResults and filters, and come newest first', async () => {
  const ids = Array.from({length: 45}, (_, index) => amiIdOf(44 - index));
  const {requests, amiIds} = await run({imageIds: ids, pageSize: 5});
  assert.deepEqual(
    requests.map(request => [request.imageIds?.length, Object.keys(request)]),
    [
      [20, ['imageIds']],
      [20, ['imageIds']],
      [5, ['imageIds']],
    ],
  );
  assert.deepEqual(amiIds(), ids.toReversed());
});

test('filters with AMI IDs are applied here, and a note says so', async () => {
  const tasks = [
    demoTask(1, {storeTaskState: 'Failed', bucket: 'x'}),
    demoTask(2, {storeTaskState: 'Failed'}),
    demoTask(3),
  ];
  const imageIds = [1, 2, 3].map(amiIdOf);
  const {requests, notes, amiIds} = await run(
    {imageIds, states: ['Failed'], filters: [{name: 'bucket', values: ['ami-archive-*']}]},
    {tasks},
  );
  assert.deepEqual(requests, [{imageIds}]);
  assert.deepEqual(amiIds(), [amiIdOf(2)]);
  assert.deepEqual(notes, [
    'The service ignores filters when AMI IDs are given; they are applied here.',
  ]);
});

test('--max-items cuts and goes on within AMI IDs too', async () => {
  const imageIds = Array.from({length: 25}, (_, index) => amiIdOf(index));
  const first = await run({imageIds, maxItems: 22});
  const {NextToken: startingToken} = JSON.parse(first.stdout);
  const second = await run({imageIds, maxItems: 22, startingToken});
  assert.deepEqual([...first.amiIds(), ...second.amiIds()], imageIds);
  assert.equal(JSON.parse(second.stdout).NextToken, undefined);
});

test('--since ends at the first task that is too old', async () => {
  const {requests, amiIds} = await run({since: NOW - 250 * 60_000}, {tasks: demoTasks(1000)});
  assert.equal(amiIds().length, 251);
  assert.deepEqual(
    requests.map(({maxResults}) => maxResults),
    [200, 200],
  );
});

for (const [what, inOrder] of [
  ['oldest first', (tasks: readonly DemoTask[]) => tasks.toReversed()],
  [
    'in pages that come the other way round',
    (tasks: readonly DemoTask[]) => [...tasks.slice(200), ...tasks.slice(0, 200)],
  ],
] as const) {
  test(`--since does not end early in a list ${what}, and says why it takes every page`, async () => {
    const all = inOrder(demoTasks(400));
    const clock = impatientClock().clock;
    const written: string[] = [];
    const notes: string[] = [];
    let requests = 0;
    const options = {...everything, since: NOW - 99.5 * 60_000};
    await printOnce(
      {...options, format: await createFormat(options)},
      [
        {
          profile: 'p',
          region: 'r',
          async describe({maxResults = 400, nextToken = '0'}) {
            requests++;
            const to = Number(nextToken) + maxResults;
            return {
              tasks: all.slice(Number(nextToken), to).map(reading),
              lostRows: 0,
              nextToken: to < all.length ? String(to) : undefined,
              requestId: undefined,
            };
          },
        },
      ],
      {
        clock,
        random: () => 0.5,
        signal: new AbortController().signal,
        write: text => written.push(text),
        note: sentence => notes.push(sentence),
      },
    );
    assert.equal(JSON.parse(written.join('')).StoreImageTaskResults.length, 100);
    assert.equal(requests, 2);
    assert.match(notes.join(), /does not list the newest tasks first/);
  });
}

test('--since goes by the clock of the service', async () => {
  const aheadMs = 40 * 24 * 60 * 60_000;
  const {amiIds} = await run(
    {since: NOW - aheadMs - 100.5 * 60_000, isSinceAgo: true},
    {tasks: demoTasks(300), serviceAheadMs: aheadMs},
  );
  assert.equal(amiIds().length, 101);
});

test('--sort orders what was found', async () => {
  const tasks = [
    demoTask(1, {storeTaskState: 'Completed', bucket: 'b'}),
    demoTask(2, {storeTaskState: 'Failed', progressPercentage: 3, bucket: 'a'}),
    demoTask(3, {storeTaskState: 'InProgress', progressPercentage: 50, bucket: 'c'}),
  ];
  const sorted = async (sort: OnceOptions['sort']) =>
    (await run({sort}, {tasks})).amiIds().map(id => Number.parseInt(id.slice(4), 16));
  assert.deepEqual(await sorted('start'), [1, 2, 3]);
  assert.deepEqual(await sorted('state'), [3, 2, 1]);
  assert.deepEqual(await sorted('progress'), [2, 3, 1]);
  assert.deepEqual(await sorted('bucket'), [2, 1, 3]);
  assert.deepEqual(await sorted('eta'), [3, 1, 2]);
});

test('what passes is tried again after a random part of 1 and 2 seconds', async () => {
  let failures = 2;
  const {errors, requests, waits} = await run(
    {},
    {
      fault: () => (failures-- > 0 ? new Ec2Error('Busy.', {kind: 'throttled'}) : undefined),
    },
  );
  assert.deepEqual(errors, []);
  assert.equal(requests.length, 3);
  assert.deepEqual(waits, [500, 1000]);
});

for (const kind of ['network', 'service', 'throttled'] as const) {
  test(`${kind} ends it after the third attempt`, async () => {
    const error = new Ec2Error('Again.', {kind});
    const {errors, requests, stdout} = await run({}, {fault: () => error});
    assert.deepEqual(errors, [error]);
    assert.equal(requests.length, 3);
    assert.equal(stdout, '');
  });
}

for (const kind of ['denied', 'expired', 'bad-request', 'bad-answer', 'dry-run'] as const) {
  test(`${kind} ends it at once`, async () => {
    const {errors, requests} = await run({}, {fault: () => new Ec2Error('No.', {kind})});
    assert.equal(errors.length, 1);
    assert.equal(requests.length, 1);
  });
}

const USED_UP =
  'EC2 gives an account 50 of these requests at once, and they are used up. From here on one is sent every 4 s';

test('every request passes the budget: the 50 of the account at once, then one in four seconds, which is told once', async () => {
  const {requests, sentAt, notes} = await run({pageSize: 1}, {tasks: demoTasks(55)});
  assert.equal(requests.length, 55);
  assert.equal(sentAt.filter(at => at === NOW).length, 50);
  assert.deepEqual(
    sentAt.slice(50).map(at => at - NOW),
    [4000, 8000, 12_000, 16_000, 20_000],
  );
  assert.equal(notes.length, 1);
  assert.match(notes[0] ?? '', /^EC2 gives an account 50 /);
});

test('10,000 tasks in pages of 200 are one burst, without a word', async () => {
  const {sentAt, notes, amiIds} = await run({pageSize: 200}, {tasks: demoTasks(10_000)});
  assert.equal(amiIds().length, 10_000);
  assert.equal(sentAt.filter(at => at === NOW).length, 50);
  assert.deepEqual(notes, []);
});

test('how long the rest takes is counted where that can be, and guessed from the days so far', async () => {
  const noteOf = async (...asked: Parameters<typeof run>) => (await run(...asked)).notes[0];
  const ids = Array.from({length: 1100}, (_, index) => amiIdOf(index));
  assert.equal(await noteOf({imageIds: ids}), `${USED_UP}, for about 20s.`);
  assert.equal(
    await noteOf({pageSize: 1, maxItems: 60}, {tasks: demoTasks(70)}),
    `${USED_UP}, for about 40s.`,
  );
  // 50 requests cover 20 of 31 days, so that the 11 that are left take 28.
  const spread = demoTasks(60).map((task, index) => ({
    ...task,
    startedAt: NOW - (index * 20 * DAY) / 49,
  }));
  assert.equal(
    await noteOf({pageSize: 1}, {tasks: spread}),
    `${USED_UP}; where earlier days are as busy, that takes about 1m 52s.`,
  );
  assert.equal(
    await noteOf({pageSize: 1, since: NOW - 22 * DAY}, {tasks: spread}),
    `${USED_UP}; where earlier days are as busy, that takes about 20s.`,
  );
});

test('where others use up the budget in the middle, the rest takes the pace, too', async () => {
  let sent = 0;
  const {errors, notes, amiIds, sentAt} = await run(
    {pageSize: 1},
    {
      tasks: demoTasks(6),
      fault: () => (++sent === 4 ? new Ec2Error('Busy.', {kind: 'throttled'}) : undefined),
    },
  );
  assert.deepEqual(errors, []);
  assert.equal(amiIds().length, 6);
  assert.deepEqual(
    sentAt.map(at => at - NOW),
    [0, 0, 0, 0, 4500, 8500, 12_500],
  );
  assert.match(notes[0] ?? '', /^EC2 gives an account 50 /);
});

test('an AMI that has no task is named', async () => {
  const {notes, errors} = await run({imageIds: [amiIdOf(3), 'ami-0ffffffffffffffff']});
  assert.deepEqual(errors, []);
  assert.deepEqual(notes, ['No task in the last 31 days for ami-0ffffffffffffffff.']);
});

test('text comes page by page, the query applied to each', async () => {
  const {stdout} = await run({
    output: 'text',
    pageSize: 2,
    maxItems: 3,
    query: 'length(StoreImageTaskResults || `[]`)',
  });
  assert.equal(stdout, '2\n1\n0\n');
});

test('csv has all columns, whatever the answer holds', async () => {
  const header =
    'AmiId,StoreTaskState,ProgressPercentage,TaskStartTime,Bucket,S3objectKey,StoreTaskFailureReason\r\n';
  assert.equal((await run({output: 'csv'}, {tasks: []})).stdout, header);
  const {stdout} = await run({output: 'csv', columns: ['bucket', 'ami']}, {tasks: [demoTask(1)]});
  assert.equal(stdout, `Bucket,AmiId\r\nami-archive-00,${amiIdOf(1)}\r\n`);
});

test('formats without a place for the token tell it', async () => {
  const {stdout, notes} = await run({output: 'ndjson', maxItems: 2});
  assert.equal(stdout.trimEnd().split('\n').length, 2);
  assert.match(notes[0] ?? '', /^There are more tasks; go on with --starting-token \S+$/);
});
