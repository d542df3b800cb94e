import assert from 'node:assert/strict';
import test from 'node:test';
import type {TaskEvent, TaskEventType} from '../../source/poll/events.js';
import {type EventLinesContext, eventLines, type Problem} from '../../source/view/event-lines.js';
import {chooseGlyphs} from '../../source/view/theme.js';
import {A_SOURCE, aTask, NOW} from '../helpers/fake-store.js';

const context: EventLinesContext = {
  now: NOW,
  look: {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false},
  sources: [A_SOURCE],
  hasSubject: true,
};

function change(
  type: TaskEventType,
  index: number,
  secondsAgo: number,
  from: number,
  to: number,
): TaskEvent {
  const reading = (percent: number) =>
    aTask(index, {storeTaskState: 'InProgress', progressPercentage: percent});
  const {task, key, source} = reading(to);
  return {type, at: NOW - secondsAgo * 1000, key, source, task, previous: reading(from).task};
}

const textOf = (
  events: readonly TaskEvent[],
  problems: readonly Problem[] = [],
  more: Partial<EventLinesContext> = {},
) =>
  eventLines(events, problems, {...context, ...more}).map(line =>
    line.map(({text}) => text).join(''),
  );

test('progress between two other changes is one line a task, with the steps it took', () => {
  const lines = textOf([
    change('progressed', 1, 90, 10, 20),
    change('progressed', 2, 80, 5, 6),
    change('progressed', 1, 70, 20, 30),
    change('completed', 3, 60, 99, 100),
    change('progressed', 1, 50, 30, 40),
  ]);
  assert.deepEqual(lines, [
    '11:59:10Z <1m ago  ami-00000000000000001  30% to 40%',
    '11:59:00Z  1m ago  ami-00000000000000003  completed',
    '11:58:50Z  1m ago  ami-00000000000000001  10% to 30% in 2 steps',
    '11:58:40Z  1m ago  ami-00000000000000002  5% to 6%',
  ]);
});

test('problems of hook and log are in it, at their time', () => {
  const lines = textOf(
    [change('completed', 1, 60, 99, 100), change('completed', 2, 30, 99, 100)],
    [{at: NOW - 60_000, message: 'The hook failed.'}],
  );
  assert.deepEqual(
    lines.map(line => line.slice(19)),
    ['ami-00000000000000002  completed', 'The hook failed.', 'ami-00000000000000001  completed'],
  );
});

test('with several sources each line says where it was', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1'}];
  const gap: TaskEvent = {type: 'gap', at: NOW, from: NOW - 60_000, source: 1, reason: 'asleep'};
  assert.deepEqual(textOf([gap], [], {sources}), [
    '12:00:00Z <1m ago  default/eu-west-1  nothing seen for 1m: asleep',
  ]);
});

test('a thousand events stay a list of bounded length', () => {
  const events = Array.from({length: 1000}, (_, index) =>
    change('progressed', index % 3, 1000 - index, index % 100, (index % 100) + 1),
  );
  assert.equal(textOf(events).length, 3);
});
