import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {liveScenario} from '../../source/demo/scenario.js';
import {TASK_WINDOW_MS} from '../../source/task/store-image-task.js';
import {NOW} from '../helpers/demo-endpoint.js';

const HOUR = 60 * 60 * 1000;
const seeds = fc.integer();

function running(tasks: readonly DemoTask[]): DemoTask[] {
  return tasks.filter(task => task.storeTaskState === 'InProgress');
}

function identity({amiId, bucket, startedAt}: DemoTask): string {
  return `${amiId} ${bucket} ${startedAt}`;
}

test('31 days of history: 450 tasks in several buckets, newest first, each its own', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const tasks = liveScenario({seed, epoch: NOW}).tasks(NOW);
      assert.equal(tasks.length, 450);
      assert.deepEqual(
        tasks,
        tasks.toSorted((a, b) => b.startedAt - a.startedAt),
      );
      assert.ok(tasks.every(task => task.startedAt <= NOW));
      const oldestAge = NOW - (tasks.at(-1)?.startedAt ?? NOW);
      assert.ok(oldestAge < TASK_WINDOW_MS && oldestAge > TASK_WINDOW_MS - 8 * HOUR);
      assert.equal(new Set(tasks.map(identity)).size, 450);
      assert.ok(tasks.every(task => /^ami-[\da-f]{17}$/.test(task.amiId)));
      assert.ok(tasks.every(task => task.s3ObjectKey === `${task.amiId}.bin`));
      assert.equal(new Set(tasks.map(task => task.bucket)).size, 6);
    }),
    {numRuns: 20},
  );
});

test('no bucket ever holds two copies of an AMI', () => {
  const tasks = liveScenario({epoch: NOW}).tasks(NOW + 6 * HOUR);
  const stored = tasks.filter(task => task.storeTaskState !== 'Failed');
  assert.equal(new Set(stored.map(task => `${task.amiId} ${task.bucket}`)).size, stored.length);
  assert.ok(
    new Set(stored.map(task => task.amiId)).size < stored.length,
    'some AMI is stored twice',
  );
});

test('the same seed, epoch and time give the same tasks, whatever was asked for before', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.array(fc.nat({max: 3 * HOUR}), {minLength: 1, maxLength: 5}),
      (seed, at) => {
        const asked = liveScenario({seed, epoch: NOW});
        for (const ms of at) {
          const fresh = liveScenario({seed, epoch: NOW});
          assert.deepEqual(asked.tasks(NOW + ms), fresh.tasks(NOW + ms));
        }
      },
    ),
    {numRuns: 20},
  );
});

test('another seed gives other tasks', () => {
  const [one, two] = [1, 2].map(seed => liveScenario({seed, epoch: NOW}).tasks(NOW));
  assert.notDeepEqual(one?.map(identity), two?.map(identity));
});

test('three to five tasks run at any time, and one moves within any ten seconds', () => {
  const scenario = liveScenario({epoch: NOW});
  for (let ms = 0; ms < HOUR; ms += 1000) {
    const tasks = running(scenario.tasks(NOW + ms));
    assert.ok(tasks.length >= 3 && tasks.length <= 5, `${tasks.length} running after ${ms} ms`);
    const later = new Map(
      scenario
        .tasks(NOW + ms + 10_000)
        .map(task => [identity(task), task.progressPercentage] as const),
    );
    assert.ok(
      tasks.some(task => (later.get(identity(task)) ?? 0) > task.progressPercentage),
      `nothing moves after ${ms} ms`,
    );
  }
});

test('progress never falls, a settled task stays as it is, and the states fit the percentages', () => {
  const scenario = liveScenario({epoch: NOW});
  const last = new Map<string, DemoTask>();
  const transitions = new Set<string>();
  for (let ms = 0; ms < HOUR; ms += 1000) {
    for (const task of scenario.tasks(NOW + ms).slice(0, 30)) {
      const before = last.get(identity(task));
      last.set(identity(task), task);
      assert.equal(task.progressPercentage === 100, task.storeTaskState === 'Completed');
      assert.equal(Boolean(task.storeTaskFailureReason), task.storeTaskState === 'Failed');
      if (!before) {
        continue;
      }

      assert.ok(task.progressPercentage >= before.progressPercentage);
      if (before.storeTaskState === 'InProgress') {
        transitions.add(task.storeTaskState);
      } else {
        assert.deepEqual(task, before);
      }
    }
  }

  assert.deepEqual(transitions, new Set(['InProgress', 'Completed', 'Failed']));
});

test('from the first minute on there is something to see', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const scenario = liveScenario({seed, epoch: NOW});
      const atStart = scenario.tasks(NOW);
      const afterMinute = scenario.tasks(NOW + 60_000);
      assert.ok(afterMinute.length >= atStart.length + 2, 'two tasks start');
      assert.ok(atStart.slice(0, 10).some(task => task.storeTaskState === 'Failed'));
      const ids = new Set(running(atStart).map(identity));
      assert.ok(
        afterMinute.some(task => ids.has(identity(task)) && task.storeTaskState === 'Completed'),
        'one completes',
      );
      assert.ok(
        running(afterMinute).some(task => ids.has(identity(task))),
        'one is still running',
      );
    }),
    // Its first task starts as soon as it may.
    {numRuns: 50, examples: [[787_878_611]]},
  );
});

test('the count can be any, and a long history is as cheap to ask for page by page', () => {
  for (const count of [0, 1, 40, 41, 100_000]) {
    const scenario = liveScenario({epoch: NOW, count});
    assert.equal(scenario.tasks(NOW).length, count);
    assert.equal(running(scenario.tasks(NOW + 30_000).slice(50)).length, 0);
  }
});
