import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {cleanOptional, cleanText, TEXT_LIMITS} from '../../source/ec2/clean-text.js';

const cases: ReadonlyArray<readonly [name: string, dirty: string, clean: string]> = [
  ['SGR colours', '\x1b[31mred\x1b[0m', 'red'],
  ['cursor movement with parameters', 'a\x1b[12;40Hb', 'ab'],
  ['an OSC 8 link', '\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['an OSC title ended by BEL', 'a\x1b]0;owned\x07b', 'ab'],
  ['an OSC 52 clipboard write', '\x1b]52;c;ZXZpbA==\x07x', 'x'],
  ['C1 CSI', '\x9b31mred', 'red'],
  ['C1 OSC', '\x9d0;owned\x9crest', 'rest'],
  ['DCS', '\x1bPq#0\x1b\\after', 'after'],
  ['a charset switch', '\x1b(0x\x1b(B', 'x'],
  ['a full reset', 'a\x1bcb', 'ab'],
  ['an OSC without an end loses only its introducer', '\x1b]0;kept', '0;kept'],
  ['a CSI within a CSI', '\x1b[\x1b[31mx', 'x'],
  ['C0 controls', 'a\x00\x07\x08\x7fb', 'ab'],
  ['line breaks and tabs become one space', 'a\r\n\t\vb\u2028c\u0085d', 'a b c d'],
  ['bidi controls', '\u202Eabc\u202C\u2066d\u2069\u061C', 'abcd'],
  ['zero-width characters', 'a\u200B\u200C\u200D\u2060\uFEFFb', 'ab'],
  ['soft hyphen and fillers', 'a\u00ADb\u3164c\u115Fd\u034Fe', 'abcde'],
  ['tag characters', 'a\u{E0041}\u{E007F}b', 'ab'],
  ['variation selectors', '\u2764\uFE0F\u{E0101}', '\u2764'],
  ['lone surrogates', 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD'],
  ['noncharacters', 'a\uFFFE\u{1FFFF}b', 'ab'],
  ['combining floods', `e${'\u0301'.repeat(50)}x`, `e${'\u0301'.repeat(4)}x`],
  ['a combining mark at the start', '\u0301x', 'x'],
];

for (const [name, dirty, clean] of cases) {
  test(`cleans ${name}`, () => {
    assert.equal(cleanText(dirty), clean);
  });
}

test('harmless text comes back as it is', () => {
  for (const text of [
    '',
    'ami-0123456789abcdef0',
    '<b>"quoted" & 100%</b>',
    'Zürich, São Paulo, Ελλάδα, Москва',
    '日本語のテキスト 한국어 中文',
    'e\u0301 n\u0303 (decomposed)',
    '🚀 😀 🔥',
    'हिन्दी ภาษาไทย עברית العربية',
    '\uE000 private use',
    'a\u00A0b',
  ]) {
    assert.equal(cleanText(text), text);
  }
});

test('long text is cut to its limit, without half a character', () => {
  assert.equal(cleanText('x'.repeat(300), 256), `${'x'.repeat(253)}...`);
  assert.equal(cleanText('x'.repeat(256), 256), 'x'.repeat(256));
  assert.equal(cleanText('😀'.repeat(10), 10), '😀😀😀...');
  assert.equal(cleanText(`${'\u200B'.repeat(100)}seen`, 10), '...');
});

test('an absent value stays absent', () => {
  assert.equal(cleanOptional(undefined, TEXT_LIMITS.id), undefined);
  assert.equal(cleanOptional('\x1b[1mx', TEXT_LIMITS.id), 'x');
});

const fragments = fc.oneof(
  fc.string({unit: 'binary', maxLength: 20}),
  fc.string({unit: 'grapheme', maxLength: 20}),
  fc.constantFrom('\x1b[', '\x1b]', '\x1b', '\x9b', '\x9d', '\x07', '\x1b\\', '31m', '\u202E'),
  fc.constantFrom('\uD83D', '\uDE00', '\u200D', '\uFE0F', '\u0301', '\u{E0041}', '\n', '\u2028'),
);
const hostile = fc.array(fragments, {maxLength: 30}).map(parts => parts.join(''));
const FORBIDDEN =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\p{Cs}]|\u034F|\u180B|[\uFE00-\uFE0F]|[\u{E0000}-\u{E0FFF}]/u;

test('nothing forbidden is left, within the limit, and cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(hostile, fc.integer({min: 8, max: 120}), (text, limit) => {
      const clean = cleanText(text, limit);
      assert.doesNotMatch(clean, FORBIDDEN);
      assert.doesNotMatch(clean, /\p{M}{5}/u);
      assert.ok(clean.length <= limit);
      assert.equal(cleanText(clean, limit), clean);
    }),
    {numRuns: 3000},
  );
});

test('plain text of any kind is unchanged', () => {
  const plain = fc.array(
    fc.oneof(
      fc.string({minLength: 1, maxLength: 10}).filter(text => /^[ -~]*$/.test(text)),
      fc.constantFrom('é', 'ß', '日', '本', 'Ж', '😀', 'ñ', '한'),
    ),
  );
  fc.assert(
    fc.property(plain, parts => {
      assert.equal(cleanText(parts.join('')), parts.join(''));
    }),
  );
});
