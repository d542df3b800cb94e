import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {createAlerts} from '../../source/alert/create-alerts.js';
import {LOG_TIMES} from '../../source/alert/log/log-file.js';
import type {AlertTrouble} from '../../source/alert/trouble.js';
import {aTask, fakeStore} from '../helpers/fake-store.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {failed} from './some-events.js';
import {until} from './until.js';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-trouble-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

function start(wishes: {exec?: string; log?: string}, env: NodeJS.ProcessEnv = {}) {
  const clock = new SimulatedClock();
  const seen: (readonly AlertTrouble[])[] = [];
  const store = fakeStore({tasks: [aTask(1)]});
  const alerts = createAlerts({
    bell: false,
    notify: false,
    title: false,
    exec: wishes.exec,
    log: wishes.log,
    write() {},
    env: {PATH: process.env.PATH, ...env},
    clock,
    onProblem() {},
    onTroubles: troubles => seen.push(troubles),
  });
  alerts.start(store);
  const now = () => seen.at(-1) ?? [];
  const happen = (...events: readonly number[]) =>
    store.change({events: events.map(index => failed(index))});
  return {alerts, clock, seen, now, store, happen};
}

test('a log that can’t be written stands as a trouble, with its lines counted, until it is whole', async t => {
  const folder = folderOf(t);
  const blocked = path.join(folder, 'in-the-way');
  writeFileSync(blocked, '');
  const log = path.join(blocked, 'log.ndjson');
  const {alerts, clock, now, happen} = start({log});
  await until(() => now().length === 1, 'the trouble');
  const [first] = now();
  assert.deepEqual([first?.about, first?.count, first?.name], ['log', 0, log]);
  assert.match(first?.reason ?? '', /^E[A-Z]+$/);
  happen(1, 2);
  assert.equal(now()[0]?.count, 2);
  assert.equal(now()[0]?.since, first?.since, 'it is still the same trouble');
  rmSync(blocked);
  mkdirSync(blocked);
  clock.advance(LOG_TIMES.retryMs);
  await until(() => now().length === 0, 'the end of the trouble');
  await alerts.stop();
  assert.deepEqual(alerts.summary(), []);
  assert.ok(existsSync(log));
});

test('what a log lacks at the end is counted, one line too, and none', async t => {
  for (const [events, expected] of [
    [[], /^The log .* could not be written \(E[A-Z]+\)\.$/],
    [[1], /^The log .* could not be written \(E[A-Z]+\): it lacks 1 line\.$/],
    [[1, 2, 3], /^The log .* could not be written \(E[A-Z]+\): it lacks 3 lines\.$/],
  ] as const) {
    const file = path.join(folderOf(t), 'file');
    writeFileSync(file, '');
    const {alerts, now, happen} = start({log: path.join(file, 'log')});
    await until(() => now().length === 1, 'the trouble');
    if (events.length > 0) {
      happen(...events);
    }

    await alerts.stop();
    assert.equal(alerts.summary().length, 1);
    assert.match(alerts.summary()[0] ?? '', expected);
  }
});

test('a command that fails stands as a trouble until it works again, and is told of at the end', async t => {
  const flag = path.join(folderOf(t), 'flag');
  const {alerts, now, happen} = start(
    {exec: 'test -e "$FLAG" || { echo why >&2; exit 3; }'},
    {FLAG: flag},
  );
  happen(1);
  await alerts.settled();
  assert.deepEqual(
    now().map(({about, reason, count}) => [about, reason, count]),
    [['exec', 'failed with exit code 3: why', 1]],
  );
  happen(1, 2, 3);
  await alerts.settled();
  assert.equal(now()[0]?.count, 3);
  writeFileSync(flag, '');
  happen(1, 2, 3, 4);
  await alerts.settled();
  assert.deepEqual(now(), []);
  await alerts.stop();
  assert.deepEqual(alerts.summary(), [
    'The --exec command failed 3 of 4 times; the last time it failed with exit code 3: why.',
  ]);
});

test('where all went well nothing is said', async t => {
  const {alerts, seen, happen} = start({exec: 'true', log: path.join(folderOf(t), 'log')});
  happen(1);
  await alerts.settled();
  await alerts.stop();
  assert.deepEqual([seen, alerts.summary()], [[], []]);
});
