import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {LazySegmenter} from '../../scripts/shims/segmenter.js';

const lazy = new LazySegmenter();
const real = new Intl.Segmenter();
const same = (text: string) =>
  assert.deepEqual(
    [...lazy.segment(text)].map(({segment, index}) => [segment, index]),
    [...real.segment(text)].map(({segment, index}) => [segment, index]),
  );

test('each character of the basic plane is segmented as Intl.Segmenter does, between any two others', () => {
  for (let code = 0; code <= 0xff_ff; code++) {
    const character = String.fromCharCode(code);
    same(`a${character}b`);
    same(`\u{2192}${character}${character}\u{2588}`);
  }
});

test('so is any text', () => {
  fc.assert(fc.property(fc.string({unit: 'grapheme'}), same), {numRuns: 2000});
  fc.assert(fc.property(fc.string({unit: 'binary'}), same), {numRuns: 2000});
});

test('segmenting by word is left to Intl', () => {
  const options = {granularity: 'word'} as const;
  assert.deepEqual(
    [...new LazySegmenter('en', options).segment('two words')].map(({segment}) => segment),
    ['two', ' ', 'words'],
  );
});
