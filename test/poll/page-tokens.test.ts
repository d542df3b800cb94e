import assert from 'node:assert/strict';
import test from 'node:test';
import type {DescribeAnswer, DescribeRequest} from '../../source/ec2/answer/describe.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {PageTokens} from '../../source/poll/reading/page-tokens.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {reading} from '../helpers/simulated-ec2.js';
import {simulatedTask} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const TWICE = /the same page token twice/;

/** Walks on with what each answer says. */
function walk(
  tokens: PageTokens,
  next: readonly (string | undefined)[],
  filters?: DescribeRequest['filters'],
) {
  let nextToken: string | undefined;
  for (const token of next) {
    tokens.check({nextToken, filters}, token);
    nextToken = token;
  }
}

test('a token is refused that came before on the same walk, the last one and any other', () => {
  for (const loop of [
    ['a', 'a'],
    ['a', 'b', 'b'],
    ['a', 'b', 'a'],
    ['a', 'b', 'c', 'd', 'b'],
  ]) {
    assert.throws(() => walk(new PageTokens(), loop), TWICE, String(loop));
  }

  // A walk that goes on from a token of somebody else's.
  const tokens = new PageTokens();
  tokens.check({nextToken: 'x'}, 'y');
  assert.throws(() => tokens.check({nextToken: 'y'}, 'x'), TWICE);
  assert.throws(() => tokens.check({nextToken: 'z'}, 'z'), TWICE);
});

test('another walk may have the same tokens: each poll, each filter, a page that is asked for again', () => {
  const tokens = new PageTokens();
  for (let poll = 0; poll < 5; poll++) {
    walk(tokens, ['a', 'b', 'c', undefined]);
  }

  walk(tokens, ['b', 'a', 'c'], [{name: 'bucket', values: ['x']}]);
  tokens.check({nextToken: 'b'}, 'c');
  tokens.check({nextToken: 'b'}, 'c');
  tokens.check({nextToken: 'c'}, undefined);
  tokens.check({nextToken: 'c'}, '');
});

/** A service whose pages go round in a circle of so many tokens. */
function circle(size: number, clock: SimulatedClock, state = 'InProgress') {
  const requests: DescribeRequest[] = [];
  const begun = clock.now() - 40 * MINUTE;
  const describe = async (request: DescribeRequest): Promise<DescribeAnswer> => {
    requests.push(request);
    const page = request.nextToken === undefined ? 0 : Number(request.nextToken) + 1;
    const start = begun - page * MINUTE;
    const task = simulatedTask(start, {storeTaskState: state, amiId: `ami-0000000${page % 10}`});
    return {
      tasks: [reading(task)],
      lostRows: 0,
      nextToken: String(page % size),
      requestId: undefined,
    };
  };
  return {describe, requests};
}

for (const size of [1, 2, 7]) {
  test(`polling through ${size} tokens that go round ends as a bad answer`, async () => {
    const clock = new SimulatedClock();
    const {describe, requests} = circle(size, clock);
    const store = createTaskStore({
      sources: [{profile: 'p', region: 'r', describe}],
      clock,
      random: () => 0.5,
    });
    const stop = store.subscribe(() => {});
    await clock.until(() => store.getSnapshot().sources[0]?.error !== undefined, 5 * MINUTE);
    assert.equal(store.getSnapshot().sources[0]?.error?.kind, 'bad-answer');
    assert.match(store.getSnapshot().sources[0]?.error?.message ?? '', TWICE);
    assert.ok(requests.length <= size + 3, `${requests.length} requests`);
    stop();
  });
}

test('older pages that go round end as a bad answer, and keep what came', async () => {
  const clock = new SimulatedClock();
  const {describe, requests} = circle(4, clock, 'Completed');
  const store = createTaskStore({
    sources: [
      {
        profile: 'p',
        region: 'r',
        // What runs is told without a circle.
        describe: async request => ({
          ...(await describe(request)),
          ...(request.filters && {tasks: [], nextToken: undefined}),
        }),
      },
    ],
    clock,
    random: () => 0.5,
  });
  const stop = store.subscribe(() => {});
  await clock.advance(1000);
  store.loadAll();
  await clock.advance(10 * MINUTE);
  const {coverage, tasks} = store.getSnapshot();
  assert.equal(coverage.isLoading, false);
  assert.match(coverage.failure ?? '', TWICE);
  assert.equal(coverage.isComplete, false);
  assert.equal(tasks.size, 4);
  assert.ok(requests.filter(({nextToken}) => nextToken).length <= 5);
  stop();
});
