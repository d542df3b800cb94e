import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import type {LiveOptions} from '../../source/app/run.js';
import {systemClock} from '../../source/poll/clock.js';
import {aTask, fakeStore} from '../helpers/fake-store.js';
import {type Screen, startScreen} from './fake-terminal.js';

const SIZE = {columns: 100, rows: 24};
const SILENT = {bell: false, notify: false, title: false, exec: undefined, log: undefined};
const env = {TERM: 'xterm-256color', LANG: 'C.UTF-8', PATH: process.env.PATH};
const running = aTask(1, {storeTaskState: 'InProgress', progressPercentage: 71});
const done = aTask(1);

function start(alerts: Partial<NonNullable<LiveOptions['alerts']>>, more = {}) {
  const store = fakeStore({tasks: [running]});
  const screen = startScreen(store, SIZE, {
    env,
    clock: systemClock,
    alerts: {...SILENT, ...alerts},
    ...more,
  });
  const complete = () =>
    store.change({
      tasks: [done],
      events: [
        {
          type: 'completed',
          at: Date.now(),
          key: done.key,
          source: 0,
          task: done.task,
          previous: running.task,
        },
      ],
    });
  return {store, screen, complete};
}

async function quit(screen: Screen): Promise<void> {
  screen.type('\u{3}');
  await screen.ended;
  await screen.flushed();
}

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-alerts-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

const count = (text: string, part: string) => text.split(part).length - 1;

test('bell and notification come once for a task that ends, and never inside a frame', async () => {
  const {screen, complete} = start({bell: true, notify: true});
  await screen.until(text => text.includes('InProgress 1'));
  assert.equal(count(screen.stdout.text, '\u{7}'), 0, 'what was so at the start is no news');
  complete();
  await screen.until(text => text.includes('Completed 1'));
  await quit(screen);
  const {text} = screen.stdout;
  const notification = `\u{1B}]9;amiwatch: ${done.task.amiId} completed, s3://ami-archive-01/${done.task.amiId}.bin\u{7}`;
  assert.equal(count(text, notification), 1);
  assert.equal(count(text, '\u{7}'), 2, 'the bell, and the end of the notification');
  for (const frame of text.split('\u{1B}[?2026h').slice(1)) {
    assert.ok(!frame.slice(0, frame.indexOf('\u{1B}[?2026l')).includes('\u{7}'));
  }
});

for (const [how, end] of [
  ['q', (screen: Screen) => screen.type('q')],
  ['SIGTERM', () => process.emit('SIGTERM')],
  [
    'a crash',
    () => process.listeners('uncaughtException').at(-1)?.(new Error('x'), 'uncaughtException'),
  ],
] as const) {
  test(`the title tells what runs, and is given back after ${how}`, async () => {
    const {screen} = start({title: true});
    await screen.until(() => screen.stdout.text.includes('\u{1B}]0;1 running 71%\u{7}'));
    assert.equal(count(screen.stdout.text, '\u{1B}[22;0t'), 1);
    assert.equal(count(screen.stdout.text, '\u{1B}[23;0t'), 0);
    end(screen);
    await screen.ended;
    assert.equal(count(screen.stdout.text, '\u{1B}[23;0t'), 1);
  });
}

test('the title counts what ended since somebody looked', async () => {
  const {screen, complete} = start({title: true});
  const shows = (title: string) =>
    screen.until(
      () =>
        screen.stdout.text.endsWith(`\u{1B}]0;${title}\u{7}`) ||
        screen.stdout.text.split('\u{1B}]0;').at(-1)?.startsWith(`${title}\u{7}`) === true,
    );
  await shows('1 running 71%');
  complete();
  await shows('1 completed');
  screen.type('c');
  await shows('idle');
  await quit(screen);
});

test('the log has each change, and a log that can’t be written is told of in the event log', async t => {
  const log = join(folderOf(t), 'log.ndjson');
  const good = start({log});
  await good.screen.until(text => text.includes('InProgress 1'));
  good.complete();
  await good.screen.until(text => text.includes('Completed 1'));
  await quit(good.screen);
  const records = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    records.map(({Event, AmiId}) => [Event, AmiId]),
    [['completed', done.task.amiId]],
  );

  const bad = start({log: '/dev/null/log.ndjson'});
  bad.screen.type('e');
  await bad.screen.until(text => /The log \/dev\/null\/log.* can't be written \(\w+\)/.test(text));
  await quit(bad.screen);
});

test('a hook that fails is told of in the event log, and what it prints is not on the screen', async () => {
  const {screen, complete} = start({exec: 'echo QUIET; exit 3'});
  await screen.until(text => text.includes('InProgress 1'));
  complete();
  screen.type('e');
  await screen.until(
    text => /The --exec command for ami-0+1 failed with exit code 3/.test(text),
    'the failed hook',
  );
  assert.ok(!screen.stdout.text.includes('QUIET'));
  await quit(screen);
});

test('a program that ends with the event waits for its hook', async t => {
  const file = join(folderOf(t), 'hook');
  const {screen, complete} = start(
    {exec: `sleep 1; echo "$AMIWATCH_AMI_ID $AMIWATCH_STATE" >${file}`},
    {
      isFinished: ({tasks}: {tasks: {chunks: readonly (readonly (typeof done)[])[]}}) =>
        tasks.chunks.flat().every(({task}) => task.storeTaskState === 'Completed'),
    },
  );
  await screen.until(text => text.includes('InProgress 1'));
  complete();
  await screen.ended;
  assert.equal(readFileSync(file, 'utf8'), `${done.task.amiId} Completed\n`);
});

test('a log that can’t be written is on the screen until it can be, ! says why, and the end counts its lines', async t => {
  const blocked = join(folderOf(t), 'in-the-way');
  writeFileSync(blocked, '');
  const {screen, complete} = start({log: join(blocked, 'log')});
  await screen.until(text => /! --log can't be written: E[A-Z]+, 0 lines missing/.test(text));
  complete();
  await screen.until(text => /E[A-Z]+, 1 line missing/.test(text));
  screen.type('!');
  await screen.until(text =>
    /\n--log can't be written: E[A-Z]+, 1 line missing[^!]*; since\s/.test(text),
  );
  screen.type('q');
  await screen.until(text => text.includes('Completed 1'));
  screen.type('q');
  const {exitCode, notes} = await screen.ended;
  assert.equal(exitCode, 0, 'the code of the run');
  assert.match(notes.join(), /^The log .* could not be written \(E[A-Z]+\): it lacks 1 line\.$/);
});
