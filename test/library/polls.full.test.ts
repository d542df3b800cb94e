import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type StoreImageTaskChange,
  waitForStoreImageTasks,
  watchStoreImageTasks,
} from '../../source/index.js';
import {amiIdOf} from '../helpers/demo-endpoint.js';
import {aTask, fakeSource} from './fake-source.js';

/*
What takes several polls, which are 2 seconds apart at least.
*/

test('each change is given once, numbered, until the loop is left', async () => {
  let percent = 10;
  const source = fakeSource(() => {
    percent += 10;
    return {
      tasks: [aTask(1, {storeTaskState: 'InProgress', progressPercentage: Math.min(percent, 90)})],
    };
  });
  const changes: StoreImageTaskChange[] = [];
  for await (const change of watchStoreImageTasks({sources: source, intervalMs: 2000})) {
    changes.push(change);
    if (changes.length === 2) {
      break;
    }
  }
  const [first, second] = changes;
  assert.ok(first?.Event === 'progress' && second?.Event === 'progress');
  assert.deepEqual([first.Previous?.ProgressPercentage, first.Task.ProgressPercentage], [20, 30]);
  assert.deepEqual([second.Previous?.ProgressPercentage, second.Task.ProgressPercentage], [30, 40]);
  assert.ok(second.Number > first.Number && first.Time instanceof Date);
  const {Profile, Region} = first;
  assert.deepEqual([Profile, Region], ['default', 'us-east-1']);
});

test('a wait ends by the rules of --wait, and says how', async () => {
  let requests = 0;
  const source = fakeSource(() => {
    requests++;
    const isOver = requests > 2;
    return {
      tasks: [
        aTask(9, {
          storeTaskState: isOver ? 'Failed' : 'InProgress',
          progressPercentage: 60,
          storeTaskFailureReason: isOver ? 'AccessDenied' : undefined,
        }),
      ],
    };
  });
  const {end, tasks, missing, gone} = await waitForStoreImageTasks(
    {sources: source, intervalMs: 2000},
    {ImageIds: [amiIdOf(9)]},
  );
  assert.deepEqual([end, missing, gone], ['failed', [], []]);
  assert.deepEqual(
    tasks.map(({AmiId, StoreTaskFailureReason}) => [AmiId, StoreTaskFailureReason]),
    [[amiIdOf(9), 'AccessDenied']],
  );
});
