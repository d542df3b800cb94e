import assert from 'node:assert/strict';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {
  changesOf,
  createTaskStore,
  listStoreImageTasks,
  openEc2Source,
  waitForStoreImageTasks,
  watchStoreImageTasks,
} from '../../source/index.js';
import {startServer} from '../ec2/helpers/server.js';
import {amiIdOf, demoTask, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {waitUntil} from '../helpers/pty.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';
import {all, aTask, fakeSource} from './fake-source.js';

const KEYS = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret'};

test('every task of an account is listed, with the names and types of the API', async t => {
  const {url, requests} = await endpointFor(t, {scenario: fixedScenario(demoTasks(950))});
  using source = await openEc2Source({endpointUrl: url, env: AMIWATCH_ENV});
  const tasks = await all(listStoreImageTasks({sources: source}));
  assert.equal(tasks.length, 950);
  assert.equal(requests.entries().length, 5);
  assert.deepEqual(tasks[3], {
    AmiId: amiIdOf(3),
    TaskStartTime: new Date(demoTask(3).startedAt),
    Bucket: 'ami-archive-00',
    S3objectKey: `${amiIdOf(3)}.bin`,
    ProgressPercentage: 100,
    StoreTaskState: 'Completed',
    StoreTaskFailureReason: '',
  });
});

test('AMI IDs and filters choose what is listed, and several sources are listed one by one', async () => {
  const many = Array.from({length: 30}, (_, index) => aTask(index));
  const asked: (readonly string[] | undefined)[] = [];
  const source = fakeSource(({imageIds}) => {
    asked.push(imageIds);
    return {tasks: many.filter(({amiId}) => imageIds?.includes(amiId ?? ''))};
  });
  const ids = many.map(({amiId}) => amiId ?? '');
  const input = {ImageIds: ids, Filters: [{Name: 'task-state', Values: ['Comp*']}]};
  assert.equal((await all(listStoreImageTasks({sources: source}, input))).length, 30);
  assert.deepEqual(
    asked.map(one => one?.length),
    [20, 10],
  );
  const others = {ImageIds: ids, Filters: [{Name: 'bucket', Values: ['other']}]};
  assert.deepEqual(await all(listStoreImageTasks({sources: source}, others)), []);
  const two = [fakeSource(() => ({tasks: [aTask(1)]})), fakeSource(() => ({tasks: [aTask(2)]}))];
  assert.deepEqual(
    (await all(listStoreImageTasks({sources: two}))).map(({AmiId}) => AmiId),
    [amiIdOf(1), amiIdOf(2)],
  );
});

test('pages wait for the budget of the account, and a signal ends the waiting', async () => {
  const source = fakeSource(({nextToken = '0'}) => ({
    tasks: [aTask(Number(nextToken))],
    nextToken: String(Number(nextToken) + 1),
  }));
  const stop = new AbortController();
  const listed: unknown[] = [];
  const listing = (async () => {
    for await (const task of listStoreImageTasks({sources: source, signal: stop.signal})) {
      listed.push(task);
    }
  })();
  await waitUntil(
    () => listed.length >= 40 || undefined,
    '40 tasks',
    () => '',
  );
  stop.abort(new Error('enough'));
  await assert.rejects(listing, /^Error: enough$/);
  assert.ok(source.requests() < 50, String(source.requests()));
});

test('a number is where to go on, and what had to go is told', async () => {
  const store = createTaskStore({sources: [fakeSource(() => ({tasks: []}))]});
  const seqs = [4, 5, 7];
  const failed = aTask(1, {storeTaskState: 'Failed'});
  const events = seqs.map(seq => ({
    type: 'failed' as const,
    at: seq,
    key: String(seq),
    source: 0,
    task: failed,
    previous: undefined,
    seq,
  }));
  const full = {
    ...store,
    getSnapshot: () => ({...store.getSnapshot(), events, happened: 6, lostUpTo: 3}),
  };
  const from = async (after: number) => {
    const numbers: string[] = [];
    for await (const {Number: number, Event} of changesOf(full, {after})) {
      numbers.push(`${Event} ${number}`);
      if (number === 7) {
        break;
      }
    }
    return numbers;
  };
  assert.deepEqual(await from(0), ['lost 3', 'failed 4', 'failed 5', 'failed 7']);
  assert.deepEqual(await from(2), ['lost 3', 'failed 4', 'failed 5', 'failed 7']);
  assert.deepEqual(await from(3), ['failed 4', 'failed 5', 'failed 7']);
  assert.deepEqual(await from(5), ['failed 7']);
});

test('a wait asks once, and tells of AMIs without a task', async () => {
  const source = fakeSource(() => ({tasks: [aTask(1)]}));
  const ids = [amiIdOf(1), amiIdOf(2)];
  const once = {sources: source, appearMs: 0};
  const {end, missing, tasks} = await waitForStoreImageTasks(once, {ImageIds: ids});
  assert.deepEqual([end, missing, tasks.length], ['missing', [amiIdOf(2)], 1]);
});

test('a signal ends a wait and a watch with its reason', async () => {
  const running = () => ({tasks: [aTask(1, {storeTaskState: 'InProgress'})]});
  for (const start of [
    (signal: AbortSignal, source: ReturnType<typeof fakeSource>) =>
      waitForStoreImageTasks({sources: source, signal}),
    (signal: AbortSignal, source: ReturnType<typeof fakeSource>) =>
      all(watchStoreImageTasks({sources: source, signal})),
  ]) {
    const stop = new AbortController();
    const source = fakeSource(running);
    const promise = start(stop.signal, source);
    await waitUntil(
      () => source.requests() > 0 || undefined,
      'a request',
      () => '',
    );
    stop.abort(new Error('no more'));
    await assert.rejects(promise, /^Error: no more$/);
    await assert.rejects(start(AbortSignal.abort(new Error('before')), source), /^Error: before$/);
  }
});

test('what nobody can wait out is thrown, without a flag of the command in it', async () => {
  const source = fakeSource(() => {
    throw new Ec2Error('No.', {kind: 'configuration', advice: 'region'});
  });
  for (const failing of [
    () => waitForStoreImageTasks({sources: source}),
    () => all(watchStoreImageTasks({sources: source})),
    () => all(listStoreImageTasks({sources: source})),
  ]) {
    await assert.rejects(failing, (error: Ec2Error) => {
      assert.equal(error.name, 'Ec2Error');
      assert.equal(error.kind, 'configuration');
      assert.doesNotMatch(error.message, /(?:^|\s)--/);
      return true;
    });
  }
});

test('arguments that are none are refused before anything is asked', async () => {
  const source = fakeSource(() => ({tasks: []}));
  const wrong: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
    [() => all(listStoreImageTasks({sources: []})), /^TypeError: sources is empty/],
    [
      () => all(listStoreImageTasks({sources: openEc2Source({env: AMIWATCH_ENV}) as never})),
      /^TypeError: A source has .* not a promise\. .*await it/,
    ],
    [
      () => all(listStoreImageTasks({sources: source}, {ImageIds: ['ami-1']})),
      /"ami-1" in ImageIds is not an AMI ID/,
    ],
    [
      () => all(listStoreImageTasks({sources: source}, {ImageIds: 'ami-12345678' as never})),
      /ImageIds is a list/,
    ],
    [
      () =>
        all(watchStoreImageTasks({sources: source}, {Filters: [{Name: 'state', Values: ['x']}]})),
      /has the name "state"\. The service knows task-state and bucket/,
    ],
    [
      () => all(watchStoreImageTasks({sources: source, intervalMs: 1})),
      /^RangeError: intervalMs is at least 2000/,
    ],
    [
      () => waitForStoreImageTasks({sources: source, timeoutMs: Number.NaN}),
      /^RangeError: timeoutMs/,
    ],
    [
      () => waitForStoreImageTasks({sources: source, since: '2h' as never}),
      /^TypeError: since is a Date/,
    ],
    [
      () =>
        waitForStoreImageTasks(
          {sources: source},
          {Filters: [{Name: 'task-state', Values: ['Failed']}]},
        ),
      /^TypeError: Without ImageIds/,
    ],
    [
      () => waitForStoreImageTasks({sources: source, signal: 5 as never}),
      /^TypeError: signal is an AbortSignal/,
    ],
    [async () => createTaskStore({sources: source as never}), /^TypeError: sources is a list/],
    [async () => createTaskStore(undefined as never), /^TypeError: createTaskStore takes/],
    [() => openEc2Source({region: 5 as never}), /^TypeError: region is a text/],
    [() => openEc2Source({credentials: {} as never}), /^TypeError: credentials is a provider/],
    [() => all(changesOf(createTaskStore({sources: [source]}), {after: -1})), /^RangeError: after/],
  ];
  for (const [act, message] of wrong) {
    await assert.rejects(act, error => message.test(String(error)), String(message));
  }
  assert.equal(source.requests(), 0);
});

