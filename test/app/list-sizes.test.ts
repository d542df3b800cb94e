import assert from 'node:assert/strict';
import test from 'node:test';
import type {CoverageStatus, SourceStatus} from '../../source/poll/snapshot.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {
  A_SOURCE,
  aTask,
  COMPLETE,
  fakeStore,
  NOW,
  type SnapshotOptions,
  someTasks,
} from '../helpers/fake-store.js';
import {type Screen, type Size, startScreen} from './fake-terminal.js';

/*
The list at the sizes that people have, with nothing, a little and much to show.
*/

const SIZES = {
  '80x24': [80, 24],
  '120x36': [120, 36],
  '200x60': [200, 60],
  '60x15': [60, 15],
  '40x10': [40, 10],
  '100x3': [100, 3],
  '80x1': [80, 1],
} as const satisfies Record<string, readonly [columns: number, rows: number]>;

type SizeName = keyof typeof SIZES;

const PARTLY: CoverageStatus = {
  ...COMPLETE,
  isComplete: false,
  loadedBackTo: NOW - 86_400_000,
  whole: [{states: ['InProgress'], buckets: []}],
};

const REASON =
  'AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723)';

/** Running, running with time to go, failed, completed. */
const FIVE = [
  aTask(0, {storeTaskState: 'InProgress', progressPercentage: 0}),
  aTask(1, {storeTaskState: 'InProgress', progressPercentage: 50}),
  aTask(2, {
    storeTaskState: 'Failed',
    progressPercentage: 46,
    storeTaskFailureReason: REASON,
  }),
  aTask(3),
  aTask(4),
];

const REGIONS = ['us-east-1', 'us-east-2', 'eu-central-1', 'ap-southeast-1', 'ap-southeast-2'];
const FIVE_REGIONS: readonly SourceStatus[] = REGIONS.map(region => ({...A_SOURCE, region}));
const TWO_PROFILES: readonly SourceStatus[] = ['production', 'staging'].map(profile => ({
  ...A_SOURCE,
  profile,
}));

const inEach = (tasks: readonly TrackedTask[], count: number) =>
  tasks.map((tracked, index) => ({...tracked, source: index % count}));

async function show(name: SizeName, options: SnapshotOptions): Promise<Screen> {
  const [columns, rows] = SIZES[name];
  const size: Size = {columns, rows};
  const screen = startScreen(fakeStore(options), size);
  await screen.until(text => text.trim() !== '', 'the screen');
  await screen.flushed();
  return screen;
}

async function leave(screen: Screen): Promise<void> {
  screen.type('\u{3}');
  await screen.ended;
}

async function linesAt(name: SizeName, options: SnapshotOptions): Promise<readonly string[]> {
  const screen = await show(name, options);
  const lines = screen.lines();
  await leave(screen);
  assert.ok(
    lines.every(line => line.length <= SIZES[name][0]),
    lines.join('\n'),
  );
  return lines;
}

const ALL = Object.keys(SIZES) as readonly SizeName[];

test('0 tasks: each size says that there is nothing, and only where that is sure', async () => {
  for (const name of ALL) {
    const text = (await linesAt(name, {})).join('\n');
    assert.match(text, /no tasks in the last 31 days/, name);
    const partly = (await linesAt(name, {coverage: PARTLY})).join('\n');
    assert.match(partly, /no tasks known yet/, name);
  }
});

test('5 tasks: each size tells how many there are, that one failed and why', async () => {
  for (const name of ALL) {
    const text = (await linesAt(name, {tasks: FIVE})).join('\n');
    assert.match(text, /F(?:ailed)? 1\b/, name);
    assert.match(text, /AccessDen/, name);
  }
});

test('450 tasks: where not all is loaded, each number has a +, but for what is known in full', async () => {
  for (const name of ALL) {
    const text = (await linesAt(name, {tasks: someTasks(450), coverage: PARTLY})).join('\n');
    assert.match(text, /I(?:nProgress)? 23\b(?!\+)/, name);
    assert.match(text, /C(?:ompleted)? 404\+/, name);
    assert.match(text, /F(?:ailed)? 23\+/, name);
  }
});

test('10,000 tasks: nothing is cut that tells where one is, and a pane of 3 rows claims no total', async () => {
  const tasks = someTasks(10_000);
  for (const name of ['80x24', '120x36', '200x60', '60x15', '40x10'] as const) {
    const lines = await linesAt(name, {tasks, coverage: PARTLY});
    assert.match(lines.join('\n'), /^1-\d+ of (?:10000\+|newest 10000; → loads older)/m, name);
  }

  const [first = ''] = await linesAt('100x3', {tasks, coverage: PARTLY});
  assert.match(first, /^InProgress 500 {2}Completed 9000\+ {2}Failed 500\+ +read 11:59:57Z$/);
});

test('80x24 reads as it is drawn: head, tabs, heading, rows with a reason, keys', async () => {
  const lines = await linesAt('80x24', {tasks: FIVE});
  assert.deepEqual(lines.slice(0, 8), [
    'amiwatch  default · us-east-1                  live · every 10s · read 11:59:57Z',
    '[1]All 5  [2]InProgress 2  [3]Completed 2  [4]Failed 1               b all   / -',
    '  AMI ID                 STATE      PROGRESS         WHEN↓   BUCKET or WHY',
    '> ami-00000000000000000  InProgress [--------]   0%  1m ago  ami-archive-00',
    '  ami-00000000000000001  InProgress [####----]  50%  ~2m     ami-archive-01',
    '  ami-00000000000000002  Failed     [####xxxx]  46%  3m ago  AccessDenied: Acce…',
    '  ami-00000000000000003  Completed  [========] 100%  4m ago  ami-archive-03',
    '  ami-00000000000000004  Completed  [========] 100%  5m ago  ami-archive-00',
  ]);
  assert.match(lines[22] ?? '', /^Enter open {2}\/ find {2}b bucket .*\? help {2}q quit$/);
});

