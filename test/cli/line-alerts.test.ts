import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {startLineAlerts} from '../../source/cli/modes/line-alerts.js';
import {aTask, fakeStore} from '../helpers/fake-store.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';

const done = aTask(1);
const completed = {
  type: 'completed',
  at: Date.now(),
  key: done.key,
  source: 0,
  task: done.task,
  previous: aTask(1, {storeTaskState: 'InProgress'}).task,
} as const;
/** The clock stands still, so that log and hook take at the end what they need. */
const io = {env: {PATH: process.env.PATH}, clock: new SimulatedClock()};

test('without a screen hook and log still tell of each change', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-lines-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  const [log, hooked] = [join(folder, 'log'), join(folder, 'hooked')];
  const notes: string[] = [];
  const store = fakeStore();
  const alerts = await startLineAlerts(
    store,
    {exec: `echo "$AMIWATCH_STATE" >>${hooked}; exit 2`, log},
    io,
    () => true,
    note => notes.push(note),
  );
  store.change({tasks: [done], events: [completed]});
  await alerts.settled();
  await alerts.stop();
  assert.equal(readFileSync(hooked, 'utf8'), 'Completed\n');
  assert.match(readFileSync(log, 'utf8'), /"Event":"completed".*\n/);
  // At once, and in sum at the end: what was told hours before has scrolled away.
  assert.equal(notes.length, 2);
  assert.match(notes[0] ?? '', /failed with exit code 2/);
  assert.match(notes[1] ?? '', /^The --exec command failed 1 of 1 times/);
  assert.equal(store.listenerCount(), 0);
});

test('where nothing is asked for, nobody listens to the store', async () => {
  const store = fakeStore();
  const alerts = await startLineAlerts(
    store,
    {exec: undefined, log: undefined},
    io,
    () => true,
    assert.fail,
  );
  assert.equal(store.listenerCount(), 0);
  await alerts.settled();
  await alerts.stop();
});
