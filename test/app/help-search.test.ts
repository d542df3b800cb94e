import assert from 'node:assert/strict';
import test from 'node:test';
import {fakeStore, someTasks} from '../helpers/fake-store.js';
import {startScreen} from './fake-terminal.js';

const SIZE = {columns: 80, rows: 24};

test('/ in the help finds keys as one types; Enter keeps, Esc takes it back', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(30)}), SIZE);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('?');
  await screen.until(text => text.includes('Next row'));
  screen.type('/copy');
  await screen.until(text => /^Find copy_$/m.test(text));
  assert.match(screen.text(), /^ {2}y +Copy the AMI ID$/m);
  assert.doesNotMatch(screen.text(), /Next row/);
  screen.type('\r');
  await screen.until(text => /^Find copy$/m.test(text));
  screen.type('/');
  await screen.until(text => /^Find _$/m.test(text));
  screen.type('qqq');
  await screen.until(text => text.includes('nothing in the help has that'));
  screen.type('\u{7F}\u{15}');
  await screen.until(text => /^Find _$/m.test(text) && text.includes('Next row'));
  screen.type('x\u{1B}');
  await screen.until(text => !text.includes('Find') && text.includes('Next row'));
  screen.type('q');
  await screen.until(text => text.includes('1-19 of') && text.includes('/ -'));
  screen.type('q');
  assert.equal((await screen.ended).exitCode, 0);
});

test('a paste goes into the search of the help, and triggers no key', async () => {
  const store = fakeStore({tasks: someTasks(30)});
  const screen = startScreen(store, SIZE);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('?/');
  await screen.until(text => /^Find _$/m.test(text));
  screen.type('\u{1B}[200~inter\nval\u{1B}[201~');
  await screen.until(text => /^Find inter val_$/m.test(text));
  assert.deepEqual(store.calls, []);
  screen.type('\u{3}');
  await screen.ended;
});
