import assert from 'node:assert/strict';
import test from 'node:test';
import {colorLevel} from '../../source/app/color-level.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';

test('--color beats NO_COLOR, which beats the terminal', () => {
  assert.equal(colorLevel('on', {NO_COLOR: '1', TERM: 'dumb'}), 1);
  assert.equal(colorLevel('off', {}), 0);
  assert.equal(colorLevel('auto', {NO_COLOR: '1', TERM: 'xterm'}), 0);
  assert.equal(colorLevel('auto', {NO_COLOR: '', TERM: 'xterm'}), 1);
  assert.equal(colorLevel('auto', {TERM: 'dumb'}), 0);
});

test('the locale decides about glyphs, LC_ALL first', () => {
  assert.equal(chooseGlyphs({LANG: 'en_US.UTF-8'}).dot, '·');
  assert.equal(chooseGlyphs({LC_ALL: 'C', LANG: 'en_US.UTF-8'}).dot, '|');
  assert.equal(chooseGlyphs({}).dot, '|');
  assert.equal(chooseGlyphs({LANG: 'en_US.UTF-8', TERM: 'linux'}).dot, '|');
});
