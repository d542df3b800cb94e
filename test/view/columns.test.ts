import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {SourceStatus} from '../../source/poll/snapshot.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import type {ORDERS} from '../../source/task/order.js';
import {COLUMNS, headingText} from '../../source/view/panels/columns.js';
import {drawnRow, rowLine} from '../../source/view/panels/row-line.js';
import type {CellContext} from '../../source/view/panels/task-cells.js';
import {nameCutter} from '../../source/view/text/name-cutter.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {type ColumnsForOptions, columnsFor} from '../helpers/columns-for.js';
import {A_SOURCE, aTask, NOW, someTasks} from '../helpers/fake-store.js';

const QUIET = Array.from({length: 20}, (_, index) => aTask(index));
const REASON =
  'AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723)';
const failed = (index: number, more = {}) =>
  aTask(index, {
    storeTaskState: 'Failed',
    progressPercentage: 46,
    storeTaskFailureReason: REASON,
    ...more,
  });
const MIXED = [...QUIET.slice(1), failed(0)];
const ALL_FAILED = Array.from({length: 20}, (_, index) => failed(index));

const titles = (page: readonly TrackedTask[], options?: ColumnsForOptions) =>
  columnsFor(page, options)
    .map(column => column.title)
    .filter(title => title.trim());

const context: CellContext = {
  now: NOW,
  display: {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false},
  sources: [A_SOURCE],
  isSelected: false,
};

/** A page as it is drawn, without the heading. */
function drawn(page: readonly TrackedTask[], options: ColumnsForOptions = {}): readonly string[] {
  const {sources = [A_SOURCE]} = options;
  const columns = columnsFor(page, options);
  const different = (names: readonly string[]) => [...new Set(names)];
  const cutName = nameCutter(
    {
      bucket: different(page.map(({task}) => task.bucket ?? '')),
      region: different(sources.map(({region}) => region)),
      profile: different(sources.map(({profile}) => profile)),
    },
    '~',
  );
  return page.map(tracked =>
    rowLine(drawnRow(tracked, columns, {...context, sources, cutName}, undefined), columns, '~')
      .map(({text}) => text)
      .join(''),
  );
}

/** The texts of a task's cells by column. */
function cells(task: Parameters<typeof aTask>[1], now = context): Record<string, string> {
  return Object.fromEntries(
    COLUMNS.map(({id, write}) => [id, write(aTask(4, task), now, 27).text]),
  );
}

test('nothing failed: the bucket and the bar have the room', () => {
  const always = ['AMI ID', 'STATE', 'PROGRESS'];
  assert.deepEqual(titles(QUIET), [...always, 'WHEN', 'BUCKET']);
  assert.deepEqual(titles(QUIET, {width: 120}), [...always, 'STARTED', 'LEFT', 'BUCKET']);
  assert.deepEqual(titles(QUIET, {width: 40}), ['AMI ID', 'STATE', '%', 'BUCKET']);
  assert.deepEqual(titles(QUIET, {width: 12}), ['AMI ID', 'STATE']);
});

