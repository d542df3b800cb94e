import assert from 'node:assert/strict';
import test from 'node:test';
import type {TaskChange, TaskEvent, TaskEventType} from '../../source/poll/tasks/events.js';
import {
  type EventLinesContext,
  eventLines,
  type Problem,
} from '../../source/view/panels/event-lines.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aTask, historyOf, NOW} from '../helpers/fake-store.js';

const context: EventLinesContext = {
  now: NOW,
  display: {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false},
  sources: [A_SOURCE],
  hasSubject: true,
};

function change(
  type: TaskEventType,
  index: number,
  secondsAgo: number,
  from: number,
  to: number,
): TaskChange {
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
  eventLines(historyOf(events), problems, {...context, ...more}).map(line =>
    line.map(({text}) => text).join(''),
  );

test('progress is a line with the steps it took, newest first', () => {
  const lines = textOf([
    change('progressed', 2, 80, 5, 6),
    {...change('progressed', 1, 70, 0, 45), steps: 12},
    change('completed', 3, 60, 99, 100),
  ]);
  assert.deepEqual(lines, [
    '11:59:00Z  1m ago  ami-00000000000000003  completed in 3m',
    '11:58:50Z  1m ago  ami-00000000000000001  0% to 45% in 12 steps',
    '11:58:40Z  1m ago  ami-00000000000000002  5% to 6%',
  ]);
});

test('where older events had to go, the end says from when on it is complete', () => {
  const history = {
    ...historyOf([change('completed', 3, 60, 99, 100)]),
    completeSince: NOW - 90_000,
  };
  const lines = eventLines(history, [], context).map(line => line.map(({text}) => text).join(''));
  assert.equal(lines.length, 2);
  assert.match(lines.at(-1) ?? '', /^complete since 2026-01-31 11:58:30Z: /);
});

test('problems of hook and log are in it, at their time', () => {
  const lines = textOf(
    [change('completed', 1, 60, 99, 100), change('completed', 2, 30, 99, 100)],
    [{at: NOW - 60_000, message: 'The hook failed.'}],
  );
  assert.deepEqual(
    lines.map(line => line.slice(19)),
    [
      'ami-00000000000000002  completed in 2m 30s',
      'The hook failed.',
      'ami-00000000000000001  completed in 1m',
    ],
  );
});

test('a gap whose tasks were not read says from when to when they started', () => {
  const gap: TaskEvent = {
    ...{type: 'gap', at: NOW, source: 0, reason: 'Tasks may be missing.'},
    ...{from: NOW - 600_000, until: NOW - 300_000},
  };
  assert.deepEqual(textOf([gap]), [
    '12:00:00Z <1m ago  not read, 2026-01-31 11:50:00Z to 2026-01-31 11:55:00Z: Tasks may be missing.',
  ]);
});

test('with several sources each line says where it was', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1'}];
  const gap: TaskEvent = {type: 'gap', at: NOW, from: NOW - 60_000, source: 1, reason: 'asleep'};
  assert.deepEqual(textOf([gap], [], {sources}), [
    '12:00:00Z <1m ago  default/eu-west-1  not watched for 1m: asleep',
  ]);
});
