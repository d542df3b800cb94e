import assert from 'node:assert/strict';
import test from 'node:test';
import {helpLines} from '../../source/view/help-lines.js';
import {footerText} from '../../source/view/key-labels.js';
import {type Intent, intentOf, KEYMAP, type Mode} from '../../source/view/keymap.js';
import {chooseGlyphs} from '../../source/view/theme.js';
import {A_SOURCE} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'en_US.UTF-8'});

/** Every key that the design names, at the first screen. */
const DESIGN: Readonly<Record<string, Intent>> = {
  up: 'up',
  down: 'down',
  j: 'down',
  k: 'up',
  left: 'pageUp',
  right: 'pageDown',
  pageup: 'pageUp',
  pagedown: 'pageDown',
  'ctrl+b': 'pageUp',
  'ctrl+f': 'pageDown',
  g: 'top',
  G: 'bottom',
  home: 'top',
  end: 'bottom',
  enter: 'open',
  escape: 'escape',
  '/': 'search',
  s: 'cycleState',
  1: 'showAll',
  2: 'showInProgress',
  3: 'showCompleted',
  4: 'showFailed',
  b: 'pickBuckets',
  R: 'pickRegions',
  P: 'pickProfiles',
  c: 'clear',
  o: 'cycleOrder',
  O: 'reverse',
  p: 'pause',
  r: 'refresh',
  '+': 'slower',
  '-': 'faster',
  t: 'toggleTime',
  u: 'toggleUtc',
  y: 'copyId',
  Y: 'copyUri',
  e: 'events',
  '?': 'help',
  'ctrl+l': 'redraw',
  'ctrl+z': 'suspend',
  q: 'back',
  'ctrl+c': 'interrupt',
};

test('every key of the design does its work in the table', () => {
  for (const [key, intent] of Object.entries(DESIGN)) {
    assert.equal(intentOf(key, 'table'), intent, key);
  }
});

test('the help names every key of the design', () => {
  const explained = KEYMAP.filter(binding => binding.help).flatMap(binding => binding.keys);
  for (const key of Object.keys(DESIGN)) {
    assert.ok(explained.includes(key), key);
  }

  const text = helpLines({glyphs, version: '1.0', sources: [A_SOURCE], search: ''})
    .map(line => line.map(part => part.text).join(''))
    .join('\n');
  assert.match(text, /↓ j {2,}Next row/);
  assert.match(text, /^ {2}6 {15}default · us-east-1$/m);
  assert.match(text, /→ PgDn \^F {2,}Next page/);
});

test('the help has the language of the search', () => {
  const text = helpLines({glyphs, version: '1.0', sources: [A_SOURCE], search: 'regex'})
    .map(line => line.map(part => part.text).join(''))
    .join('\n');
  assert.match(text, /^Search$/m);
  assert.match(text, /^ {2}\/regex\/ {2,}JavaScript/m);
});

test('no key means two things in one place', () => {
  const seen = new Set<string>();
  for (const {keys, modes} of KEYMAP) {
    for (const place of modes.flatMap(mode => keys.map(key => `${mode} ${key}`))) {
      assert.ok(!seen.has(place), place);
      seen.add(place);
    }
  }
});

test('while a search is typed, letters are text', () => {
  for (const key of ['q', 'j', 's', 'p', '1', '?', '/', 'space']) {
    assert.equal(intentOf(key, 'search'), undefined, key);
  }
});

test('^C quits from everywhere, and every overlay can be left', () => {
  const modes: readonly Mode[] = [
    'table',
    'single',
    'search',
    'buckets',
    'regions',
    'profiles',
    'help',
    'helpSearch',
    'detail',
    'events',
  ];
  for (const mode of modes) {
    assert.equal(intentOf('ctrl+c', mode), 'interrupt', mode);
    assert.ok(intentOf('escape', mode), mode);
  }
});

test('the footer drops what is needed least, and never exceeds its width', () => {
  assert.equal(footerText('table', 6, glyphs), 'q quit');
  assert.equal(footerText('table', 14, glyphs), '? help  q quit');
  for (let width = 0; width < 200; width++) {
    assert.ok(footerText('table', width, glyphs).length <= width);
  }

  assert.match(footerText('table', 200, glyphs), /↑↓ move {2}←→ page .*\/ search .* q quit$/);
});

test('without UTF-8 the footer is ASCII', () => {
  assert.match(footerText('table', 200, chooseGlyphs({LANG: 'C'})), /^[ -~]+$/);
});
