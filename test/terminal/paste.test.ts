import assert from 'node:assert/strict';
import test from 'node:test';
import {pasted} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';

test('on a real terminal', async t => {
  const {pty} = await startLive(t);

  await t.test('a paste triggers no key', async () => {
    pty.press(pasted('q4p\r?b e\u{3}\u{1A}'));
    // Keys are handled in order: when this one shows, the paste is over.
    pty.press('j');
    await pty.waitFor(/^> ami-0{16}1 /m, 'the second row');
    assert.match(pty.text(), /^\[1]All \d+\+? .* b all {3}\/ -$/m);
    assert.match(pty.text(), /live · every 10s/);
  });

  await t.test('a paste into the search is one line of text, and Enter in it is none', async () => {
    pty.press('/');
    await pty.waitFor('Search _', 'the search');
    pty.press(pasted('ami-00000000000000\n002\r\n'));
    await pty.waitFor('Search ami-00000000000000 002_', 'the pasted text');
    pty.press('\r');
    await pty.waitFor(/\/ami-00000000000000 002$/m, 'the end of typing');
    pty.press('c');
    await pty.waitFor(/ \/ -$/m, 'no search');
    await quit(pty);
  });
});
