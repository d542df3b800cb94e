import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {fitSegments} from '../../source/view/text/fit-segments.js';
import {
  cut,
  fit,
  replaceUnsureWidths,
  textWidth,
  visible,
  wrap,
} from '../../source/view/text/fit-text.js';

test('what is measured by its length alone takes a column each, in whatever company', () => {
  const glyphs = [0x2190, 0x2191, 0x2192, 0x2193, ...'·…'].map(glyph =>
    typeof glyph === 'number' ? String.fromCodePoint(glyph) : glyph,
  );
  const boxes = Array.from({length: 0x25_9f - 0x24_ff}, (_, at) =>
    String.fromCodePoint(0x25_00 + at),
  );
  for (const glyph of [...glyphs, ...boxes]) {
    assert.equal(stringWidth(glyph), 1, glyph);
    assert.equal(stringWidth(`a${glyph}${glyph} `), 4, glyph);
    // What joins it makes one character of both.
    assert.equal(cut(`${glyph}\u{301}b`, 2, ''), `${glyph}\u{301}b`, glyph);
  }
});

test('what is cut ends in a mark', () => {
  assert.equal(cut('ami-archive-00', 8, '~'), 'ami-arc~');
  assert.equal(cut('short', 8, '~'), 'short');
  assert.equal(cut('short', 0, '~'), '');
});

test('a line that is cut between two of its pieces ends in a mark, too', () => {
  const fitted = (texts: readonly string[], width: number, mark = '~') =>
    fitSegments(
      texts.map(text => ({text})),
      width,
      mark,
    )
      .map(({text}) => text)
      .join('');
  assert.equal(fitted(['[2]3', ' ', '[4]1'], 4), '[2]~');
  assert.equal(fitted(['[2]3', ' ', '[4]1'], 5), '[2]3~');
  assert.equal(fitted(['[2]3', ' ', '[4]1'], 9), '[2]3 [4]1');
  assert.equal(fitted(['[2]3', '  ', ''], 4), '[2]3', 'blanks are nothing to be missed');
  assert.equal(fitted(['日本', 'x'], 4), '日~');
  assert.equal(fitted(['ab', 'cd'], 2, ''), 'ab', 'nothing is asked for');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('ab', 'c', ' ', '日本', '', '…'), {maxLength: 8}),
      fc.integer({min: 1, max: 20}),
      (texts, width) => {
        const whole = texts.join('').trimEnd();
        const text = fitted(texts, width);
        assert.ok(textWidth(text) <= width);
        assert.equal(text.trimEnd() === whole || text.endsWith('~'), true, text);
      },
    ),
  );
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

test('what is behind the cut is at the ellipsis, counted in cells', () => {
  assert.deepEqual(visible([[1, 3]], '漢字テスト', 10), [[1, 3]]);
  assert.deepEqual(visible([[1, 3]], '漢字テスト', 5), [[1, 3]]);
  assert.deepEqual(visible([[3, 5]], '漢字テスト', 5), [[2, 3]]);
  assert.deepEqual(visible([[0, 1]], '漢字', 0), []);
});

test('a character that is found in part is marked whole', () => {
  const text = 'ae\u{301}b';
  assert.deepEqual(visible([[1, 2]], text, 10), [[1, 3]]);
  assert.deepEqual(visible([[2, 3]], text, 10), [[1, 3]]);
  assert.deepEqual(visible([[2, 4]], text, 10), [[1, 4]]);
});

test('what every terminal gives the same width is drawn as it is', () => {
  for (const text of [
    '漢字',
    '한글',
    'ＡＢＣ',
    'ｱｲｳ',
    '🚀🔥',
    'e\u{301}te\u{301}',
    'ﬁ',
    'Ж',
    'ไทย',
  ]) {
    assert.equal(replaceUnsureWidths(text), text);
  }

  assert.equal(replaceUnsureWidths('한글'.normalize('NFD')), '한글');
  assert.equal(replaceUnsureWidths('👍🏽 ✌️ 👩‍👩‍👧'), '👍 ✌ 👩');
  assert.equal(replaceUnsureWidths('🇩🇪'), '?');
});

test('terminals that go by code points and those that go by characters agree about the width', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), text => {
      const sure = replaceUnsureWidths(text.replace(/\p{C}/gu, ''));
      const byCodePoint = Array.from(sure).reduce((sum, point) => sum + textWidth(point), 0);
      assert.equal(textWidth(sure), byCodePoint);
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
