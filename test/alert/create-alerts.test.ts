import assert from 'node:assert/strict';
import type {spawn} from 'node:child_process';
import {EventEmitter} from 'node:events';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import {
  type AlertOptions,
  type AlertProblem,
  createAlerts,
} from '../../source/alert/create-alerts.js';
import {hookEnvironment} from '../../source/alert/hooks/hook-environment.js';
import {EventLog} from '../../source/poll/tasks/event-log.js';
import {eventRecord} from '../../source/poll/tasks/event-record.js';
import {EVENT_NAMES, type TaskEvent} from '../../source/poll/tasks/events.js';
import {A_SOURCE, aTask, fakeStore, NOW} from '../helpers/fake-store.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {A_GAP, aChange, completed, failed, started} from './some-events.js';

const XTERM = {TERM: 'xterm-256color', PATH: process.env.PATH};
const OFF = {bell: false, notify: false, title: false, exec: undefined, log: undefined};

/** Alerts whose output and problems are kept, on a store that a test changes. */
function watch(options: Partial<AlertOptions>, known: readonly TaskEvent[] = []) {
  const written: string[] = [];
  const problems: AlertProblem[] = [];
  const history = new EventLog();
  history.add(known);
  const store = fakeStore(history.history);
  const alerts = createAlerts({
    ...OFF,
    env: XTERM,
    // What a log or a hook may take at the end is not what is tested: it takes what it needs.
    clock: new SimulatedClock(),
    write: sequence => written.push(sequence),
    onProblem: problem => problems.push(problem),
    ...options,
  });
  alerts.start(store);
  const add = (...events: readonly TaskEvent[]) => {
    history.add(events);
    store.change(history.history);
  };
  return {written, problems, store, alerts, add};
}

/** A spawn whose hooks end at once and well; what they were told is kept. */
function fakeSpawn() {
  const told: string[] = [];
  const run = (_: string, __: readonly string[], {env}: {env: NodeJS.ProcessEnv}) => {
    told.push(`${env.AMIWATCH_AMI_ID} ${env.AMIWATCH_PREVIOUS_STATE}>${env.AMIWATCH_STATE}`);
    const child = new EventEmitter();
    setImmediate(() => child.emit('exit', 0, null));
    return child;
  };
  return {told, spawn: run as unknown as typeof spawn};
}

test('rings once for the ends of one poll, and not for anything else', async () => {
  const {written, add, alerts} = watch({bell: true});
  add(started(), aChange('progressed'), aChange('vanished'), A_GAP);
  assert.deepEqual(written, []);
  add(completed(1), failed(2));
  add(completed(3));
  assert.deepEqual(written, ['\u{7}', '\u{7}']);
  await alerts.stop();
});

test('shows one notification a poll: an end in full, several in sum, failures first', async () => {
  const {written, add, alerts} = watch({notify: true});
  add(failed(2));
  add(completed(1));
  add(completed(1), failed(2), completed(3));
  assert.deepEqual(written, [
    '\u{1B}]9;amiwatch: ami-00000000000000002 failed, Client error: access denied\u{7}',
    '\u{1B}]9;amiwatch: ami-00000000000000001 completed, s3://ami-archive-01/ami-00000000000000001.bin\u{7}',
    '\u{1B}]9;amiwatch: 1 failed, 2 completed, ami-00000000000000002 failed, ami-00000000000000001 completed, ami-00000000000000003 completed\u{7}',
  ]);
  await alerts.stop();
});

test('says where, when there are several sources', async () => {
  const {written, add, store, alerts} = watch({notify: true});
  store.change({sources: [A_SOURCE, {...A_SOURCE, region: 'eu-west-1'}]});
  add(completed(1, {source: 1}));
  assert.match(written.join(''), /ami-00000000000000001 completed in eu-west-1,/);
  await alerts.stop();
});

test('tells nothing of what was so at the start, and nothing after its end', async () => {
  const hooks = fakeSpawn();
  const {written, add, store, alerts} = watch(
    {bell: true, notify: true, exec: 'true', spawn: hooks.spawn},
    [completed(1), failed(2)],
  );
  store.change({tasks: [aTask(1), aTask(2, {storeTaskState: 'Failed'})]});
  await alerts.settled();
  await alerts.stop();
  add(completed(3));
  assert.deepEqual(written, []);
  assert.deepEqual(hooks.told, []);
  assert.equal(store.listenerCount(), 0);
});

test('a hook runs for each state that a task comes into, and for progress never', async () => {
  const hooks = fakeSpawn();
  const {add, alerts} = watch({exec: 'true', spawn: hooks.spawn});
  add(started(1));
  add(aChange('progressed', 1, {storeTaskState: 'InProgress'}), A_GAP, aChange('vanished', 9));
  add(completed(1));
  // First seen at its end: one run, not two.
  add(aChange('started', 2), aChange('completed', 2));
  await alerts.settled();
  assert.deepEqual(hooks.told, [
    'ami-00000000000000001 >InProgress',
    'ami-00000000000000001 InProgress>Completed',
    'ami-00000000000000002 >Completed',
  ]);
  await alerts.stop();
});

