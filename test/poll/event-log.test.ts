import assert from 'node:assert/strict';
import test from 'node:test';
import {EVENT_LIMITS, EventLog} from '../../source/poll/tasks/event-log.js';
import type {TaskChange, TaskEvent} from '../../source/poll/tasks/events.js';
import {A_GAP, aChange, completed, failed, started} from '../alert/some-events.js';

function progress(index: number, from: number, to: number): TaskChange {
  return aChange(
    'progressed',
    index,
    {storeTaskState: 'InProgress', progressPercentage: to},
    {progressPercentage: from},
  );
}

const ofType = (log: EventLog, type: TaskEvent['type']) =>
  log.history.events.filter(event => event.type === type) as readonly TaskChange[];

test('80 tasks that move for an hour push out no failure, and their ranges are true', () => {
  const log = new EventLog();
  log.add([failed(99)]);
  for (let step = 0; step < 90; step++) {
    log.add(Array.from({length: 80}, (_, index) => progress(index, step, step + 1)));
    log.add(step % 10 === 0 ? [completed(100 + step), {...A_GAP}] : []);
  }

  assert.equal(ofType(log, 'failed').length, 1);
  assert.equal(log.history.completeSince, undefined);
  const lines = ofType(log, 'progressed');
  assert.equal(lines.length, 80);
  for (const {previous, task, steps} of lines) {
    assert.deepEqual([previous?.progressPercentage, task.progressPercentage, steps], [0, 90, 90]);
  }
});

test('what happens to a task ends its line of progress, what happens to others does not', () => {
  const log = new EventLog();
  log.add([started(1), progress(1, 0, 5), started(2), progress(1, 5, 9), completed(1)]);
  log.add([progress(1, 9, 10), progress(1, 10, 12)]);
  assert.deepEqual(
    log.history.events.map(event => [event.type, (event as TaskChange).steps ?? 1]),
    [
      ['started', 1],
      ['started', 1],
      ['progressed', 2],
      ['completed', 1],
      ['progressed', 2],
    ],
  );
});

test('the numbers rise and are never given twice', () => {
  const log = new EventLog();
  const seen = new Set<number>();
  let last = 0;
  for (let step = 0; step < 50; step++) {
    log.add([progress(step % 3, step, step + 1), ...(step % 7 === 0 ? [failed(step)] : [])]);
    const numbers = log.history.events.map(({seq}) => seq);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    const newest = numbers.at(-1) ?? 0;
    assert.ok(newest > last && !seen.has(newest));
    seen.add(newest);
    last = newest;
  }
});

test('of thousands the oldest go, and the log says from when on it is complete', () => {
  const log = new EventLog();
  const at = (time: number) => ({...failed(time), at: time});
  log.add(Array.from({length: EVENT_LIMITS.happened}, (_, index) => at(index)));
  assert.equal(log.history.completeSince, undefined);
  assert.equal(log.history.lostUpTo ?? 0, 0);
  log.add([at(100_000), at(100_001)]);
  assert.equal(log.history.events.length, EVENT_LIMITS.happened);
  assert.equal(log.history.completeSince, 1);
  assert.equal(log.history.events[0]?.at, 2);
  assert.equal(log.history.lostUpTo, (log.history.events[0]?.seq ?? 0) - 1);
  assert.equal(log.history.happened, EVENT_LIMITS.happened + 2);
});

test('more moving tasks than there is room for take no room from what happened', () => {
  const log = new EventLog();
  log.add([failed(1), completed(2)]);
  const count = EVENT_LIMITS.progress + 100;
  const move = (from: number) =>
    log.add(Array.from({length: count}, (_, index) => progress(1000 + index, from, from + 1)));
  move(0);
  assert.equal(log.history.events.length, EVENT_LIMITS.progress + 2);
  assert.equal(log.history.completeSince, undefined, 'nothing that happened had to go');
  move(1);
  for (const {previous, task, steps = 1} of ofType(log, 'progressed')) {
    assert.equal((task.progressPercentage ?? 0) - (previous?.progressPercentage ?? 0), steps);
  }
});