test('a listener that throws keeps nobody from anything', async () => {
  const errors: unknown[] = [];
  const source = fakeSource(() => ({tasks: [aTask(1)]}));
  const store = createTaskStore({sources: [source], onListenerError: error => errors.push(error)});
  let calls = 0;
  store.subscribe(() => {
    throw new Error('mine');
  });
  store.subscribe(() => {
    calls++;
  });
  await waitUntil(
    () => store.getSnapshot().tasks.size === 1 || undefined,
    'a task',
    () => '',
  );
  await waitUntil(
    () => errors.length > 0 || undefined,
    'the error',
    () => '',
  );
  assert.ok(calls >= errors.length - 1 && calls > 0);
  assert.match(String(errors[0]), /mine/);
  store[Symbol.dispose]();
});

test('disposing of a store ends its polling, whoever listens', async () => {
  const source = fakeSource(() => ({tasks: []}));
  const store = createTaskStore({sources: [source]});
  store.subscribe(() => {});
  await waitUntil(
    () => store.getSnapshot().sources[0]?.status === 'ready' || undefined,
    'an answer',
    () => '',
  );
  store[Symbol.dispose]();
  assert.equal(store.getSnapshot().sources[0]?.fetchStatus, 'idle');
});

test('credentials that are given are used, and asked for again when they are refused', async t => {
  const keys: string[] = [];
  const refusal =
    '<Response><Errors><Error><Code>AuthFailure</Code><Message>No.</Message></Error></Errors></Response>';
  const answer =
    '<DescribeStoreImageTasksResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><storeImageTaskResultSet/></DescribeStoreImageTasksResponse>';
  const {url} = await startServer(t, ({headers}) => {
    keys.push(/Credential=(\w+)/.exec(headers.authorization ?? '')?.[1] ?? '');
    return keys.length === 1 ? {status: 401, body: refusal} : {status: 200, body: answer};
  });
  let asked = 0;
  const credentials = async () => ({...KEYS, accessKeyId: `AKIDGIVEN${asked++}`});
  const env = {HOME: '/nonexistent', AWS_REGION: 'us-east-1'};
  using source = await openEc2Source({endpointUrl: url, env, credentials});
  await assert.rejects(source.describe({}), (error: Ec2Error) => {
    assert.match(error.message, /the credentials that were given/);
    return error.kind === 'credentials';
  });
  await source.describe({});
  assert.deepEqual(keys, ['AKIDGIVEN0', 'AKIDGIVEN1']);
  using fixed = await openEc2Source({endpointUrl: url, env, credentials: KEYS});
  await fixed.describe({});
  assert.equal(keys.at(-1), KEYS.accessKeyId);
});
