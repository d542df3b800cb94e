import assert from 'node:assert/strict';
import test from 'node:test';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {assertGone, startLive} from '../helpers/pty-live.js';
import {ptyAmiId, RUNNING} from '../helpers/pty-scenario.js';

const WAIT = ['--wait', '--interval', '2', '--utc'];

const COMPLETED: Partial<DemoTask> = {storeTaskState: 'Completed', progressPercentage: 100};

test('--wait on a terminal: the live screen leaves by itself, and the table stays', async t => {
  const {pty, scenario} = await startLive(t, {args: WAIT});
  assert.ok(pty.modes().has('alternateScreen'));
  for (const index of RUNNING) {
    scenario.change(index, COMPLETED);
  }
  await assertGone(pty, 0);
  const text = pty.normalText();
  for (const index of RUNNING) {
    assert.match(text, new RegExp(`${ptyAmiId(index)} +. Completed +. 100 `));
  }
  assert.equal(text.match(/ami-0{15}/g)?.length, RUNNING.length, 'only what was watched');
  assert.match(text, /\nDone after [\dms ]+: 3 Completed\.$/);
});