test('something failed: bucket and reason share a column, and have one each where there is room', () => {
  assert.deepEqual(titles(MIXED), ['AMI ID', 'STATE', 'PROGRESS', 'WHEN', 'BUCKET or WHY']);
  assert.deepEqual(titles(MIXED, {width: 120}), [
    'AMI ID',
    'STATE',
    'PROGRESS',
    'WHEN',
    'BUCKET',
    'WHY',
  ]);
  const line = drawn(MIXED).at(-1) ?? '';
  assert.match(line, /Failed +\[#+x+\] +46% +1m ago +AccessDenied: Acc/);
});

test('only failed tasks: the state gives its room to the reason, at 80 columns, too', () => {
  const query = {states: ['Failed']};
  assert.deepEqual(titles(ALL_FAILED, {query}), ['AMI ID', 'PROGRESS', 'WHEN', 'BUCKET', 'WHY']);
  for (const line of drawn(ALL_FAILED, {query})) {
    assert.match(line, /AccessDenied: Access Denied/);
  }

  assert.match(drawn(ALL_FAILED, {query, width: 40})[0] ?? '', /AccessDenied: Acc/);
  assert.deepEqual(titles(ALL_FAILED, {query, width: 60}), ['AMI ID', 'PROGRESS', 'WHEN', 'WHY']);
});

const REGIONS = ['us-east-1', 'us-east-2', 'eu-central-1', 'ap-southeast-1', 'ap-southeast-2'];
const five: readonly SourceStatus[] = REGIONS.map(region => ({...A_SOURCE, region}));
const inEach = (page: readonly TrackedTask[], sources: readonly SourceStatus[]) =>
  page.map((tracked, index) => ({...tracked, source: index % sources.length}));

test('five Regions are told apart in full, at 80 columns, too, whatever failed', () => {
  for (const page of [QUIET, MIXED, ALL_FAILED]) {
    for (const width of [80, 100, 120, 200]) {
      for (const [index, line] of drawn(inEach(page, five), {width, sources: five}).entries()) {
        assert.ok(line.includes(REGIONS[index % 5] ?? ''), `${width}: ${line}`);
      }
    }
  }

  assert.ok(!titles(QUIET, {sources: five}).includes('PROFILE'), 'one profile only');
  const one = {sources: five, query: {regions: ['us-east-1']}};
  assert.ok(!titles(QUIET, one).includes('REGION'), 'one Region only');
});

test('two profiles are told apart at 80 columns, alone and in two Regions each', () => {
  const profiles = ['production', 'staging'];
  const two = profiles.map(profile => ({...A_SOURCE, profile}));
  const four = two.flatMap(source => [source, {...source, region: 'eu-west-1'}]);
  for (const sources of [two, four]) {
    for (const [index, line] of drawn(inEach(MIXED, sources), {sources}).entries()) {
      const source = sources[index % sources.length] as SourceStatus;
      assert.ok(line.includes(source.profile), line);
      assert.ok(sources === two || line.includes(source.region), line);
    }
  }
});

test('buckets of 63 characters that differ in their tails stay different', () => {
  const long = (index: number) =>
    `company-wide-archive-of-machine-images-for-compliance-eu-${index % 4}${'0'.repeat(5)}`;
  const page = QUIET.map((_, index) => aTask(index, {bucket: long(index)}));
  for (const width of [60, 80, 120]) {
    const buckets = drawn(page, {width}).map(line => line.split(' ').at(-1));
    assert.equal(new Set(buckets).size, 4, `${width}: ${buckets.slice(0, 4)}`);
    assert.ok(buckets.every(bucket => bucket?.includes('~')));
  }
});

test('a bucket that all have gives its room up', () => {
  const page = MIXED.map(tracked => ({
    ...tracked,
    task: {...tracked.task, bucket: 'the-only-one'},
  }));
  assert.deepEqual(titles(page), ['AMI ID', 'STATE', 'PROGRESS', 'WHEN', 'WHY']);
  const quiet = QUIET.map(tracked => ({...tracked, task: {...tracked.task, bucket: 'one'}}));
  assert.ok(titles(quiet).includes('BUCKET'), 'it is there where nothing needs the room');
});

test('the key is shown only where it isn’t the AMI ID with .bin', () => {
  assert.ok(!titles(QUIET, {width: 200}).includes('KEY'));
  const page = [...QUIET.slice(1), aTask(0, {s3ObjectKey: 'moved/image.bin'})];
  const lines = drawn(page, {width: 200});
  assert.ok(titles(page, {width: 200}).includes('KEY'));
  assert.match(lines.at(-1) ?? '', /moved\/image\.bin/);
  assert.ok(lines.slice(0, -1).every(line => !line.includes('.bin')));
});

test('a heading shows the direction of the order, in short where there is no room', () => {
  const heading = (id: string, width: number, order: (typeof ORDERS)[number]) => {
    const column = columnsFor(MIXED, {width}).find(one => one.id === id);
    return column && headingText(column, order, '↓');
  };

  assert.equal(heading('when', 80, 'start'), 'WHEN↓');
  assert.equal(heading('when', 80, 'eta'), 'LEFT↓');
  assert.equal(heading('when', 80, 'state'), 'WHEN');
  assert.equal(heading('progress', 80, 'progress'), 'PROGRESS↓');
  assert.equal(heading('progress', 60, 'progress'), '  %↓');
  assert.equal(heading('bucketOrWhy', 80, 'bucket'), 'BUCKET↓ or WHY');
});

test('--columns decides, but the AMI ID stays, and a key is whole', () => {
  assert.deepEqual(titles(QUIET, {width: 200, only: ['bucket', 'region']}), [
    'AMI ID',
    'BUCKET',
    'REGION',
  ]);
  assert.deepEqual(titles(QUIET, {width: 200, only: ['bucket', 'ami']}), ['BUCKET', 'AMI ID']);
  assert.match(drawn(QUIET, {width: 200, only: ['key']})[0] ?? '', / ami-0{17}\.bin$/);
});

/** Columns that are made of others, where there is little room; nobody can ask for them. */
const COMPOSED = ['marker', 'short', 'when', 'bucketOrWhy'];

test('every column that can be asked for gets room', () => {
  for (const {id, title} of COLUMNS.filter(column => !COMPOSED.includes(column.id))) {
    const options = {width: 300, sources: five, only: ['ami', id]};
    assert.ok(titles(MIXED, options).includes(title), id);
  }
});

test('the columns never take more than the width', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.constantFrom(QUIET, MIXED, ALL_FAILED, someTasks(30)),
      fc.constantFrom([A_SOURCE], five),
      fc.boolean(),
      fc.subarray(COLUMNS.map(({id}) => id)),
      (width, page, sources, isAbsoluteTime, only) => {
        const options = {width, sources, isAbsoluteTime};
        for (const placed of [columnsFor(page, options), columnsFor(page, {...options, only})]) {
          const taken = placed.reduce((sum, column) => sum + column.gap + column.width, 0);
          assert.ok(taken <= Math.max(width, 1), `${taken} of ${width}`);
        }
      },
    ),
  );
});