test('a gap in which ends may be missing runs the hook, whatever is watched; any other gap does not', async () => {
  const hooks = fakeSpawn();
  const {add, alerts} = watch({exec: 'true', spawn: hooks.spawn, isWatched: () => false});
  add(A_GAP);
  await alerts.settled();
  assert.deepEqual(hooks.told, []);
  add({...A_GAP, until: NOW - 300_000});
  await alerts.settled();
  assert.deepEqual(hooks.told, [' >']);
  assert.equal(hookEnvironment(eventRecord(A_GAP, [A_SOURCE])).AMIWATCH_REASON, A_GAP.reason);
  await alerts.stop();
});

test('a hook that fails is told of, on the callback and in the log', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-alerts-'));
  const log = path.join(folder, 'log');
  const {add, alerts, problems} = watch({exec: 'echo broken >&2; exit 1', log});
  add(failed(1));
  await alerts.settled();
  await alerts.stop();
  assert.equal(problems.length, 1);
  assert.match(
    problems[0]?.message ?? '',
    /ami-00000000000000001 failed with exit code 1: broken\.$/,
  );
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(
    lines.map(line => line.Event),
    ['failed', 'problem'],
  );
  assert.equal(lines[1].Message, problems[0]?.message);
  rmSync(folder, {recursive: true});
});

test('tells only of what is watched, but logs everything', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-alerts-'));
  const log = path.join(folder, 'log');
  const hooks = fakeSpawn();
  const {add, alerts, written} = watch({
    bell: true,
    exec: 'true',
    spawn: hooks.spawn,
    log,
    isWatched: ({bucket}) => bucket === 'mine',
  });
  add(completed(1), failed(2));
  assert.deepEqual(written, []);
  add(completed(3, {bucket: 'mine'}));
  await alerts.settled();
  await alerts.stop();
  assert.deepEqual(written, ['\u{7}']);
  assert.equal(hooks.told.length, 1);
  assert.equal(readFileSync(log, 'utf8').trim().split('\n').length, 3);
  rmSync(folder, {recursive: true});
});

test('keeps the title, counts failures since the start, and gives the old title back', async () => {
  const {written, add, store, alerts} = watch({title: true}, [failed(7)]);
  store.change({tasks: [aTask(0, {storeTaskState: 'InProgress', progressPercentage: 71})]});
  add(failed(2));
  const before = written.length;
  store.change({intervalMs: 20_000});
  assert.equal(written.length, before);
  const stopped = alerts.stop();
  assert.deepEqual(written, [
    '\u{1B}[22;0t\u{1B}]0;idle\u{7}',
    '\u{1B}]0;1 running 71%\u{7}',
    '\u{1B}]0;1 running 71% | 1 failed\u{7}',
    '\u{1B}]0;\u{7}\u{1B}[23;0t',
  ]);
  await stopped;
});

const anEvent = fc.tuple(
  fc.constantFrom('started', 'progressed', 'completed', 'failed', 'vanished', 'gap'),
  fc.nat({max: 5}),
);

function eventOf([type, index]: [string, number]): TaskEvent {
  switch (type) {
    case 'gap':
      return {...A_GAP};
    case 'completed':
      return completed(index);
    case 'failed':
      return failed(index);
    case 'started':
      return started(index);
    default:
      return aChange(type as 'progressed' | 'vanished', index);
  }
}

test('whatever happens, in whatever batches: each transition once, in bell, notification, hook and log', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-alerts-'));
  let run = 0;
  const batches = fc.array(fc.array(anEvent, {maxLength: 30}), {maxLength: 15});
  await fc.assert(
    fc.asyncProperty(fc.array(anEvent, {maxLength: 40}), batches, async (known, rest) => {
      const log = path.join(folder, String(run++));
      const hooks = fakeSpawn();
      const {written, problems, add, alerts} = watch(
        {bell: true, notify: true, exec: 'true', spawn: hooks.spawn, log},
        known.map(eventOf),
      );
      const happened: TaskEvent[] = [];
      let noisy = 0;
      for (const batch of rest) {
        const events = batch.map(eventOf);
        happened.push(...events);
        noisy += events.some(({type}) => type === 'completed' || type === 'failed') ? 1 : 0;
        add(...events);
      }

      await alerts.settled();
      await alerts.stop();
      const expected = happened.flatMap(event =>
        event.type === 'started' || event.type === 'completed' || event.type === 'failed'
          ? [
              `${event.task.amiId} ${event.previous?.storeTaskState ?? ''}>${event.task.storeTaskState}`,
            ]
          : [],
      );
      assert.deepEqual(hooks.told, expected);
      assert.equal(written.length, noisy);
      assert.ok(written.every(text => /^\u{7}\u{1B}\]9;[^\u{1B}\u{7}]+\u{7}$/u.test(text)));
      const text = readFileSync(log, 'utf8');
      const logged = text
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line).Event)
        .filter(name => name !== 'progress');
      assert.deepEqual(
        logged,
        happened.map(({type}) => EVENT_NAMES[type]).filter(name => name !== 'progress'),
      );
      assert.deepEqual(problems, []);
    }),
    {numRuns: 150},
  );
  rmSync(folder, {recursive: true});
});
