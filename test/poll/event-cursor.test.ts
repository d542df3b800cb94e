import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {eventCursor} from '../../source/poll/tasks/event-cursor.js';
import {EVENT_LIMITS, EventLog} from '../../source/poll/tasks/event-log.js';
import type {TaskChange, TaskEvent, TaskEventType} from '../../source/poll/tasks/events.js';
import {A_GAP, aChange, completed} from '../alert/some-events.js';

/** Tasks that move at random: each step is an event of one of them, with the percents in a row. */
function happenings(steps: readonly (readonly [number, number])[]): readonly TaskEvent[] {
  const percents = new Map<number, number>();
  return steps.map(([index, kind]) => {
    const type = (['completed', 'gap', 'started'] as const)[kind] ?? 'progressed';
    if (type === 'gap') {
      return {...A_GAP};
    }

    const before = percents.get(index) ?? 0;
    const after = type === 'progressed' ? before + 1 : before;
    percents.set(index, after);
    return moved(type, index, before, after);
  });
}

function moved(type: TaskEventType, index: number, from: number, to: number): TaskChange {
  return aChange(
    type,
    index,
    {storeTaskState: 'InProgress', progressPercentage: to},
    {progressPercentage: from},
  );
}

const steps = fc.array(fc.tuple(fc.nat({max: 4}), fc.nat({max: 9})), {maxLength: 40});

test('whenever it looks: what happened once and in order, and the progress of each task without a hole', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.nat({max: 6}), {maxLength: 30}), (known, sizes) => {
      const log = new EventLog();
      const all = happenings([...known, ...known, ...known]);
      log.add(all.slice(0, known.length));
      const take = eventCursor(log.history);
      const told: TaskEvent[] = [];
      let at = known.length;
      for (const size of sizes) {
        const batch = all.slice(at, at + size);
        at += batch.length;
        log.add(batch);
        if (size % 2 === 0) {
          const {events, lost} = take(log.history);
          assert.equal(lost, 0);
          told.push(...events);
        }
      }

      told.push(...take(log.history).events);
      const happened = all.slice(known.length, at);
      const real = (events: readonly TaskEvent[]) =>
        events
          .filter(({type}) => type !== 'progressed')
          .map(event => `${event.type} ${event.type === 'gap' ? '' : event.key}`);
      assert.deepEqual(real(told), real(happened));
      for (let index = 0; index <= 4; index++) {
        const mine = (events: readonly TaskEvent[]) =>
          (events as readonly TaskChange[]).filter(
            ({type, key}) => type === 'progressed' && key === moved('started', index, 0, 0).key,
          );
        const [seen, was] = [mine(told), mine(happened)];
        const count = (events: readonly TaskChange[]) =>
          events.reduce((sum, event) => sum + (event.steps ?? 1), 0);
        assert.equal(count(seen), was.length, 'each step is told in one line');
        for (const {task, previous, steps = 1} of seen) {
          assert.equal((task.progressPercentage ?? 0) - (previous?.progressPercentage ?? 0), steps);
        }
      }
    }),
    {numRuns: 500},
  );
});

test('never goes silent, however many there have been', () => {
  const log = new EventLog();
  const take = eventCursor();
  for (let n = 0; n < 3 * EVENT_LIMITS.happened; n += 1000) {
    log.add(Array.from({length: 1000}, () => completed()));
    const {events, lost} = take(log.history);
    assert.equal(events.length, 1000);
    assert.equal(lost, 0);
  }
});

test('gives nothing again for the same list or a copy of it', () => {
  const take = eventCursor();
  const log = new EventLog();
  log.add([completed(), completed(), completed()]);
  assert.equal(take(log.history).events.length, 3);
  assert.equal(take(log.history).events.length, 0);
  assert.equal(take({...log.history, events: [...log.history.events]}).events.length, 0);
});

test('counts what came and went between two looks', () => {
  const log = new EventLog();
  log.add([completed()]);
  const take = eventCursor(log.history);
  log.add([moved('progressed', 1, 0, 1)]);
  for (let n = 0; n < 3; n++) {
    log.add(Array.from({length: EVENT_LIMITS.happened}, () => completed()));
  }

  const {events, lost} = take(log.history);
  assert.equal(events.length, EVENT_LIMITS.happened + 1);
  assert.equal(lost, 2 * EVENT_LIMITS.happened);
  log.add([completed()]);
  assert.deepEqual(
    {lost: take(log.history).lost, again: take(log.history).lost},
    {lost: 0, again: 0},
  );
});
