import assert from 'node:assert/strict';
import test from 'node:test';
import type {DescribeAnswer, DescribeStoreImageTasks} from '../../source/ec2/answer/describe.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {OpenRequest} from '../../source/poll/open-request.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';

const EMPTY: DescribeAnswer = {
  tasks: [],
  lostRows: 0,
  nextToken: undefined,
  requestId: undefined,
  serviceTime: undefined,
};

/** A store whose service answers at once until it hangs; `sent` holds what became of each request. */
function hangingStore(intervalMs: number, minds = true, hangs = false) {
  const clock = new SimulatedClock();
  const state = {hangs, sent: [] as {at: number; aborted: boolean}[]};
  const describe: DescribeStoreImageTasks = (_request, signal) => {
    const entry = {at: clock.monotonic(), aborted: false};
    state.sent.push(entry);
    return state.hangs
      ? new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            entry.aborted = true;
            if (minds) {
              reject(new Ec2Error('Given up.', {kind: 'aborted'}));
            }
          });
        })
      : Promise.resolve(EMPTY);
  };
  const store = createTaskStore({
    sources: [{profile: 'p', region: 'r', describe}],
    clock,
    random: () => 0.5,
    intervalMs,
  });
  const leave = store.subscribe(() => {});
  const status = () => {
    const [source] = store.getSnapshot().sources;
    assert.ok(source);
    return source;
  };
  return {clock, store, state, status, leave};
}

for (const intervalMs of [2000, 10_000]) {
  test(`interval ${intervalMs}: silent two intervals after the last answer, since the request that hangs`, async () => {
    const {clock, state, status} = hangingStore(intervalMs);
    await clock.until(() => status().updatedAt !== undefined);
    const answeredAt = clock.monotonic();
    state.hangs = true;
    await clock.until(() => state.sent.length === 2);
    const askedAt = clock.now();
    const asked = state.sent[1]?.at ?? 0;
    assert.equal(status().silentSince, undefined);
    await clock.until(() => status().silentSince !== undefined);
    assert.equal(status().silentSince, askedAt);
    assert.equal(status().error, undefined);
    const ms = status().intervalMs;
    const dueAt = Math.min(Math.max(answeredAt + 2 * ms, asked + 3000), asked + 30_000);
    assert.equal(clock.monotonic(), dueAt);
  });
}

test('refresh gives the hanging request up and asks anew; the answer ends the silence', async () => {
  const {clock, store, state, status} = hangingStore(2000);
  await clock.until(() => status().updatedAt !== undefined);
  state.hangs = true;
  await clock.until(() => status().silentSince !== undefined);
  const since = status().silentSince;
  store.refresh();
  await clock.advance(0);
  assert.deepEqual(
    state.sent.map(({aborted}) => aborted),
    [false, true, false],
  );
  assert.equal(status().silentSince, since, 'nobody has answered yet');
  assert.equal(status().error, undefined, 'giving up is no failure of the service');
  state.hangs = false;
  await clock.advance(6000);
  store.refresh();
  await clock.advance(0);
  assert.equal(status().silentSince, undefined);
  assert.equal(status().fetchStatus, 'waiting');
});

test('a describe function that does not mind its signal is given up all the same', async () => {
  const {clock, store, state, status} = hangingStore(2000, false);
  await clock.until(() => status().updatedAt !== undefined);
  state.hangs = true;
  await clock.until(() => status().silentSince !== undefined);
  state.hangs = false;
  store.refresh();
  await clock.advance(0);
  assert.equal(status().silentSince, undefined);
});

test('refresh held down spares a request that may be answered yet, more after each that it gave up, and the budget', async () => {
  const {clock, store, state, status} = hangingStore(2000);
  await clock.until(() => status().updatedAt !== undefined);
  state.hangs = true;
  await clock.until(() => state.sent.length === 2);
  for (let pressed = 0; pressed < 600; pressed++) {
    store.refresh();
    await clock.advance(100);
  }

  const gaps = state.sent.slice(1).map(({at}, index, all) => (all[index + 1]?.at ?? 0) - at);
  assert.deepEqual(gaps.slice(0, -1), [3000, 6000, 12_000, 24_000]);
});

test('a source that never answered is silent too; its answer ends that, and no timer is left', async () => {
  const {clock, store, state, status, leave} = hangingStore(2000, true, true);
  await clock.until(() => status().silentSince !== undefined);
  assert.equal(status().status, 'pending');
  state.hangs = false;
  store.refresh();
  await clock.advance(0);
  assert.equal(status().status, 'ready');
  assert.equal(status().silentSince, undefined);
  state.hangs = true;
  await clock.until(() => state.sent.length === 3);
  leave();
  await clock.advance(0);
  assert.equal(clock.pending, 0);
});

test('a timer that the sleep of the machine held up gives the answer a chance', async () => {
  let monotonic = 0;
  const timers: (() => void)[] = [];
  let answer = (_page: DescribeAnswer) => {};
  const request = new OpenRequest({
    describe: () =>
      new Promise(resolve => {
        answer = resolve;
      }),
    clock: {
      now: () => monotonic,
      monotonic: () => monotonic,
      schedule(callback) {
        timers.push(callback);
        return () => {};
      },
    },
    intervalMs: () => 2000,
    onChange() {},
  });
  const sent = request.send({}, new AbortController().signal);
  monotonic = 8 * 60 * 60_000;
  timers[0]?.();
  assert.equal(request.silentSince, undefined);
  timers[1]?.();
  assert.equal(request.silentSince, 0);
  answer(EMPTY);
  await sent;
  assert.equal(request.silentSince, undefined);
});

for (const [cuts, sent, isError] of [
  [1, 3, false],
  [2, 3, true],
] as const) {
  test(`a kept connection that was cut ${cuts} times: asked once more at once, and counted`, async () => {
    const clock = new SimulatedClock();
    let requests = 0;
    const store = createTaskStore({
      sources: [
        {
          profile: 'p',
          region: 'r',
          async describe() {
            requests++;
            if (requests > 1 && requests <= 1 + cuts) {
              throw new Ec2Error('Cut.', {kind: 'network', wasKeptConnectionCut: true});
            }

            return EMPTY;
          },
        },
      ],
      clock,
      random: () => 0.5,
      intervalMs: 10_000,
    });
    store.subscribe(() => {});
    await clock.until(() => requests >= 2);
    await clock.advance(0);
    const [source] = store.getSnapshot().sources;
    assert.equal(requests, sent);
    assert.equal(source?.requestsPerMinute, sent);
    assert.equal(source?.error !== undefined, isError);
  });
}
