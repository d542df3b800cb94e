import assert from 'node:assert/strict';
import test from 'node:test';
import {clipboardSequence} from '../../source/alert/sequences/terminal-sequences.js';

const PLAIN = '\u{1B}]52;c;YW1pLTE=\u{7}';
const env = {TERM: 'xterm-256color'};

test('a copy goes to the terminal’s clipboard', () => {
  assert.equal(clipboardSequence('ami-1', env), PLAIN);
});

test('tmux gets it for itself and to hand on', () => {
  assert.equal(
    clipboardSequence('ami-1', {...env, TMUX: '/tmp/x'}),
    `${PLAIN}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YW1pLTE=\u{7}\u{1B}\\`,
  );
});

test('screen hands it on, in pieces that it keeps whole', () => {
  const screen = {TERM: 'screen', STY: '1.x'};
  assert.equal(clipboardSequence('ami-1', screen), `\u{1B}P${PLAIN}\u{1B}\\`);
  const pieces = clipboardSequence('x'.repeat(2000), screen).split('\u{1B}\\').slice(0, -1);
  assert.ok(pieces.length > 4);
  assert.ok(pieces.every(piece => piece.startsWith('\u{1B}P') && piece.length < 600));
});

test('what is copied has no line break and no control character', () => {
  const [, payload = ''] =
    /52;c;([^\u{7}]*)/u.exec(clipboardSequence('a\nb\u{1B}[31mc\u{202E}d', env)) ?? [];
  assert.equal(Buffer.from(payload, 'base64').toString(), 'a bcd');
});

test('nothing is sent where it would be printed or cut', () => {
  assert.equal(clipboardSequence('ami-1', {TERM: 'linux'}), '');
  assert.equal(clipboardSequence('x'.repeat(8193), env), '');
});
