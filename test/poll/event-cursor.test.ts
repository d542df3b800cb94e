import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {eventCursor} from '../../source/poll/event-cursor.js';
import {MAX_EVENTS, type TaskEvent} from '../../source/poll/events.js';
import {completed} from '../alert/some-events.js';

const bounded = (events: readonly TaskEvent[]) => events.slice(-MAX_EVENTS);

/** The same text each time: only identity tells them apart. */
const twins = (count: number): TaskEvent[] => Array.from({length: count}, () => completed());

test('gives each event once and in order, whatever arrives between two looks', () => {
  fc.assert(
    fc.property(
      fc.nat({max: 1500}),
      fc.array(
        fc.array(
          fc.oneof(
            {weight: 9, arbitrary: fc.nat({max: 9})},
            {weight: 1, arbitrary: fc.nat({max: 400})},
          ),
          {maxLength: 2},
        ),
        {maxLength: 12},
      ),
      (known, looks) => {
        let list = bounded(twins(known));
        const take = eventCursor(list);
        const happened: TaskEvent[] = [];
        const told: TaskEvent[] = [];
        for (const batches of looks) {
          for (const size of batches) {
            const batch = twins(size);
            happened.push(...batch);
            list = size > 0 ? bounded([...list, ...batch]) : list;
          }

          const {events, isCut} = take(list);
          assert.equal(isCut, false);
          told.push(...events);
        }

        assert.equal(told.length, happened.length);
        assert.ok(told.every((event, index) => event === happened[index]));
      },
    ),
    {numRuns: 300},
  );
});

test('gives nothing again for the same list or a copy of it', () => {
  const take = eventCursor([]);
  const list = twins(3);
  assert.equal(take(list).events.length, 3);
  assert.equal(take(list).events.length, 0);
  assert.equal(take([...list]).events.length, 0);
});

test('says so when more came at once than the list keeps', () => {
  const known = twins(5);
  const take = eventCursor(known);
  const many = twins(MAX_EVENTS + 1);
  const {events, isCut} = take(bounded([...known, ...many]));
  assert.equal(isCut, true);
  assert.deepEqual(events.length, MAX_EVENTS);
  assert.equal(take(bounded([...many, ...twins(1)])).events.length, 1);
});