test('120x36 has the preview below: why, what to check, the object, how to try again', async () => {
  const screen = await show('120x36', {tasks: FIVE});
  screen.type('jj');
  await screen.until(text =>
    /^── ami-0{16}2 {2}Failed at 46% ─+ 3 of 5 ── C copies ── Enter opens ──$/m.test(text),
  );
  const text = screen.text();
  assert.ok(text.includes(REASON), 'the whole reason');
  assert.match(text, /^check {8}the policies of the bucket/m);
  assert.match(
    text,
    /^object {7}s3:\/\/ami-archive-02\/ami-0{16}2\.bin {3}listed until 03-03 {3}started 11:57:00Z, 3m ago$/m,
  );
  assert.match(text, /aws ec2 create-store-image-task --image-id ami-0{16}2 /);
  screen.type('\t');
  await screen.until(shown => !shown.includes('Enter opens'), 'no preview');
  screen.type('\t');
  await screen.until(shown => shown.includes('Enter opens'), 'the preview again');
  await leave(screen);
});

test('200x60 has it at the right, with the events under it', async () => {
  const [, , failed] = FIVE as [TrackedTask, TrackedTask, TrackedTask];
  const {key, source, task} = failed;
  const events = [{type: 'failed', at: NOW, key, source, task, previous: undefined}] as const;
  const lines = await linesAt('200x60', {tasks: FIVE, events});
  const right = lines.map(line => line.split(' │ ')[1] ?? '');
  assert.match(right[2] ?? '', /^── ami-0{17} {2}InProgress ─+ C copies ── Enter opens ──$/);
  const under = right.findIndex(line => line.startsWith('── events '));
  assert.ok(under > 2);
  assert.match(right[under + 1] ?? '', /ami-0{16}2 .*(?:failed|FAILED).*AccessDenied/);
});

test('at 60 columns the time stays before a wide bar', async () => {
  const lines = await linesAt('60x15', {tasks: FIVE});
  assert.match(lines[4] ?? '', /^ {2}ami-0{16}1 {2}InProgress {2}50% {2}~2m /);
  assert.match(lines[5] ?? '', /^ {2}ami-0{16}2 {2}Failed {6}46% {2}3m ago {2}AccessDe/);
});

test('at 40x10 a row is the end of the ID, the letter of the state, percent or time to go, the reason', async () => {
  const lines = await linesAt('40x10', {tasks: FIVE});
  assert.equal(lines[1], '[1]All 5 [2]I 2 [3]C 2 [4]F 1');
  assert.equal(lines[3], '  0001  I  ~2m ami-archive-01');
  assert.equal(lines[4], '  0002  F  46% AccessDenied: Access Den…');
});

test('three rows are the counts, the latest failure with its reason, what runs with its time to go', async () => {
  const lines = await linesAt('100x3', {tasks: FIVE});
  assert.match(lines[0] ?? '', /^InProgress 2 {2}Completed 2 {2}Failed 1 +read 11:59:57Z$/);
  assert.match(
    lines[1] ?? '',
    /^Failed ami-0{16}2 3m ago: AccessDenied: Access Denied \(Service: S3/,
  );
  assert.match(lines[2] ?? '', /^ami-0{17} 0% {2}ami-0{16}1 50% ~2m$/);
});

test('five Regions at 80 and 120 columns, two profiles at 80: told apart in full, with a count each', async () => {
  for (const name of ['80x24', '120x36', '200x60'] as const) {
    const lines = await linesAt(name, {tasks: inEach(FIVE, 5), sources: FIVE_REGIONS});
    for (const [index, region] of REGIONS.entries()) {
      const row = lines.find(line => new RegExp(`^[> ] ami-0{16}${index} `).test(line));
      assert.ok(row?.includes(region), `${name}: ${row}`);
    }
  }

  const wide = await linesAt('120x36', {tasks: inEach(FIVE, 5), sources: FIVE_REGIONS});
  assert.equal(wide[1], `default: ${REGIONS.map(region => `${region} 1+`).join(', ')}`);
  const narrow = await linesAt('80x24', {tasks: inEach(FIVE, 5), sources: FIVE_REGIONS});
  assert.equal(narrow[1], REGIONS.map(region => `${region} 1+`).join(' '));
  const profiles = await linesAt('80x24', {tasks: inEach(FIVE, 2), sources: TWO_PROFILES});
  assert.equal(profiles[1], 'production · us-east-1 3+   staging · us-east-1 2+');
  assert.match(profiles[5] ?? '', /ami-0{16}1 .* staging /);
});

test('news has a line only while there is some, and its row a mark until a key is pressed on it', async () => {
  const [, , failed] = FIVE as [TrackedTask, TrackedTask, TrackedTask];
  const {key, source, task} = failed;
  const store = fakeStore({tasks: FIVE});
  const screen = startScreen(store, {columns: 80, rows: 24});
  await screen.until(text => text.includes('All 5'));
  assert.doesNotMatch(screen.text(), /since you looked/);
  store.change({
    events: [{type: 'failed', at: NOW, key, source, task, previous: undefined}],
  });
  await screen.until(text => /^── since you looked \(.*\): 1 failed ─+ e shows ──$/m.test(text));
  assert.match(screen.text(), /^! ami-0{16}2 {2}Failed/m);
  screen.type('\u{1B}');
  await screen.until(text => !text.includes('since you looked'));
  assert.match(screen.text(), /^ {2}ami-0{16}2 {2}Failed/m);
  await leave(screen);
});
