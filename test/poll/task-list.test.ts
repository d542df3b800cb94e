import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  EMPTY_TASK_LIST,
  startedAfter,
  startedBefore,
  updateTaskList,
} from '../../source/poll/tasks/task-list.js';
import {trackNew} from '../../source/poll/tasks/track.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';

function tracked(start: number | undefined, ami: number, percent = 0): TrackedTask {
  return trackNew(
    0,
    {
      amiId: `ami-${ami}`,
      taskStartTime: start === undefined ? undefined : new Date(start).toISOString(),
      startedAt: start,
      bucket: 'b',
      s3ObjectKey: 'k',
      progressPercentage: percent,
      storeTaskState: 'InProgress',
      storeTaskFailureReason: undefined,
    },
    0,
  );
}

const anyTask = fc
  .tuple(
    fc.option(fc.nat({max: 3000}), {nil: undefined, freq: 20}),
    fc.nat({max: 4}),
    fc.nat({max: 100}),
  )
  .map(([start, ami, percent]) => tracked(start, ami, percent));
const anyChange = fc.record({
  put: fc.array(anyTask, {maxLength: 400}),
  removed: fc.array(
    anyTask.map(({key}) => key),
    {maxLength: 60},
  ),
});

/** Newest first, then by key; those without a start last. */
function sorted(tasks: Iterable<TrackedTask>): TrackedTask[] {
  const start = ({task}: TrackedTask) => task.startedAt ?? Number.NEGATIVE_INFINITY;
  return [...tasks].sort((a, b) =>
    start(a) === start(b) ? (a.key < b.key ? -1 : 1) : start(b) - start(a),
  );
}

test('after any changes it holds what a plain map holds, in order', () => {
  fc.assert(
    fc.property(fc.array(anyChange, {maxLength: 12}), changes => {
      let list = EMPTY_TASK_LIST;
      const model = new Map<string, TrackedTask>();
      for (const {put, removed} of changes) {
        const before = list;
        const beforeItems = before.chunks.flat();
        list = updateTaskList(list, put, removed);
        for (const task of put) {
          model.set(task.key, task);
        }

        for (const key of removed) {
          model.delete(key);
        }

        assert.deepEqual(list.chunks.flat(), sorted(model.values()));
        assert.equal(list.size, model.size);
        assert.deepEqual(before.chunks.flat(), beforeItems, 'an older list has changed');
        for (const task of put) {
          assert.equal(list.get(task.key), model.get(task.key));
        }
      }
    }),
    {numRuns: 60},
  );
});

test('a change copies one chunk of many, and no change copies none', () => {
  const all = Array.from({length: 10_000}, (_, index) => tracked(index * 10, 0));
  const list = updateTaskList(EMPTY_TASK_LIST, all);
  assert.ok(list.chunks.length > 15);
  const changed = updateTaskList(list, [tracked(50_000, 0, 7)]);
  const fresh = changed.chunks.filter(chunk => !list.chunks.includes(chunk));
  assert.equal(fresh.length, 1);
  assert.equal(updateTaskList(list, [all[77] as TrackedTask]), list);
  assert.equal(updateTaskList(list, [], ['no such key']), list);
});

test('walks from either end stop at the moment', () => {
  const list = updateTaskList(
    EMPTY_TASK_LIST,
    [10, 20, 30, 40].map(start => tracked(start, 0)),
  );
  const starts = (tasks: Iterable<TrackedTask>) => [...tasks].map(({task}) => task.startedAt);
  assert.deepEqual(starts(startedAfter(list, 20)), [40, 30]);
  assert.deepEqual(starts(startedBefore(list, 30)), [10, 20]);
});
