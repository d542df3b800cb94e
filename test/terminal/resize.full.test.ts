import test from 'node:test';
import {randomOf} from '../../source/demo/random.js';
import {quit} from '../helpers/pty-live.js';
import {assertAsFresh, freshText, masked, START, startFew} from './resized.js';

test('after each resize the screen is that of a program started at the size', t =>
  assertAsFresh(t, [
    {columns: 200, rows: 60},
    {columns: 40, rows: 10},
    {columns: 80, rows: 3},
    {columns: 120, rows: 40},
    {columns: 20, rows: 5},
    START,
  ]));

test('1,000 resizes in a row leave no garbage', async t => {
  const live = await startFew(t);
  const {pty} = live;
  const fresh = await freshText(t, live, START);
  const random = randomOf(1, 1);
  for (let count = 1; count <= 1000; count++) {
    pty.resize({
      columns: 1 + Math.floor(random() * 200),
      rows: 1 + Math.floor(random() * 60),
    });
    if (count % 50 === 0) {
      const bytes = pty.bytes();
      await pty.waitFor(() => pty.bytes() > bytes, 'an answer to the resizes');
    }
  }

  pty.resize(START);
  await pty.waitFor(text => masked(text) === fresh, `the screen as before:\n${fresh}\n`);
  await quit(pty);
});
