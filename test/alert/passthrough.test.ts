import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {multiplexer, passthrough} from '../../source/alert/sequences/terminal-sequences.js';

const SEQUENCE = '\u{1B}]9;done\u{7}';

test('leaves a sequence alone where nothing is in between', () => {
  assert.equal(passthrough(SEQUENCE, {TERM: 'xterm-256color'}), SEQUENCE);
  // Could be tmux, could be screen: what is meant for one of them would be printed by the other.
  assert.equal(passthrough(SEQUENCE, {TERM: 'screen-256color'}), SEQUENCE);
});

test('wraps it for tmux with every ESC doubled, also for a tmux that is left behind by SSH', () => {
  const wrapped = '\u{1B}Ptmux;\u{1B}\u{1B}]9;done\u{7}\u{1B}\\';
  assert.equal(passthrough(SEQUENCE, {TERM: 'screen', TMUX: '/tmp/tmux-0/default,1,0'}), wrapped);
  assert.equal(passthrough(SEQUENCE, {TERM: 'tmux-256color'}), wrapped);
});

test('wraps it for screen in pieces that screen takes, none of which ends with an ESC', () => {
  const env = {TERM: 'screen', STY: '1.pts-0.host'};
  assert.equal(multiplexer(env), 'screen');
  assert.equal(passthrough(SEQUENCE, env), `\u{1B}P${SEQUENCE}\u{1B}\\`);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b'.repeat(300), '\u{1B}]52;c;'), {
        minLength: 1,
        maxLength: 20,
      }),
      parts => {
        const sequence = `${parts.join('')}\u{7}`;
        const pieces = passthrough(sequence, env).split('\u{1B}\\');
        assert.equal(pieces.pop(), '');
        assert.ok(pieces.every(piece => piece.startsWith('\u{1B}P') && piece.length <= 514));
        assert.ok(pieces.every(piece => !piece.endsWith('\u{1B}')));
        assert.equal(pieces.map(piece => piece.slice(2)).join(''), sequence);
      },
    ),
  );
});
