import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {TaskLedger} from '../../source/poll/tasks/task-ledger.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';
import {aTask, NOW, someTasks} from '../helpers/fake-store.js';

const NEWS = () => 'news' as const;

test('an answer that is the very same is not gone through again, until something else is known', () => {
  let looks = 0;
  const tasks = someTasks(200).map(({task}) =>
    Object.defineProperty({...task}, 'amiId', {
      get() {
        looks++;
        return task.amiId;
      },
    }),
  );
  const ledger = new TaskLedger(() => {});
  const observe = (at: number) => {
    looks = 0;
    return ledger.observe(0, tasks, NEWS, at);
  };

  const keys = observe(NOW);
  observe(NOW + 1000);
  assert.deepEqual(observe(NOW + 2000), keys);
  assert.equal(looks, 0);
  ledger.vanish([keys[7] as string], NOW + 3000);
  observe(NOW + 4000);
  assert.ok(looks >= 200);
  assert.ok(ledger.list.get(keys[7] as string), 'it is back');
  ledger.observe(1, tasks, NEWS, NOW);
  observe(NOW + 5000);
  assert.ok(looks >= 200, 'another source has told of other tasks');
});

const aRow: fc.Arbitrary<StoreImageTask> = fc
  .record({
    index: fc.nat(6),
    state: fc.constantFrom('InProgress', 'Completed', 'Failed'),
    percent: fc.constantFrom(0, 50, 100),
    lacks: fc.constantFrom(...Array(8).fill(undefined), 'amiId', 's3ObjectKey', 'startedAt'),
  })
  .map(({index, state, percent, lacks}) => {
    const {task} = aTask(index, {storeTaskState: state, progressPercentage: percent});
    return lacks ? {...task, [lacks]: undefined} : task;
  });

const aStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      observe: fc.nat(2),
      source: fc.constantFrom(0, 0, 0, 1),
      isHistory: fc.boolean(),
    }),
  },
  {weight: 1, arbitrary: fc.record({vanish: fc.nat(3)})},
  {weight: 1, arbitrary: fc.record({pruneAfter: fc.nat(40)})},
);

test('it makes no difference whether what is said again is the very same or only alike', () => {
  const day = 24 * 60 * 60_000;
  fc.assert(
    fc.property(
      fc.array(fc.array(aRow, {maxLength: 4}), {minLength: 3, maxLength: 3}),
      fc.array(aStep, {maxLength: 25}),
      (answers, steps) => {
        const [same, alike] = [new TaskLedger(() => {}), new TaskLedger(() => {})];
        for (const [index, step] of steps.entries()) {
          const at = NOW + index * 4 * 60_000;
          const told = [same, alike].map((ledger, copy) => {
            if ('vanish' in step) {
              return ledger.vanish(
                ledger.list.chunks
                  .flat()
                  .slice(step.vanish, step.vanish + 1)
                  .map(({key}) => key),
                at,
              );
            }

            if ('pruneAfter' in step) {
              return ledger.prune(0, at + step.pruneAfter * day, new Set());
            }

            const tasks = answers[step.observe] ?? [];
            return ledger.observe(
              step.source,
              copy === 0 ? tasks : structuredClone(tasks),
              NEWS,
              at,
              step.isHistory,
            );
          });
          assert.deepEqual(told[0], told[1]);
          assert.deepEqual(same.list.chunks, alike.list.chunks);
          assert.deepEqual(same.history, alike.history);
        }
      },
    ),
    {numRuns: 1000},
  );
});
