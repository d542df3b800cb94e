import assert from 'node:assert/strict';
import test from 'node:test';
import {footerText} from '../../source/view/panels/footer-text.js';
import {helpLines} from '../../source/view/panels/help-lines.js';
import {type Cursor, TOP} from '../../source/view/state/cursor.js';
import {type Binding, KEYMAP, runOf} from '../../source/view/state/keymap.js';
import type {Mode} from '../../source/view/state/mode.js';
import type {Effect} from '../../source/view/state/step.js';
import type {ViewState} from '../../source/view/state/view-state.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, someTasks} from '../helpers/fake-store.js';
import {press, UNTOUCHED} from '../helpers/screen-state.js';

const glyphs = chooseGlyphs({LANG: 'en_US.UTF-8'});
const TASKS = someTasks(60);
const QUERY = UNTOUCHED.query;

function row(index: number): Cursor {
  return {index, key: TASKS[index]?.key};
}

/** Every key that the design names, at the first screen: the effects that it has, or what the state then has in it. */
const DESIGN: Readonly<Record<string, readonly Effect[] | Partial<ViewState>>> = {
  up: {cursor: row(20)},
  down: {cursor: row(22)},
  j: {cursor: row(22)},
  k: {cursor: row(20)},
  left: {cursor: row(5)},
  right: {cursor: row(37)},
  pageup: {cursor: row(5)},
  pagedown: {cursor: row(37)},
  'ctrl+b': {cursor: row(5)},
  'ctrl+f': {cursor: row(37)},
  g: {cursor: TOP},
  G: {cursor: row(59)},
  home: {cursor: TOP},
  end: {cursor: row(59)},
  enter: {mode: 'detail'},
  escape: {mode: 'table'},
  '/': {mode: 'search'},
  s: {query: {...QUERY, states: ['InProgress']}},
  1: {query: {...QUERY, states: []}},
  2: {query: {...QUERY, states: ['InProgress']}},
  3: {query: {...QUERY, states: ['Completed']}},
  4: {query: {...QUERY, states: ['Failed']}},
  b: {mode: 'buckets'},
  R: {notice: 'there is one source only'},
  P: {notice: 'there is one source only'},
  c: {query: QUERY},
  o: {query: {...QUERY, order: 'state'}},
  O: {query: {...QUERY, isReversed: true}},
  p: [{type: 'pause'}],
  r: [{type: 'pollNow'}],
  '+': [{type: 'setInterval', ms: 15_000}],

  '-': [{type: 'setInterval', ms: 5000}],
  t: {isAbsoluteTime: true},
  u: {isUtc: false},
  y: [{type: 'copy', text: 'ami-00000000000000015'}],
  Y: [{type: 'copy', text: 's3://ami-archive-01/ami-00000000000000015.bin'}],
  e: {mode: 'events'},
  '?': {mode: 'help'},
  'ctrl+l': [{type: 'redraw'}],
  'ctrl+z': [{type: 'suspend'}],
  q: [{type: 'quit'}],
  'ctrl+c': [{type: 'interrupt'}],
};

test('every key of the design does its work in the table', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const before = {...UNTOUCHED, cursor: row(21)};
  for (const [key, wanted] of Object.entries(DESIGN)) {
    const {state, effects} = press([key], snapshot, before);
    if (Array.isArray(wanted)) {
      assert.deepEqual(effects, wanted, key);
      assert.equal(state, before, key);
    } else {
      assert.deepEqual({...state, ...wanted}, state, key);
    }
  }
});

test('a key that does nothing does not compile', () => {
  // @ts-expect-error
  const unbound: Binding = {keys: ['x'], modes: ['table'], group: 'Move', help: 'Nothing'};
  assert.ok(KEYMAP.every(({run}) => typeof run === 'function'));
  assert.ok(!('run' in unbound));
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
    assert.equal(runOf(key, 'search'), undefined, key);
  }
});

test('^C quits from everywhere, and every overlay can be left', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const modes: readonly Mode[] = [
    'table',
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
    const at = {...UNTOUCHED, mode};
    assert.deepEqual(press(['ctrl+c'], snapshot, at).effects, [{type: 'interrupt'}], mode);
    assert.equal(press(['escape', 'escape'], snapshot, at).state.mode, 'table', mode);
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
