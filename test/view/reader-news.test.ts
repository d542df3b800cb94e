import assert from 'node:assert/strict';
import test from 'node:test';
import type {TaskEvent} from '../../source/poll/tasks/events.js';
import {readerNews} from '../../source/view/panels/reader-news.js';
import {A_SOURCE, aSnapshot, aTask, NOW, type SnapshotOptions} from '../helpers/fake-store.js';
import {press} from '../helpers/screen-state.js';

function change(type: 'started' | 'completed' | 'failed' | 'vanished', index: number): TaskEvent {
  const {task, key} = aTask(index, {
    storeTaskState: type === 'failed' ? 'Failed' : 'Completed',
    progressPercentage: 46,
    storeTaskFailureReason: type === 'failed' ? 'No such bucket' : '',
  });
  return {type, at: NOW + index, key, source: 0, task, previous: undefined};
}

function said(options: SnapshotOptions, room: number): readonly string[] {
  return readerNews(press([], aSnapshot(options)).screen, room);
}

test('each change is a sentence, and so is a time that was not watched', () => {
  const gap: TaskEvent = {type: 'gap', at: NOW + 9, source: 0, from: NOW, reason: 'No answer.'};
  const events = [change('started', 1), change('vanished', 2), change('failed', 3), gap];
  assert.deepEqual(said({events}, 10).slice(2), [
    'ami-00000000000000001 started, to bucket ami-archive-01.',
    'ami-00000000000000002 is no longer listed.',
    'ami-00000000000000003 failed at 46%: No such bucket.',
    'Not watched: No answer.',
  ]);
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1'}];
  assert.match(
    said({events, sources}, 10).join(' '),
    /failed at 46% in us-east-1, profile default:/,
  );
});

test('where there is no room for all, failures stay, and the sum says the rest', () => {
  const many = Array.from({length: 30}, (_, index) => change('completed', index + 2));
  const events = [change('failed', 1), ...many];
  assert.deepEqual(said({events}, 3), [
    'Since you looked (12:00Z): 1 failed, 30 completed. e tells more.',
    'ami-00000000000000001 failed at 46%: No such bucket.',
    `ami-${(31).toString(16).padStart(17, '0')} completed.`,
  ]);
  assert.equal(said({events}, 1).length, 1);
  assert.deepEqual(said({events}, 0), []);
});

test('why nothing answers is said once, without the next try', () => {
  const error = {
    kind: 'network',
    code: undefined,
    message: 'No answer from ec2.',
    since: NOW,
    count: 1,
  } as const;
  const at = (nextPollAt: number) => said({sources: [{...A_SOURCE, error, nextPollAt}]}, 5);
  assert.deepEqual(at(NOW + 1000), ['No answer from ec2.']);
  assert.deepEqual(at(NOW + 9000), at(NOW + 1000));
});
