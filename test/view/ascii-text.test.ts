import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {asciiText} from '../../source/view/text/ascii-text.js';
import {textWidth} from '../../source/view/text/fit-text.js';

test('what can’t be written is replaced by as many marks as it takes columns', () => {
  assert.equal(asciiText('\u{DB} 2J'), '? 2J');
  assert.equal(asciiText('漢字x'), '????x');
  assert.equal(asciiText('cafe\u{301}!'), 'caf?!');
  assert.equal(asciiText('👩‍👩‍👧|'), '??|');
  assert.equal(asciiText('a\u{9B}2J\u{7F}'), 'a?2J?');
  assert.equal(asciiText('plain\r\n'), 'plain\r\n');
});

test('control sequences stay as they are, whatever stands next to them', () => {
  assert.equal(asciiText('\u{1B}[7m\u{301}e\u{1B}[27m'), '\u{1B}[7me\u{1B}[27m');
  assert.equal(asciiText('\u{1B}[1;31mÛ\u{1B}[0m'), '\u{1B}[1;31m?\u{1B}[0m');
  assert.equal(asciiText('\u{1B}]0;título\u{7}é'), '\u{1B}]0;t?tulo\u{7}?');
  assert.equal(asciiText('\u{1B}7é\u{1B}8'), '\u{1B}7?\u{1B}8');
});

test('nothing above 0x7E is left of any text, and a line stays as wide as it was', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), text => {
      const clean = text.replace(/\p{C}/gu, '');
      const ascii = asciiText(clean);
      assert.match(ascii, /^[ -~]*$/);
      assert.equal(textWidth(ascii), textWidth(clean));
    }),
  );
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), text => {
      assert.match(asciiText(text), /^[\0-~]*$/);
    }),
  );
});
