import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {DemoTask} from '../../source/demo/demo-task.js';
import type {DescribeAnswer, DescribeRequest} from '../../source/ec2/answer/describe.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {PageOrder} from '../../source/poll/reading/page-order.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {reading} from '../helpers/simulated-ec2.js';
import {simulatedTask} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function starting(...starts: readonly number[]) {
  return starts.map(start => reading(simulatedTask(start)));
}

test('the order is seen within a page and from border to border', () => {
  const judge = (...pages: readonly (readonly number[])[]) => {
    const order = new PageOrder();
    for (const page of pages) {
      order.take(starting(...page));
    }

    return [order.isNewestFirst, order.isShown];
  };
  assert.deepEqual(judge([9, 8, 8, 7], [7, 3]), [true, true]);
  assert.deepEqual(judge([9, 8, 7], [8, 7, 6]), [true, true], 'pages overlap');
  assert.deepEqual(judge([7, 8]), [false, true]);
  assert.deepEqual(judge([5, 4], [9, 8]), [false, true]);
  assert.deepEqual(judge([5]), [true, false]);
  assert.deepEqual(judge([5], [6]), [false, true]);
  assert.deepEqual(judge([]), [true, false]);
});

/** A service that lists in an order of its own, 200 a page. */
function listing(clock: SimulatedClock, tasksAt: (now: number) => readonly DemoTask[]) {
  const requests: DescribeRequest[] = [];
  const describe = async (request: DescribeRequest): Promise<DescribeAnswer> => {
    requests.push(request);
    const {filters = [], nextToken, imageIds} = request;
    const fitting = tasksAt(clock.now()).filter(
      task =>
        (!imageIds || imageIds.includes(task.amiId)) &&
        filters.every(({name, values}) =>
          values.includes(name === 'bucket' ? task.bucket : task.storeTaskState),
        ),
    );
    const from = Number(nextToken ?? 0);
    const to = from + (request.maxResults ?? fitting.length);
    return {
      tasks: fitting.slice(from, to).map(reading),
      lostRows: 0,
      nextToken: to < fitting.length ? String(to) : undefined,
      requestId: undefined,
    };
  };
  const store = createTaskStore({
    sources: [{profile: 'p', region: 'r', describe}],
    clock,
    random: () => 0.5,
  });
  return {requests, store, stop: store.subscribe(() => {})};
}

/** 450 settled tasks, and one that starts after a minute and ends after two, newest first. */
function history(begun: number, now: number): DemoTask[] {
  const settled = Array.from({length: 450}, (_, index) =>
    simulatedTask(begun - index * HOUR, {storeTaskState: 'Completed', progressPercentage: 100}),
  );
  const start = begun + MINUTE;
  const state = now < start + 2 * MINUTE ? 'InProgress' : 'Completed';
  return now < start
    ? settled
    : [simulatedTask(start, {amiId: 'ami-00000001', storeTaskState: state}), ...settled];
}

const ORDERS: Readonly<Record<string, (tasks: DemoTask[]) => DemoTask[]>> = {
  'oldest first': tasks => tasks.toReversed(),
  'by AMI ID': tasks =>
    tasks.toSorted((a, b) =>
      a.bucket + a.amiId.slice(-3) < b.bucket + b.amiId.slice(-3) ? -1 : 1,
    ),
  'in pages that come the other way round': tasks => [
    ...tasks.slice(400),
    ...tasks.slice(200, 400),
    ...tasks.slice(0, 200),
  ],
};

for (const [what, inOrder] of Object.entries(ORDERS)) {
  test(`a list ${what}: everything is asked for and nothing is missed, and it says so`, async () => {
    const clock = new SimulatedClock();
    const begun = clock.now();
    const {requests, store, stop} = listing(clock, now => inOrder(history(begun, now)));
    await clock.advance(1000);
    // Whoever looks for older tasks sees it at the latest.
    store.loadAll();
    await clock.advance(20 * MINUTE);
    const {tasks, coverage, sources, events} = store.getSnapshot();
    assert.equal(tasks.size, 451);
    assert.equal(coverage.isComplete, true);
    assert.equal(coverage.isLoading, false);
    assert.equal(sources[0]?.isOutOfOrder, true);
    assert.equal(sources[0]?.error, undefined);
    assert.deepEqual(
      events.map(({type}) => type),
      ['started', 'completed'],
    );
    assert.ok(requests.length <= 45 + 0.25 * 20 * 60, `${requests.length} requests`);
    stop();
  });
}

test('in its usual order the list still takes one request a poll', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const {requests, store, stop} = listing(clock, now => history(begun, now));
  await clock.advance(MINUTE - 5000);
  const before = requests.length;
  await clock.advance(5000);
  assert.ok(requests.length - before <= 1);
  store.loadAll();
  await clock.advance(10 * MINUTE);
  assert.equal(store.getSnapshot().tasks.size, 451);
  assert.equal(store.getSnapshot().sources[0]?.isOutOfOrder, false);
  stop();
});

test('a list that is in order again costs one request a poll again', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  let isReversed = true;
  const {requests, store, stop} = listing(clock, now => {
    const tasks = history(begun, now);
    return isReversed ? tasks.reverse() : tasks;
  });
  await clock.advance(5 * MINUTE);
  assert.equal(store.getSnapshot().sources[0]?.isOutOfOrder, true);
  isReversed = false;
  await clock.advance(5 * MINUTE);
  assert.equal(store.getSnapshot().sources[0]?.isOutOfOrder, false);
  const before = requests.length;
  await clock.advance(5 * MINUTE);
  assert.ok(requests.length - before <= 11, `${requests.length - before} requests`);
  stop();
});

test('whatever the order, all that is claimed to be loaded is there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({max: 10_000}), {minLength: 1, maxLength: 30}),
      async swaps => {
        const clock = new SimulatedClock();
        const begun = clock.now();
        const all = history(begun, begun);
        for (const [at, swap] of swaps.entries()) {
          const [a, b] = [(at * 37) % all.length, swap % all.length];
          [all[a], all[b]] = [all[b] as DemoTask, all[a] as DemoTask];
        }

        const {store, stop} = listing(clock, () => all);
        await clock.advance(1000);
        store.loadAll();
        for (let step = 0; step < 5; step++) {
          await clock.advance(30_000);
          const {tasks, coverage} = store.getSnapshot();
          if (coverage.isComplete) {
            assert.equal(tasks.size, 450);
          }
        }

        assert.equal(store.getSnapshot().coverage.isComplete, true);
        stop();
      },
    ),
    {numRuns: 30},
  );
});
