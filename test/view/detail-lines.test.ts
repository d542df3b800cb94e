import assert from 'node:assert/strict';
import test from 'node:test';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {type DetailContext, detailLines} from '../../source/view/panels/detail-lines.js';
import {singleLines} from '../../source/view/panels/single-lines.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, aTask, NOW} from '../helpers/fake-store.js';

const MINUTE = 60_000;
const display = {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false};
const CONTEXT: DetailContext = {now: NOW, width: 90, display, sources: [A_SOURCE]};

function detail(
  task: TrackedTask,
  more: Partial<DetailContext> = {},
  others: readonly TrackedTask[] = [],
): readonly string[] {
  return detailLines(task, others, {...CONTEXT, ...more}).map(line =>
    line
      .map(({text}) => text)
      .join('')
      .trimEnd(),
  );
}

const FAILED = aTask(1, {
  storeTaskState: 'Failed',
  progressPercentage: 46,
  storeTaskFailureReason: 'AccessDenied: Access Denied',
  startedAt: NOW - 121 * MINUTE,
});

test('why and what comes next are first, the earlier tasks last', () => {
  const labels = detail(FAILED, {}, [aTask(1, {startedAt: NOW - 3000 * MINUTE})])
    .map(line => line.slice(0, 10).trim())
    .filter(Boolean);
  assert.deepEqual(
    labels.filter(label => !label.startsWith('20')),
    [
      'AMI ID',
      'State',
      'Reason',
      'Check',
      'check [H]',
      'try again',
      'Progress',
      'Started',
      'Listed',
      'Object',
      'Bucket',
      'Key',
      'Source',
      'Other task',
    ],
  );
  assert.ok(labels.at(-1)?.startsWith('2026-01-29'));
});

test('t and u change what is said of time', () => {
  const started = (isAbsoluteTime: boolean, isUtc = true) =>
    detail(FAILED, {display: {...display, isUtc, isAbsoluteTime}}).find(line =>
      line.startsWith('Started'),
    );
  assert.equal(started(false), 'Started   09:59:00Z, 2h ago');
  assert.equal(started(true), 'Started   2026-01-31 09:59:00Z');
  assert.doesNotMatch(started(true, false) ?? '', /Z$/);
  const other = (isAbsoluteTime: boolean) =>
    detail(FAILED, {display: {...display, isAbsoluteTime}}, [
      aTask(1, {startedAt: NOW - 3000 * MINUTE}),
    ]).at(-1);
  assert.match(other(false) ?? '', /^2026-01-29 10:00 {2}2d ago {2}Completed /);
  assert.match(other(true) ?? '', /^2026-01-29 10:00:00Z {2}Completed /);
});

test('an earlier task in another Region says where it was, and why it failed', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'us-west-2'}];
  const lines = detail(FAILED, {sources}, [
    aTask(1, {source: 1, storeTaskState: 'Failed', storeTaskFailureReason: 'No space'}),
  ]);
  assert.match(lines.at(-1) ?? '', /default\/us-west-2 {2}s3:\/\/\S+ {2}No space$/);
  assert.doesNotMatch(detail(FAILED, {}, [aTask(1)]).at(-1) ?? '', /eu-west-1/);
});

const running = (samples: TrackedTask['samples'], percent: number) =>
  aTask(1, {
    storeTaskState: 'InProgress',
    progressPercentage: percent,
    startedAt: NOW - 20 * MINUTE,
    samples,
  });

function labelled(lines: readonly string[], label: string): string {
  return (
    lines
      .find(line => line.startsWith(label))
      ?.slice(10)
      .trim() ?? ''
  );
}

test('what was only just opened has no step seen, however long it runs', () => {
  const lines = detail(running([{at: NOW - 4000, percent: 0}], 0));
  assert.equal(labelled(lines, 'Last step'), 'no step seen yet, watched for 4s');
  assert.equal(labelled(lines, 'ETA'), 'still 0 % after 20m: waiting in a queue?');
  assert.equal(labelled(lines, 'Running'), 'for 20m, since 11:40:00Z');
});

test('a step says from where to where, and the time when it will be ready', () => {
  const samples = [10, 20, 30, 40].map((percent, index) => ({
    at: NOW - (4 - index) * MINUTE,
    percent,
  }));
  const lines = detail(running(samples, 40));
  assert.equal(labelled(lines, 'Last step'), '1m ago: 30% to 40%');
  assert.equal(labelled(lines, 'Ready'), 'about 12:05Z');
  const absolute = detail(running(samples, 40), {display: {...display, isAbsoluteTime: true}});
  assert.equal(labelled(absolute, 'Last step'), '11:59:00Z: 30% to 40%');
});

function single(tracked: TrackedTask, now = NOW, height = 20): readonly string[] {
  const snapshot = {
    ...aSnapshot({
      tasks: [tracked],
      imageIds: [tracked.task.amiId ?? ''],
      events: [
        {
          type: tracked.task.storeTaskState === 'Failed' ? 'failed' : 'completed',
          at: NOW - 5 * MINUTE,
          key: tracked.key,
          source: 0,
          task: tracked.task,
          previous: tracked.task,
        },
      ],
    }),
  };
  return singleLines(snapshot, [tracked], {now, width: 90, height, display, problems: []}).map(
    line =>
      line
        .map(({text}) => text)
        .join('')
        .trimEnd(),
  );
}

const SAMPLES = [0, 25, 50].map((percent, index) => ({at: NOW - (9 - index) * MINUTE, percent}));

for (const [state, word, next] of [
  ['Completed', 'DONE', 'restore [C]'],
  ['Failed', 'FAIL', 'try again [C]'],
] as const) {
  test(`${state}: ${word} in large letters, what comes next, and nothing counts on`, () => {
    const tracked: TrackedTask = {
      ...aTask(1, {
        storeTaskState: state,
        progressPercentage: state === 'Failed' ? 50 : 100,
        storeTaskFailureReason: state === 'Failed' ? 'No space' : undefined,
        startedAt: NOW - 10 * MINUTE,
        samples: SAMPLES,
      }),
      settledAt: NOW - 5 * MINUTE,
    };
    const lines = single(tracked);
    const row = word === 'DONE' ? '####    ###   #   #  #####' : '#####   ###    ###   #';
    assert.ok(
      lines.some(line => line.endsWith(row)),
      lines.join('\n'),
    );
    assert.match(
      labelled(lines, 'Ended'),
      state === 'Failed' ? /^11:55:00Z, after about 5m/ : /^11:55:00Z, took about 5m/,
    );
    const at = (start: string) => lines.findIndex(line => line.startsWith(start));
    assert.ok(at(next) !== -1 && at(next) < at('Object'));
    assert.deepEqual(single(tracked, NOW + 3 * 60 * MINUTE), lines);
  });
}

test('the plot of one AMI takes the room there is, and is the same until the next sample', () => {
  const tracked = running(SAMPLES, 50);
  const plotIn = (height: number, now = NOW) =>
    single(tracked, now, height).filter(line => /^ *\d+% \|/.test(line));
  assert.equal(plotIn(20).length, 5);
  assert.equal(plotIn(32).length, 11);
  assert.equal(plotIn(55).length, 21);
  assert.deepEqual(plotIn(32, NOW + 30_000), plotIn(32));
});
