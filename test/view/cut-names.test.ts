import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {cutNames, widthToTellApart} from '../../source/view/text/cut-names.js';
import {textWidth} from '../../source/view/text/fit-text.js';

const cutAll = (names: readonly string[], width: number) => [
  ...cutNames(names, width, '~').values(),
];

test('names are cut at their end, in the middle where they share a start, around what differs where they share both ends', () => {
  assert.deepEqual(cutAll(['short', 'rather-long-name'], 10), ['short', 'rather-lo~']);
  assert.deepEqual(cutAll(['ami-archive-eu-west-01', 'ami-archive-eu-west-02'], 12), [
    'ami-a~est-01'.slice(0, 12),
    'ami-a~est-02'.slice(0, 12),
  ]);
  const both = ['company-archive-a-of-images', 'company-archive-b-of-images'];
  assert.deepEqual(cutAll(both, 10), ['com~a-of-~', 'com~b-of-~']);
});

test('the width to tell names apart is the smallest that does', () => {
  const names = ['ami-archive-01', 'ami-archive-02'];
  const width = widthToTellApart(names);
  assert.equal(new Set(cutAll(names, width)).size, 2);
  assert.ok(width < 14);
  assert.equal(widthToTellApart(['a', 'b']), 1);
  assert.equal(widthToTellApart([]), 0);
});

test('nothing is wider than its room, and what fits stays whole', () => {
  const name = fc.string({unit: fc.constantFrom('a', 'b', '-', '漢'), minLength: 1, maxLength: 40});
  fc.assert(
    fc.property(
      fc.uniqueArray(name, {maxLength: 8}),
      fc.integer({min: 1, max: 45}),
      (names, width) => {
        for (const [whole, shown] of cutNames(names, width, '~')) {
          assert.ok(textWidth(shown) <= width, `${shown} in ${width}`);
          assert.ok(textWidth(whole) > width || shown === whole);
        }
      },
    ),
  );
});
