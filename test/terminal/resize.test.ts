import process from 'node:process';
import test from 'node:test';
import {quit} from '../helpers/pty-live.js';
import {assertAsFresh, freshText, masked, START, startFew} from './resized.js';

test('after a resize the screen is that of a program started at the size', t =>
  assertAsFresh(t, [{columns: 40, rows: 10}, START]));

test('at 1x1 it lives on, and comes back whole', async t => {
  const live = await startFew(t);
  const {pty} = live;
  const fresh = await freshText(t, live, START);
  pty.resize({columns: 1, rows: 1});
  await pty.waitFor(text => text.length === 1, 'one cell');
  pty.press('jk');
  pty.resize(START);
  await pty.waitFor(text => masked(text) === fresh, `the screen as before:\n${fresh}\n`);
  await quit(pty);
});

test('a terminal that was smaller for a moment is drawn on anew, though it has the size from before', async t => {
  const {pty} = await startFew(t);
  // What the program never gets to know of: lines that went off a smaller screen are lost.
  pty.shrinkForAMoment({columns: 20, rows: 3});
  const bytes = pty.bytes();
  process.kill(await pty.pid(), 'SIGWINCH');
  await pty.waitFor(() => pty.framesSince(bytes).length > 0, 'a frame');
  await pty.waitFor(/^amiwatch [\s\S]*^> ami-[\s\S]* q quit$/m, 'the whole screen');
  await quit(pty);
});
