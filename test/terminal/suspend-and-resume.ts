import assert from 'node:assert/strict';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';

/**
Suspends it, looks at the terminal, and takes it to the front again.
@param suspend @default by key
@param shows What is on the screen then. @default the list
*/
export async function suspendAndResume(
  pty: Pty,
  count: number,
  suspend = () => pty.press(KEY.ctrlZ),
  shows = /^> ami-/m,
): Promise<void> {
  suspend();
  await pty.waitFor(`stopped ${count}`, 'the shell');
  assert.deepEqual([...pty.modes()], ['cursor'], 'modes while it is stopped');
  assert.equal(await pty.note('stopped'), await pty.note('before'), 'settings while it is stopped');
  pty.press('\r');
  await pty.waitFor(shows, 'the screen again');
  await pty.waitFor(
    () => pty.modes().has('alternateScreen') && !pty.modes().has('cursor'),
    'the alternate screen',
  );
}
