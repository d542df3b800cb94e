import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {cut, evenWidth, fit, textWidth, visible, wrap} from '../../source/view/fit-text.js';

test('what is cut ends in a mark', () => {
  assert.equal(cut('ami-archive-00', 8, '~'), 'ami-arc~');
  assert.equal(cut('short', 8, '~'), 'short');
  assert.equal(cut('short', 0, '~'), '');
});

test('what is behind the cut is at the ellipsis', () => {
  const ranges = [
    [0, 2],
    [5, 9],
    [10, 11],
  ] as const;
  assert.deepEqual(visible(ranges, 'abcdefghijkl', 12), ranges);
  assert.deepEqual(visible(ranges, 'abcdefghijkl', 11), [
    [0, 2],
    [5, 9],
    [10, 11],
  ]);
  assert.deepEqual(visible(ranges, 'abcdefghijkl', 8), [
    [0, 2],
    [5, 8],
  ]);
  assert.deepEqual(visible(ranges, 'abcdefghijkl', 3), [
    [0, 2],
    [2, 3],
  ]);
});

test('a fitted text takes exactly its columns, wide characters included', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), fc.integer({min: 0, max: 40}), (text, width) => {
      const clean = text.replace(/\p{C}/gu, '');
      assert.equal(textWidth(fit(clean, width)), width);
    }),
  );
});

test('for ink-table, width and length agree', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), text => {
      const even = evenWidth(text.replace(/\p{C}/gu, ''));
      assert.equal(textWidth(even), even.length);
    }),
  );
});

test('a wrapped text keeps every word and no line is too long', () => {
  fc.assert(
    fc.property(fc.lorem({maxCount: 30}), fc.integer({min: 12, max: 80}), (text, width) => {
      const lines = wrap(text, width);
      assert.ok(lines.every(line => line.length <= width));
      assert.equal(lines.join(' '), text);
    }),
  );
});

test('a word longer than a line is broken, not lost', () => {
  assert.deepEqual(wrap('s3://bucket/key.bin', 8), ['s3://buc', 'ket/key.', 'bin']);
});
