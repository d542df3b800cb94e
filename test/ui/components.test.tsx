import assert from 'node:assert/strict';
import test from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink-testing-library';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {compileSearch} from '../../source/task/filter.js';
import {Line} from '../../source/ui/line.js';
import {ScrollText} from '../../source/ui/live-body.js';
import {TaskTable} from '../../source/ui/task-table.js';
import {singleLines} from '../../source/view/panels/single-lines.js';
import {chooseGlyphs, type DisplayOptions} from '../../source/view/text/theme.js';
import {columnsFor} from '../helpers/columns-for.js';
import {A_SOURCE, aSnapshot, aTask, NOW} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});
const display: DisplayOptions = {glyphs, isUtc: true, isAbsoluteTime: false};

/** ink-testing-library's terminal is 100 columns wide. */
const WIDTH = 100;

/** Without its looks. */
function frame(node: React.JSX.Element): string {
  const {lastFrame, unmount} = render(node);
  const text = stripVTControlCharacters(lastFrame() ?? '');
  unmount();
  return text;
}

const table = (
  rows: Parameters<typeof TaskTable>[0]['rows'],
  hasHeading = true,
  width = WIDTH,
  search = '',
) => (
  <TaskTable
    rows={rows}
    columns={columnsFor(rows, {width})}
    width={width}
    hasHeading={hasHeading}
    selected={1}
    marks={undefined}
    order="start"
    orderMark="↓"
    search={compileSearch(search, NOW)}
    context={{now: NOW, display, sources: [A_SOURCE]}}
  />
);

test('the table draws a heading and one line a task, and marks the selected one', () => {
  const lines = frame(
    table([
      aTask(0, {storeTaskState: 'InProgress', progressPercentage: 50}),
      aTask(1, {storeTaskState: 'Failed', progressPercentage: 10}),
    ]),
  ).split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[0] ?? '', /^ {2}AMI ID {17}STATE {7}PROGRESS +WHEN↓ {4}BUCKET/);
  assert.match(
    lines[1] ?? '',
    /^ {2}ami-0{17} {2}InProgress {2}\[#+-+] {2}50% {2}<1m +ami-archive-00/,
  );
  assert.match(
    lines[2] ?? '',
    /^> ami-0{16}1 {2}Failed {6}\[#+x+] {2}10% {2}2m ago +ami-archive-01/,
  );
});

test('without a heading the table is only its rows', () => {
  assert.equal(frame(table([aTask(0), aTask(1)], false)).split('\n').length, 2);
});

test('wide and joined characters don’t move the columns', () => {
  const lines = frame(table([aTask(0, {bucket: '桶桶桶'}), aTask(1)])).split('\n');
  assert.equal(lines[1]?.indexOf('1m ago'), lines[2]?.indexOf('2m ago'));
});

test('a state that the service invented is shown as it is', () => {
  assert.match(frame(table([aTask(0, {storeTaskState: 'Archived'})])), / {2}Archived {4}\[/);
});

test('a line is cut, not wrapped', () => {
  const text = frame(<Line segments={[{text: 'a'.repeat(200)}]} width={20} ellipsis="~" />);
  assert.equal(text, `${'a'.repeat(19)}~`);
});

test('a text scrolls no further than its end', () => {
  const lines = Array.from({length: 9}, (_, index) => [{text: `line ${index}`}]);
  const draw = (scroll: number) =>
    frame(<ScrollText lines={lines} scroll={scroll} width={WIDTH} height={3} ellipsis="~" />);
  assert.equal(draw(0), 'line 0\nline 1\nline 2');
  assert.equal(draw(99), 'line 6\nline 7\nline 8');
});

function single(tasks: readonly TrackedTask[], width = WIDTH, height = 20): string {
  const snapshot = aSnapshot({tasks, imageIds: ['ami-00000000000000001']});
  const lines = singleLines(snapshot, tasks, {now: NOW, width, height, display, problems: []});
  return frame(<ScrollText lines={lines} scroll={0} width={width} height={height} ellipsis="~" />);
}

test('one AMI: state, percent, time to go, a bar across the width, the object', () => {
  const samples = [0, 1, 2, 3, 4].map(step => ({
    at: NOW - 300_000 + step * 60_000,
    percent: 20 + step * 5,
  }));
  const lines = single([
    aTask(1, {storeTaskState: 'InProgress', progressPercentage: 40, samples}),
    aTask(1, {storeTaskState: 'Failed', progressPercentage: 3, startedAt: NOW - 86_400_000}),
  ]).split('\n');
  assert.match(lines[0] ?? '', /^InProgress 40% ~\d+m {2}ami-0{16}1$/);
  assert.match(lines[1] ?? '', /^\[#{39}-{59}]$/);
  const text = lines.join('\n');
  assert.match(text, /^Rate {6}5\.0%\/min/m);
  assert.match(text, /^ETA {7}~\d+m, from 4 samples(?: |$)/m);
  assert.match(text, /^Ready {5}about \d\d:\d\dZ?(?: |$)/m);
  assert.match(text, /^Last step 1m ago: 35% to 40%/m);
  assert.match(text, /^Object {4}s3:\/\/ami-archive-01\/ami-0{16}1\.bin$/m);
  assert.match(text, /^Other tasks of this AMI\n2026-01-30 12:00 {2}1d ago {2}Failed +3%/m);
});

test('one AMI: the failure reason is there in full', () => {
  const reason = 'Client error: access to the bucket was denied '.repeat(5).trim();
  const text = single([aTask(1, {storeTaskState: 'Failed', storeTaskFailureReason: reason})], 60);
  assert.ok(text.replace(/\s+/g, ' ').includes(reason));
});

test('one AMI without a task says so, and how often it is asked for', () => {
  assert.match(single([]), /no task yet for ami-0{16}1 \(asked every 10s\)/);
});

test('one AMI on 40 columns still shows state, percent and time to go', () => {
  const task = aTask(1, {
    storeTaskState: 'InProgress',
    progressPercentage: 40,
    startedAt: NOW - 600_000,
  });
  assert.match(single([task], 40, 4), /^InProgress 40% ~\d+m {2}ami-0/);
});
