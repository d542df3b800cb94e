import assert from 'node:assert/strict';
import test from 'node:test';
import type {LoggedEvent} from '../../source/poll/tasks/event-log.js';
import type {TaskEvent} from '../../source/poll/tasks/events.js';
import {newsOf, newsText} from '../../source/view/panels/news.js';
import {
  clearNews,
  type Looked,
  lookAgain,
  noteNews,
  startLooking,
} from '../../source/view/state/looked.js';
import {aTask} from '../helpers/fake-store.js';

const MINUTE = 60_000;

/** Friday, 2026-11-27, 18:02. */
const FRIDAY = Date.UTC(2026, 10, 27, 18, 2);

function event(seq: number, type: Exclude<TaskEvent['type'], 'gap'>, index = seq): LoggedEvent {
  const {task, key, source} = aTask(index);
  return {seq, type, at: FRIDAY + seq * MINUTE, key, source, task, previous: undefined};
}

function gap(seq: number): LoggedEvent {
  return {seq, type: 'gap', at: FRIDAY + seq * MINUTE, source: 0, from: FRIDAY, reason: 'down'};
}

function textOf(events: readonly LoggedEvent[], looked: Looked, now: number): string {
  const news = newsOf({events, completeSince: undefined}, looked);
  return news ? newsText(news, true, now) : '';
}

const keyOf = (index: number) => aTask(index).key;

test('a weekend is told of when somebody comes back, and stays while it is being read', () => {
  const before = [event(1, 'failed')];
  let looked = lookAgain(startLooking({events: []}, FRIDAY - MINUTE), {events: before}, FRIDAY);
  assert.equal(textOf(before, looked, FRIDAY), 'since you looked (18:01Z): 1 failed');
  looked = lookAgain(clearNews(looked, {events: before}), {events: before}, FRIDAY);

  const monday = FRIDAY + 62 * 60 * MINUTE;
  const after = [
    ...before,
    event(2, 'started'),
    event(3, 'failed'),
    event(4, 'progressed'),
    event(5, 'completed', 2),
    event(6, 'failed'),
    gap(7),
  ];
  looked = noteNews(looked, {events: after}, monday);
  const said = 'since you looked (Fri 18:02Z): 2 failed, 1 completed, 1 started, 1 gap';
  assert.equal(textOf(after, looked, monday), said);
  for (let second = 0; second < 60; second += 20) {
    looked = lookAgain(looked, {events: after}, monday + second * 1000);
    assert.equal(textOf(after, looked, monday), said);
  }

  // Next time it counts from the last key of this visit.
  const later = [...after, event(8, 'completed')];
  const noon = monday + 4 * 60 * MINUTE;
  looked = noteNews(looked, {events: later}, noon);
  assert.equal(textOf(later, looked, noon), 'since you looked (08:02Z): 1 completed');
});

test('without news every key moves the moment on, and progress is none', () => {
  let looked = startLooking({events: []}, FRIDAY);
  const events = [event(1, 'progressed', 1), event(2, 'progressed', 2)];
  for (const minutes of [1, 2, 90]) {
    looked = lookAgain(looked, {events}, FRIDAY + minutes * MINUTE);
    assert.equal(looked.since.at, FRIDAY + minutes * MINUTE);
    assert.equal(newsOf({events, completeSince: undefined}, looked), undefined);
  }
});

test('a key on a task takes its mark away, but not the first of somebody who comes back', () => {
  const start = startLooking({events: []}, FRIDAY);
  const events = [event(1, 'failed'), event(2, 'completed')];
  const history = {events, completeSince: undefined};
  const back = FRIDAY + 20 * MINUTE;
  const first = lookAgain(start, history, back, keyOf(1));
  assert.deepEqual(
    [...(newsOf(history, first)?.marks ?? [])],
    [
      [keyOf(1), 'failed'],
      [keyOf(2), 'new'],
    ],
  );
  const second = lookAgain(first, history, back + 1000, keyOf(1));
  assert.deepEqual([...(newsOf(history, second)?.marks ?? [])], [[keyOf(2), 'new']]);
  assert.equal(newsOf(history, lookAgain(second, history, back + 2000, keyOf(2))), undefined);
  assert.equal(newsOf(history, clearNews(second, history)), undefined);
});

test('what happens to a task that is seen again is news again after the next absence', () => {
  const events = [event(1, 'started', 5)];
  const back = FRIDAY + 20 * MINUTE;
  let looked = lookAgain(startLooking({events: []}, FRIDAY), {events}, back);
  looked = lookAgain(looked, {events}, back + 1000, keyOf(5));
  const more = {events: [...events, event(2, 'failed', 5)], completeSince: undefined};
  looked = noteNews(looked, more, back + 30 * MINUTE);
  assert.deepEqual([...(newsOf(more, looked)?.marks ?? [])], [[keyOf(5), 'failed']]);
});

test('what the log could not keep is said to be more', () => {
  const looked = startLooking({events: []}, FRIDAY);
  const history = {events: [event(9, 'failed')], completeSince: FRIDAY + 5 * MINUTE};
  const news = newsOf(history, looked);
  assert.equal(news && newsText(news, true, FRIDAY), 'since you looked (18:02Z): 1+ failed');
});

test('a task that came and went has no row to mark', () => {
  const looked = startLooking({events: []}, FRIDAY);
  const events = [event(1, 'started', 3), event(2, 'vanished', 3)];
  const news = newsOf({events, completeSince: undefined}, looked);
  assert.equal(news?.marks.size, 0);
  assert.equal(
    textOf(events, looked, FRIDAY),
    'since you looked (18:02Z): 1 started, 1 no longer listed',
  );
});
