import assert from 'node:assert/strict';
import test from 'node:test';
import type {LoggedEvent} from '../../source/poll/tasks/event-log.js';
import type {TaskEvent, TaskEventType} from '../../source/poll/tasks/events.js';
import type {Setting} from '../../source/view/state/screen.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import type {ViewState} from '../../source/view/state/view-state.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, aTask, NOW, someTasks} from '../helpers/fake-store.js';
import {type Pressed, press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ascii: Setting = {...SETTING, glyphs: chooseGlyphs({})};
const REASON = `AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723). ${'More '.repeat(20)}END`;

/** The started or settled task number `index`, `minutes` ago. */
function happened(
  type: Exclude<TaskEventType, 'progressed'>,
  index: number,
  minutes: number,
): TaskEvent {
  const isSeen = type === 'completed' || type === 'failed';
  const {task, key, source} = aTask(index, {
    storeTaskState:
      type === 'failed' ? 'Failed' : type === 'completed' ? 'Completed' : 'InProgress',
    progressPercentage: type === 'failed' ? 46 : 100,
    storeTaskFailureReason: type === 'failed' ? REASON : undefined,
    startedAt: NOW - minutes * MINUTE - 21 * MINUTE,
  });
  const at = NOW - minutes * MINUTE;
  return {type, at, key, source, task, previous: isSeen ? task : undefined};
}

function progressed(index: number, minutes: number, from: number, to: number): TaskEvent {
  const reading = (percent: number) =>
    aTask(index, {storeTaskState: 'InProgress', progressPercentage: percent});
  const {task, key, source} = reading(to);
  const at = NOW - minutes * MINUTE;
  return {type: 'progressed', at, key, source, task, previous: reading(from).task, steps: 12};
}

function gap(minutes: number): TaskEvent {
  const at = NOW - minutes * MINUTE;
  return {type: 'gap', at, from: at - 47 * MINUTE, source: 0, reason: 'EC2 is Unavailable.'};
}

/** Oldest first. */
const LOG: readonly TaskEvent[] = [
  happened('completed', 1, 3 * 24 * 60),
  gap(26 * 60),
  happened('started', 2, 25 * 60),
  progressed(2, 24 * 60 + 50, 0, 45),
  happened('completed', 2, 24 * 60 + 30),
  happened('failed', 3, 90),
  happened('started', 4, 10),
  progressed(4, 5, 0, 45),
];

const snapshotOf = (events: readonly (TaskEvent & {readonly seq?: number})[]) =>
  aSnapshot({tasks: someTasks(6), events});

function textOf({screen}: Pressed): readonly string[] {
  return screen.lines().map(line =>
    line
      .map(({text}) => text)
      .join('')
      .trimEnd(),
  );
}

function selectedIn(pressed: Pressed): string {
  const line = pressed.screen.lines().find(([first]) => first?.text.startsWith('> '));
  return (
    line
      ?.map(({text}) => text)
      .join('')
      .trim() ?? ''
  );
}

const AMI = (index: number) => aTask(index).task.amiId ?? '';

test('tabs with counts, a line for each day, what happened, and from when on it was watched', () => {
  const lines = textOf(press(['e'], snapshotOf(LOG), UNTOUCHED, ascii));
  assert.equal(
    lines[0],
    '[1]All 8   [2]Failed 1   [3]Completed 2   [4]Gaps 1         1 of 8, since 12:00Z',
  );
  assert.deepEqual(lines.slice(1, 13), [
    `-- Saturday 01-31 ${'-'.repeat(62)}`,
    `> 11:55  5m ago ${AMI(4)}  0% to 45% in 12 steps`,
    `* 11:50 10m ago ${AMI(4)}  started to ami-archive-00`,
    `! 10:30  1h ago ${AMI(3)}  FAILED at 46%  ${REASON}`,
    `-- Friday 01-30 ${'-'.repeat(64)}`,
    `* 11:30  1d ago ${AMI(2)}  completed in 21m`,
    `  11:10  1d ago ${AMI(2)}  0% to 45% in 12 steps`,
    `* 11:00  1d ago ${AMI(2)}  started to ami-archive-02`,
    '* 10:00  1d ago -- not watched for 47m: EC2 is Unavailable.',
    `-- Wednesday 01-28 ${'-'.repeat(61)}`,
    `* 12:00  3d ago ${AMI(1)}  completed in 21m`,
    '  watched since 12:00Z',
  ]);
});

test('1 to 4 show what the tabs say', () => {
  const shown = (key: string) =>
    textOf(press(['e', key], snapshotOf(LOG), UNTOUCHED, ascii)).filter(line =>
      /^[>*! ] \d\d:/.test(line),
    );
  assert.deepEqual(
    ['1', '2', '3', '4'].map(key => shown(key).length),
    [8, 1, 2, 1],
  );
  assert.match(shown('2')[0] ?? '', /FAILED/);
  assert.match(shown('4')[0] ?? '', /not watched/);
  const none = textOf(press(['e', '2'], snapshotOf(LOG.slice(0, 3)), UNTOUCHED, ascii));
  assert.equal(none[2], 'no failures since 12:00Z (<1m ago)');
});

test('the whole reason of the event under the cursor is in sight, however long', () => {
  const pressed = press(['e', 'j', 'j'], snapshotOf(LOG), UNTOUCHED, ascii);
  assert.match(selectedIn(pressed), /FAILED at 46%/);
  const lines = textOf(pressed);
  assert.ok(lines.length <= pressed.screen.layout.body);
  assert.match(lines.join(' '), /More END +s3:\/\/ami-archive-03\//);
});

test('Enter opens the task of the event, Esc comes back to it, n and N go through the log', () => {
  const snapshot = snapshotOf(LOG);
  const opened = press(['e', 'j', 'j', 'enter'], snapshot, UNTOUCHED, ascii);
  assert.equal(opened.state.mode, 'detail');
  assert.ok(textOf(opened).some(line => line.includes(AMI(3))));
  const back = press(['escape'], snapshot, opened.state, ascii);
  assert.equal(back.state.mode, 'events');
  assert.match(selectedIn(back), /FAILED/);
  const next = press(['n'], snapshot, opened.state, ascii);
  assert.ok(textOf(next).some(line => line.includes(AMI(2))));
  assert.match(selectedIn(press(['N', 'escape'], snapshot, next.state, ascii)), /FAILED/);
  const root = press(['escape'], snapshot, back.state, ascii);
  assert.equal(root.state.mode, 'table');
});

test('the detail of an event that was opened from that of a row shows the event’s task', () => {
  const pressed = press(['enter', 'e', '2', 'enter'], snapshotOf(LOG), UNTOUCHED, ascii);
  assert.ok(textOf(pressed).some(line => line.includes(AMI(3))));
});

test('y copies the ID of the event’s task; a gap has none', () => {
  const copied = press(['e', '2', 'y'], snapshotOf(LOG), UNTOUCHED, ascii);
  assert.deepEqual(copied.effects.at(-1), {type: 'copy', text: AMI(3)});
  const none = press(['e', '4', 'y', 'enter'], snapshotOf(LOG), UNTOUCHED, ascii);
  assert.equal(none.state.mode, 'events');
  assert.ok(none.effects.every(({type}) => type !== 'copy'));
});

/** Many events, one a minute, with their numbers. */
const MANY: readonly LoggedEvent[] = Array.from({length: 60}, (_, index) => ({
  ...happened('completed', index, 60 - index),
  seq: index + 1,
}));

test('what is read doesn’t shift when something happens, and the cursor stays on its event', () => {
  const reading = press(['e', ...'jjjjjjjjjjjjjjjjjj'], snapshotOf(MANY), UNTOUCHED, ascii);
  const before = textOf(reading);
  const later = [
    ...MANY,
    {...happened('failed', 70, 0), seq: 61},
    {...progressed(71, 0, 0, 5), seq: 62},
    {...happened('started', 72, 0), seq: 63},
  ];
  const snapshot = snapshotOf(later);
  const after = screenAt(reading.state, snapshot);
  assert.deepEqual(after.slice(1), before.slice(1));
  assert.match(after[0] ?? '', /\[2\]Failed 1 .*21 of 62, 2 newer: g$/);
  const newest = press(['g'], snapshot, reading.state, ascii);
  assert.match(selectedIn(newest), /started to/);
  assert.match(textOf(newest)[0] ?? '', /1 of 63, since/);
});

function screenAt(state: ViewState, snapshot: ReturnType<typeof snapshotOf>) {
  return textOf({state, effects: [], screen: screenOf(state, snapshot, ascii)});
}

test('a step of progress moves nothing that is read either', () => {
  const reading = press(['e', 'j'], snapshotOf(LOG), UNTOUCHED, ascii);
  const before = screenAt(reading.state, snapshotOf(LOG));
  const [first, ...rest] = LOG.map((event, index) => ({...event, seq: index + 1}));
  const stepped = [first as LoggedEvent, ...rest].map(event =>
    event.seq === 4 ? {...progressed(2, 0, 0, 46), seq: 9} : event,
  );
  stepped.sort((a, b) => a.seq - b.seq);
  assert.deepEqual(screenAt(reading.state, snapshotOf(stepped)), before);
});

test('the cursor is in sight after any keys, and its event is the one that is told', () => {
  const keys = ['j', 'k', 'pagedown', 'pageup', 'G', 'g', 'ctrl+d', 'ctrl+u', '1', '3', '2'];
  let dice = 7;
  for (const rows of [24, 10, 6]) {
    let state = press(['e'], snapshotOf(MANY), UNTOUCHED, ascii).state;
    for (let turn = 0; turn < 200; turn++) {
      dice = (dice * 48_271) % 2_147_483_647;
      const setting = {...ascii, size: {columns: 80, rows}};
      const pressed = press([keys[dice % keys.length] as string], snapshotOf(MANY), state, setting);
      state = pressed.state;
      const lines = pressed.screen.lines();
      assert.ok(lines.length <= pressed.screen.layout.body);
      const isEmpty = state.events.filter === 'failed';
      assert.equal(selectedIn(pressed) !== '', !isEmpty, `turn ${turn}`);
    }
  }
});

test('the end says from when on the log is complete, and counts say that there were more', () => {
  const snapshot = {...snapshotOf(MANY), completeSince: NOW - 3 * DAY};
  const lines = textOf(press(['e', 'G'], snapshot, UNTOUCHED, ascii));
  assert.ok(
    lines.includes('  complete since 2026-01-28 12:00:00Z: what happened before had to make room'),
  );
  assert.match(lines[0] ?? '', /^\[1\]All 60\+ {3}\[2\]Failed 0\+ /);
});

test('a mark tells where somebody looked last', () => {
  const looked = {...UNTOUCHED.looked, since: {at: NOW - 2 * 60 * MINUTE, seq: 5}};
  const lines = textOf(press(['e'], snapshotOf(LOG), {...UNTOUCHED, looked}, ascii));
  const at = lines.findIndex(line => line.startsWith('-- you looked last: 10:00Z ---'));
  assert.match(lines[at - 1] ?? '', /FAILED/);
  assert.match(lines[at + 2] ?? '', /completed in 21m/);
});

test('only what is in sight is drawn: the work doesn’t grow with the log', () => {
  const reads = (count: number) => {
    const events = Array.from({length: count}, (_, index) => {
      const event = happened('completed', index % 50, 60 - (index % 50));
      return {...event, seq: index + 1};
    });
    let tasks = 0;
    const watched = events.map(event =>
      Object.defineProperty({...event}, 'task', {
        enumerable: true,
        get() {
          tasks++;
          return 'task' in event ? event.task : undefined;
        },
      }),
    );
    const snapshot = {...snapshotOf([]), events: watched as LoggedEvent[], happened: count};
    const state = press(['e'], snapshotOf([]), UNTOUCHED, ascii).state;
    screenOf(state, snapshot, ascii).lines();
    return tasks;
  };
  assert.equal(reads(10_000), reads(100));
});

test('a screen reader hears the page around the cursor', () => {
  const setting = {...ascii, isReader: true};
  const {screen} = press(['e', 'j'], snapshotOf(LOG), UNTOUCHED, setting);
  const said = screen.reader?.body().join(' ') ?? '';
  assert.match(said, /Saturday 01-31\./);
  assert.match(said, /Selected, 2 of 8: 11:50 10m ago ami-0+4, started to/);
  assert.doesNotMatch(said, /-{3}/);
});

test('with several Regions a line says which, and a narrow one what happened all the same', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'us-west-2'}];
  const failed = {...happened('failed', 3, 90), source: 1};
  const snapshot = {...snapshotOf([failed]), sources};
  const at = (columns: number) =>
    selectedIn(press(['e'], snapshot, UNTOUCHED, {...ascii, size: {columns, rows: 24}}));
  assert.match(at(120), /^> 10:30 {2}1h ago us-west-2 ami-0{16}3 {2}FAILED at 46% /);
  assert.match(at(60).slice(0, 60), /^> 10:30 us-west-2 ami-0{16}3 {2}FAILED at 46% /);
  assert.match(at(40).slice(0, 40), /^> 10:30 us-west-2 0003 {2}FAILED at 46% /);
  const profiles = [A_SOURCE, {...A_SOURCE, profile: 'prod'}];
  const both = press(['e'], {...snapshot, sources: profiles}, UNTOUCHED, ascii);
  assert.match(selectedIn(both), / prod\/\S+ ami-0{16}3 /);
});
