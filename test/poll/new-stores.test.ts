import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {BUDGET} from '../../source/poll/pace/token-bucket.js';
import {liveText} from '../../source/view/panels/status-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulatedTask, simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const idOf = (index: number) => `ami-${String(index).padStart(17, '0')}`;

type World = {
  /** AMIs watched, of which so many run. */
  readonly watched: number;
  readonly running: number;

  /** Milliseconds between tasks of other AMIs. */
  readonly othersMs: number;
  readonly intervalMs: number;

  /** 0 to 1, for the jitter. */
  readonly random: () => number;

  /** When a new store of the last AMI starts, and how long it takes, ms. */
  readonly startsAt: number;
  readonly lastsMs: number;
};

/** How long a new store takes to show on the screen, and what it costs. */
async function show(world: World) {
  const {watched, running, othersMs, intervalMs, random, startsAt, lastsMs} = world;
  const clock = new SimulatedClock();
  const begun = clock.now();
  const own = Array.from({length: watched}, (_, index) =>
    simulatedTask(begun - (index + 1) * MINUTE, {
      amiId: idOf(index),
      ...(index < running ? {} : {storeTaskState: 'Completed', progressPercentage: 100}),
    }),
  );
  const amiId = idOf(watched - 1);
  const start = begun + startsAt;
  const tasks = (now: number): readonly DemoTask[] => {
    const count = Math.min(2000, Math.floor((now - begun + 60 * MINUTE) / othersMs));
    const latest = Math.floor((now - begun) / othersMs);
    const others = Array.from({length: count}, (_, index) =>
      simulatedTask(begun + (latest - index) * othersMs, {
        amiId: idOf(1_000_000 + latest - index),
        storeTaskState: 'Completed',
        progressPercentage: 100,
      }),
    );
    const isDone = now >= start + lastsMs;
    const store = simulatedTask(start, {
      amiId,
      bucket: 'second',
      progressPercentage: isDone ? 100 : 10,
      storeTaskState: isDone ? 'Completed' : 'InProgress',
    });
    return [...(now >= start ? [store] : []), ...own, ...others].sort(
      (a, b) => b.startedAt - a.startedAt,
    );
  };

  const {snapshot, ec2, stop} = simulateStore({
    clock,
    imageIds: Array.from({length: watched}, (_, index) => idOf(index)),
    intervalMs,
    random,
    scenario: {tasks},
  });
  await clock.advance(startsAt - 1);
  const head = liveText(snapshot(), clock.now(), {glyphs: chooseGlyphs({}), isUtc: true}, 200);
  const isShown = () =>
    snapshot()
      .tasks.chunks.flat()
      .some(({task}) => task.startedAt === start);
  await clock.until(isShown, 20 * MINUTE);
  const tookMs = clock.now() - start;
  const {events} = snapshot();
  await clock.advance(MINUTE);
  stop();
  const others = snapshot()
    .tasks.chunks.flat()
    .filter(({task}) => !task.amiId?.startsWith('ami-0000000000'));
  return {tookMs, head, events, others, requests: ec2.requests, elapsedMs: clock.now() - begun};
}

const CALM = {othersMs: 10 * MINUTE, intervalMs: 2000, random: () => 0.5, lastsMs: 10 * MINUTE};

for (const [watched, running] of [
  [1, 0],
  [20, 0],
  [21, 1],
  [100, 3],
  [400, 0],
  [400, 1],
] as const) {
  test(`${watched} AMIs, ${running} running: a new store of a settled one shows within 60 s`, async () => {
    for (const startsAt of [5, 6, 7, 8, 9].map(minutes => minutes * MINUTE + 7000)) {
      const {tookMs, events} = await show({...CALM, watched, running, startsAt});
      assert.ok(tookMs <= 60_000, `it took ${tookMs} ms`);
      assert.ok(events.some(event => event.type === 'started' && event.task.bucket === 'second'));
    }
  });
}

test('whatever is watched and however it is asked, it shows in time and within the budget', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        watched: fc.integer({min: 1, max: 120}),
        running: fc.constantFrom(0, 0, 1, 5),
        othersMs: fc.constantFrom(30 * MINUTE, MINUTE, 5000),
        intervalMs: fc.constantFrom(2000, 10_000, 30_000, 45_000, 90_000),
        random: fc.constantFrom(
          () => 0,
          () => 0.5,
          () => 1,
        ),
        startsAt: fc.integer({min: 3 * MINUTE, max: 8 * MINUTE}),
        lastsMs: fc.constantFrom(1000, 10 * MINUTE),
      }),
      async world => {
        const one = {...world, running: Math.min(world.running, world.watched - 1)};
        const {tookMs, others, requests, elapsedMs} = await show(one);
        // The interval varies by a tenth.
        const limit = Math.max(60_000, one.intervalMs * 1.1);
        assert.ok(tookMs <= limit, `it took ${tookMs} ms`);
        assert.deepEqual(others, [], 'no other AMI gets onto the screen');
        assert.ok(
          requests.length <= BUDGET.burst + (elapsedMs / 1000) * BUDGET.refillPerSecond + 1,
          `${requests.length} requests`,
        );
      },
    ),
    {numRuns: 60},
  );
});

test('400 settled AMIs take three requests a minute at most, not twenty', async () => {
  const {requests, elapsedMs} = await show({
    ...CALM,
    watched: 400,
    running: 0,
    startsAt: 60 * MINUTE,
  });
  const first = 400 / 20;
  assert.ok(requests.length - first <= (elapsedMs / MINUTE) * 3, `${requests.length} requests`);
});

test('the head says what is being done', async () => {
  const {head} = await show({...CALM, watched: 1, running: 0, startsAt: 5 * MINUTE});
  assert.match(head, /50s \(settled, looking for new stores\)/);
});