test('a running task is written with its bar, percent and time to go', () => {
  const running = cells({
    storeTaskState: 'InProgress',
    progressPercentage: 50,
    startedAt: NOW - 600_000,
  });
  assert.equal(running.state, 'InProgress');
  assert.equal(running.progress, '[##########----------]  50%');
  assert.equal(running.started, '10m ago');
  assert.match(running.eta ?? '', /^~\d+m$/);
});

test('a settled task has no time to go', () => {
  assert.equal(cells({}).eta, '');
  const failed = cells({
    storeTaskState: 'Failed',
    progressPercentage: 31,
    storeTaskFailureReason: 'No access.',
  });
  assert.equal(failed.progress, '[######xxxxxxxxxxxxxx]  31%');
  assert.equal(failed.reason, 'No access.');
});

test('a task at 0 % for long is said to be queued, and gets no invented time', () => {
  const queued = cells({
    storeTaskState: 'InProgress',
    progressPercentage: 0,
    startedAt: NOW - 3_600_000,
  });
  assert.equal(queued.eta, 'queued?');
});

test('missing members leave a gap or a question mark, never a wrong value', () => {
  const empty = cells({
    amiId: undefined,
    bucket: undefined,
    s3ObjectKey: undefined,
    progressPercentage: undefined,
    storeTaskState: undefined,
    startedAt: undefined,
  });
  assert.equal(empty.state, '?');
  assert.equal(empty.bucket, '');
  assert.match(empty.progress ?? '', /^\[\?+] +$/);
});

test('times are absolute on demand', () => {
  const display = {...context.display, isAbsoluteTime: true};
  const text = cells({startedAt: NOW}, {...context, display}).started ?? '';
  assert.equal(text, '01-31 12:00Z');
  const when = columnsFor(QUIET, {isAbsoluteTime: true}).find(({id}) => id === 'when');
  assert.equal(when?.width, text.length);
});

test('at the left edge news beats the selection', () => {
  const mark = (more: Partial<CellContext>) =>
    COLUMNS[0]?.write(aTask(0), {...context, ...more}, 1).text;
  assert.equal(mark({}), ' ');
  assert.equal(mark({isSelected: true}), '>');
  assert.equal(mark({mark: 'new'}), '*');
  assert.equal(mark({isSelected: true, mark: 'failed'}), '!');
});

test('what is done is quiet, what runs is bright, what failed is red with its reason', () => {
  const tone = (id: string, task: Parameters<typeof aTask>[1]) =>
    COLUMNS.find(column => column.id === id)?.write(aTask(4, task), context, 15).tone;
  const running = {storeTaskState: 'InProgress', progressPercentage: 50};
  assert.equal(tone('progress', {}), 'dim');
  assert.equal(tone('progress', running), 'runningBar');
  assert.equal(tone('state', running), 'running');
  const broken = {storeTaskState: 'Failed', storeTaskFailureReason: 'No access.'};
  for (const id of ['state', 'progress', 'reason', 'bucketOrWhy']) {
    assert.equal(tone(id, broken), 'failed', id);
  }
});
