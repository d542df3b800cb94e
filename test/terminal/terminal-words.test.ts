import assert from 'node:assert/strict';
import test from 'node:test';
import {KEY, pasted} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';

const ESC = '\u{1B}';

/** What would quit, filter, open and pause if it were typed. */
const WORDS = [
  `${ESC}P1$r0;4m${ESC}\\`,
  `${ESC}P>|q4p?(390)${ESC}\\`,
  `${ESC}]11;rgb:q4p/b?e/q\u{7}`,
  `${ESC}]10;rgb:ffff/ffff/ffff${ESC}\\`,
  `${ESC}_Gi=31;q${ESC}\\`,
  `${ESC}^q4${ESC}\\`,
  `${ESC}Xq4${ESC}\\`,
  `${ESC}[Mq4q`,
  `${ESC}[<0;10;20M${ESC}[<0;10;20m`,
  `${ESC}[I${ESC}[O`,
  `${ESC}[113;1:3u`,
  `${ESC}[24;80R${ESC}[?62;22c`,
];

test('what the terminal says presses no key', async t => {
  const {pty} = await startLive(t);
  for (const word of WORDS) {
    pty.press(word);
  }

  // Keys are handled in order: when this one shows, all before it are over.
  pty.press('j');
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row');
  assert.match(pty.text(), /^\[1]All \d+\+? .* b all {3}\/ -$/m);
  assert.match(pty.text(), /live/);
  pty.press('/');
  await pty.waitFor('Search _', 'the search');
  pty.press(`${WORDS.join('')}denied`);
  await pty.waitFor('Search denied_', 'what was typed');
  await quit(pty, '\rq');
});

test('reports that a program has left on are switched off at the start', async t => {
  const {pty} = await startLive(t, {
    prelude: String.raw`printf '\033[?1;1000;1002;1003;1004;1006;1015;2004h\033=\033[>4;2m\033[>15u'`,
  });
  const aroundSwitch = () => pty.output().split('\u{1B}[?1049h').slice(-2);
  // They come after what tells that it is ready, in a write of their own.
  await pty.waitFor(() => aroundSwitch()[1]?.includes('\u{1B}[=0u') ?? false, 'the last of them');
  const modes = pty.modes();
  assert.deepEqual(
    [...modes].filter(mode => /mouse|focus/i.test(mode)),
    [],
  );
  const [before = '', within = ''] = aroundSwitch();
  for (const mode of [1, 9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 2004]) {
    assert.match(before, new RegExp(`\u{1B}\\[\\?(?:\\d+;)*${mode}(?:;\\d+)*l`, 'u'), String(mode));
  }

  assert.match(before, /\u{1B}\[>4;0m/u, 'modifyOtherKeys');
  assert.match(before, /\u{1B}\[=0u/u, 'the flags of kitty’s keys');
  assert.match(within, /\u{1B}\[=0u/u, 'the other screen has flags of its own');
  assert.ok(before.includes('\u{1B}>'), 'the keypad');
  await quit(pty);
});

test('an Escape and a key in one packet are two, and so are an Escape and an arrow', async t => {
  const {pty} = await startLive(t, {env: {SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22'}});
  pty.press('/den');
  await pty.waitFor('Search den_', 'the search');
  pty.press(`${KEY.escape}${KEY.down}`);
  await pty.waitFor(/ \/ -$[\s\S]*^> ami-0{16}1 /m, 'left, and the second row');
  pty.press('?');
  await pty.waitFor(/^Help/m, 'the help');
  pty.press(`${KEY.escape}j`);
  await pty.waitFor(/^> ami-0{16}2 /m, 'left, and the third row');
  await quit(pty);
});

test('F1, F5 and F10 of any terminal, and keys that mean nothing', async t => {
  const {pty, endpoint} = await startLive(t);
  for (const help of [`${ESC}OP`, `${ESC}[[A`, `${ESC}[11~`]) {
    pty.press(help);
    await pty.waitFor(/^Help/m, 'the help');
    pty.press('?');
    await pty.waitFor(/1-\d+ of /, 'the list');
  }

  const before = endpoint.requests.total().requests;
  pty.press(`${ESC}[[E`);
  await pty.waitFor(() => endpoint.requests.total().requests > before, 'a request');
  pty.press('x');
  await pty.waitFor('x does nothing here, ? help', 'the answer');
  pty.press(`/ab cd${KEY.ctrlW}${KEY.home}x`);
  await pty.waitFor(/^Search xab /m, 'the search');
  await quit(pty, `${ESC}[21~`);
});

test('50,000 characters pasted into the search are cut, and every key answers', async t => {
  const {pty} = await startLive(t);
  pty.press('/');
  await pty.waitFor('Search _', 'the search');
  pty.press(pasted('0'.repeat(50_000)));
  await pty.waitFor('cut at 1,000 characters', 'the note');
  pty.press(`${KEY.ctrlU}denied`);
  await pty.waitFor('Search denied_', 'the next text');
  await quit(pty, KEY.ctrlC, 130);
});

test('33,000 characters that are typed end nothing', async t => {
  const {pty} = await startLive(t);
  pty.press(`/${'ü'.repeat(33_000)}`);
  await pty.waitFor('cut at 1,000 characters', 'the note');
  pty.press(`${KEY.ctrlU}denied`);
  await pty.waitFor('Search denied_', 'the next text');
  await quit(pty, KEY.ctrlC, 130);
});
