import assert from 'node:assert/strict';
import test from 'node:test';
import type {StoreSnapshot} from '../../source/poll/snapshot.js';
import {footerLine, textPosition} from '../../source/view/panels/footer-text.js';
import {headLines} from '../../source/view/panels/head-lines.js';
import {helpLines} from '../../source/view/panels/help-lines.js';
import {emptyText} from '../../source/view/panels/status-text.js';
import {summaryLines} from '../../source/view/panels/summary-lines.js';
import {type Cursor, TOP} from '../../source/view/state/cursor.js';
import {type Binding, KEYMAP, runOf} from '../../source/view/state/keymap.js';
import type {Mode} from '../../source/view/state/mode.js';
import type {Screen} from '../../source/view/state/screen.js';
import type {Effect} from '../../source/view/state/step.js';
import type {ViewState} from '../../source/view/state/view-state.js';
import {lineWidth} from '../../source/view/text/text-lines.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, aTask, NOW, someTasks} from '../helpers/fake-store.js';
import {press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const glyphs = chooseGlyphs({LANG: 'en_US.UTF-8'});
const TASKS = someTasks(60);
const QUERY = UNTOUCHED.query;

function row(index: number): Cursor {
  return {index, key: TASKS[index]?.key};
}

const EVERY_MODE: readonly Mode[] = [
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
  'troubles',
  'overview',
];

/** Every key that the design names, at the first screen: the effects that it has, or what the state then has in it. */
const DESIGN: Readonly<Record<string, readonly Effect[] | Partial<ViewState>>> = {
  up: {cursor: row(20)},
  down: {cursor: row(22)},
  j: {cursor: row(22)},
  k: {cursor: row(20)},
  left: {cursor: row(2)},
  right: {cursor: row(40)},
  pageup: {cursor: row(2)},
  pagedown: {cursor: row(40)},
  'ctrl+b': {cursor: row(2)},
  'ctrl+f': {cursor: row(40)},
  l: {cursor: row(40)},
  h: {cursor: row(2)},
  space: {cursor: row(40)},
  'ctrl+d': {cursor: row(30)},
  'ctrl+u': {cursor: row(12)},
  g: {cursor: TOP},
  G: {cursor: row(59)},
  home: {cursor: TOP},
  end: {cursor: row(59)},
  enter: {mode: 'detail'},
  escape: {notice: 'nothing to clear, q quits'},
  '/': {mode: 'search'},
  s: {query: {...QUERY, states: ['InProgress']}},
  1: {query: {...QUERY, states: []}},
  2: {query: {...QUERY, states: ['InProgress']}},
  3: {query: {...QUERY, states: ['Completed']}},
  4: {query: {...QUERY, states: ['Failed']}},
  b: {mode: 'buckets'},
  n: {notice: 'no search yet, / begins one'},
  N: {notice: 'no search yet, / begins one'},
  R: {notice: 'there is one source only'},
  P: {notice: 'there is one source only'},
  c: {notice: 'nothing to clear'},
  tab: {notice: 'the preview needs 30 rows or 160 columns'},
  o: {query: {...QUERY, order: 'state'}},
  O: {query: {...QUERY, isReversed: true}},
  p: [{type: 'pause'}],
  r: [{type: 'pollNow'}],
  f1: {mode: 'help'},
  f5: [{type: 'pollNow'}],
  f10: [{type: 'quit'}],
  '!': {mode: 'troubles'},
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

  const text = helpLines({glyphs, version: '1.0', sources: [A_SOURCE], search: '', width: 80})
    .map(line => line.map(part => part.text).join(''))
    .join('\n');
  assert.match(text, /↓ j {2,}Next row/);
  assert.match(text, /^ {2}6 {15}default · us-east-1$/m);
  assert.match(text, /→ PgDn \^F {2,}Next page/);
});

test('the help has the language of the search', () => {
  const text = helpLines({glyphs, version: '1.0', sources: [A_SOURCE], search: 'regex', width: 80})
    .map(line => line.map(part => part.text).join(''))
    .join('\n');
  assert.match(text, /^Search$/m);
  assert.match(text, /^ {2}\/regex\/ {2,}JavaScript/m);
});

test('the help is whole in every width', () => {
  const source = {...A_SOURCE, profile: 'an-account-with-a-very-long-name'};
  const wordsOf = (width: number) => {
    const lines = helpLines({glyphs, version: '1.0', sources: [source], search: '', width});
    assert.ok(lines.every(line => lineWidth(line) <= width));
    // A word longer than its room goes on in the next line.
    return lines
      .flatMap(line => line.map(part => part.text.trim()))
      .join('')
      .replaceAll(' ', '');
  };

  for (const width of [20, 37, 38, 40, 60, 80]) {
    assert.equal(wordsOf(width), wordsOf(200), `${width} columns`);
  }
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
  for (const mode of EVERY_MODE) {
    const at = {...UNTOUCHED, mode};
    assert.deepEqual(press(['ctrl+c'], snapshot, at).effects, [{type: 'interrupt'}], mode);
    assert.equal(press(['escape', 'escape'], snapshot, at).state.mode, 'table', mode);
  }
});

function footerText(
  screen: Screen,
  width: number,
  position: readonly [long: string, short: string] = ['', ''],
): string {
  return footerLine(position, screen, width)
    .map(({text}) => text)
    .join('');
}

test('the footer drops what is needed least, and never exceeds its width', () => {
  const {screen} = press([], aSnapshot({tasks: TASKS}));
  assert.equal(footerText(screen, 6), 'q quit');
  assert.equal(footerText(screen, 14), '? help  q quit');
  assert.equal(footerText(screen, 26), 'Enter open  ? help  q quit');
  const position = ['1-19 of newest 200; → loads older', '1-19 of 200+'] as const;
  for (let width = 1; width < 220; width++) {
    assert.ok(footerText(screen, width).length <= width);
    assert.ok(footerText(screen, width, position).length <= width);
  }

  assert.match(footerText(screen, 200), /↑↓ move {2}←→ page .*\/ find .* q quit$/);
});

test('at 80 columns the footer has the keys that are needed most, help and the way out at the right', () => {
  const {screen} = press([], aSnapshot({tasks: TASKS}));
  assert.equal(
    footerText(screen, 80),
    'Enter open  / find  b bucket  o order  e events  v overview       ? help  q quit',
  );
  const position = ['1-19 of newest 200; → loads older', '1-19 of 200+'] as const;
  assert.match(
    footerText(screen, 80, position),
    /^1-19 of newest 200; → loads older {2}Enter open {2}\/ find {2}b bucket +\? help {2}q quit$/,
  );
  assert.match(footerText(screen, 60, position), /^1-19 of 200\+ {2}Enter open .* q quit$/);
});

test('a footer offers what works there and then, and nothing else', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const footer = (keys: readonly string[], members: Partial<StoreSnapshot> = {}) =>
    footerText(press(keys, {...snapshot, ...members}).screen, 300);
  assert.doesNotMatch(footer([]), /clear|next match|resume/);
  assert.match(footer(['4']), /c clear/);
  assert.match(footer(['p'], {isPaused: true}), /p resume/);
  assert.doesNotMatch(footer([], {tasks: aSnapshot({tasks: []}).tasks}), /open/);
  const found: ViewState = {...UNTOUCHED, query: {...QUERY, search: '15'}};
  assert.match(footerText(press([], snapshot, found).screen, 300), /n N next match/);
  assert.doesNotMatch(footer(['/']), /erase/);
  assert.match(footer(['/', 'f1']), /q back/);
  assert.match(footer(['enter']), /n N next task/);
  assert.doesNotMatch(footer(['?']), /\? help/);
  assert.doesNotMatch(footer(['e']), /e events|move|page/);
  assert.match(footer(['?']), /move.*page/);
  assert.doesNotMatch(footer([], {tasks: aSnapshot({tasks: [aTask(1)]}).tasks}), /move|page/);
  // What it offers has a meaning there.
  for (const mode of EVERY_MODE) {
    const {screen} = press([], snapshot, {...UNTOUCHED, mode});
    for (const {footer: entry, keys, modes} of KEYMAP) {
      if (entry && modes.includes(mode)) {
        const [first = ''] = keys;
        assert.ok(runOf(first, mode), `${mode} ${first}`);
      }
    }

    assert.notEqual(footerText(screen, 80), '', mode);
  }
});

test('while letters are text, nothing on the screen offers one as a key', () => {
  const silent = {...A_SOURCE, silentSince: NOW - 60_000};
  const failed = {
    ...A_SOURCE,
    error: {
      kind: 'network',
      code: undefined,
      message: `No answer, ${'which is long '.repeat(40)}and ends.`,
      since: NOW,
      count: 1,
    },
  } as const;
  const part = {isComplete: false, isLoading: false, pagesLoaded: 0, loadedBackTo: NOW};
  const troubles = [{about: 'exec', since: NOW, reason: 'ended with 1', count: 2}] as const;
  for (const sources of [[silent], [silent, failed], [failed]]) {
    for (const columns of [80, 120, 200]) {
      for (const search of ['', 'nothing has this']) {
        const snapshot = aSnapshot({tasks: TASKS, sources, coverage: part});
        const setting = {...SETTING, size: {columns, rows: 40}, troubles};
        const state: ViewState = {...UNTOUCHED, query: {...QUERY, search}};
        const shown = (keys: readonly string[]) => {
          const {screen} = press(keys, snapshot, state, setting);
          const {display, layout} = screen;
          return [
            ...headLines({snapshot, width: columns, display, isDemo: false, troubles, layout}, NOW),
            ...screen.preview(),
          ]
            .flat()
            .map(({text}) => text)
            .join(' ');
        };
        assert.match(shown([]), /r asks anew|! shows all/);
        assert.doesNotMatch(
          shown(['/']),
          /\b(?:r asks|Enter opens|[CHe] (?:copies|opens|shows))|! shows/,
        );
      }
    }
  }

  const empty = emptyText(
    aSnapshot({tasks: TASKS, coverage: part}),
    true,
    {right: 'PgDn'},
    undefined,
    true,
  );
  assert.equal(empty, 'none among the newest 60; PgDn searches older ones, Esc clears');
  const paged = press(['/', 'pagedown', 'pagedown', 'pageup'], aSnapshot({tasks: TASKS}));
  assert.equal(paged.state.cursor.index, paged.screen.pageSize, 'PgDn goes through the list');
});

test('a text that is longer than its room says where one is, one that is not says so to a key that scrolls', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const at = (...keys: string[]) => textPosition(press(keys, snapshot).screen);
  const {screen} = press(['?'], snapshot);
  const total = screen.lines().length;
  const {body} = screen.layout;
  assert.deepEqual(at('?'), [`Help 1-${body} of ${total}`, `Help 1-${body}/${total}`]);
  assert.deepEqual(at('?', 'G')[0], `Help ${total - body + 1}-${total} of ${total}`);
  assert.deepEqual(at('!'), ['What is wrong now', 'What is wrong now']);
  for (const key of ['j', 'k', 'G', 'g', 'space', 'ctrl+d', 'left', 'pagedown']) {
    assert.equal(press(['!', key], snapshot).state.notice, 'all of it is in sight', key);
  }
});

test('a key without a meaning says so, in every mode, and names what it was', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const said = (key: string, mode: Mode) =>
    press([key], snapshot, {...UNTOUCHED, mode}).state.notice;
  assert.equal(said('x', 'table'), 'x does nothing here, ? help');
  assert.equal(said('ctrl+x', 'events'), '^X does nothing here, ? help');
  assert.equal(said('1', 'detail'), '1 does nothing here, ? help');
  assert.equal(said('f2', 'troubles'), 'F2 does nothing here, ? help');
  assert.equal(said('x', 'help'), 'x does nothing here, Esc back');
  assert.equal(said('insert', 'search'), 'Insert does nothing here, F1 help');
  assert.equal(said('insert', 'buckets'), 'Insert does nothing here, F1 help');
  assert.equal(said('\u{202E}', 'table'), 'this key does nothing here, ? help');
  for (const mode of EVERY_MODE) {
    assert.match(said('f7', mode) ?? '', /^F7 does nothing here, /, mode);
  }
});

test('? e ! lead back to where they were pressed, and so does Escape', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const walk = (...keys: string[]) => press(keys, snapshot).state;
  for (const key of ['?', 'f1', 'e', '!']) {
    assert.equal(walk(key, key).mode, 'table', key);
    assert.equal(walk('enter', key, key).mode, 'detail', key);
    assert.equal(walk('enter', key, 'escape').mode, 'detail', key);
    assert.equal(walk('enter', key, 'q', 'q').mode, 'table', key);
  }

  assert.equal(walk('enter', 'e', '?', '!').mode, 'troubles');
  assert.equal(walk('enter', 'e', '?', '!', 'e').mode, 'events', 'is open already');
  assert.deepEqual(walk('enter', 'e', '?', '!', 'e').below, [{mode: 'detail', scroll: 0}]);
  assert.equal(walk('/', 'f1', 'f1').mode, 'search');
  assert.equal(walk('/', 'f1', 'escape', 'escape').mode, 'table');
  assert.deepEqual(walk('?', '/', 'escape', '?').below, []);
  const scrolled = walk('?', 'j', 'j');
  assert.deepEqual(press(['!', '!'], snapshot, scrolled).state, scrolled);
});

test('Escape on the list takes back one thing at a time', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const query = {
    ...QUERY,
    search: 'ami',
    buckets: ['ami-archive-01'],
    states: ['Failed'],
    since: 1,
  };
  const filtered: ViewState = {...UNTOUCHED, query};
  const after = (count: number) =>
    press(
      Array.from({length: count}, () => 'escape'),
      snapshot,
      filtered,
    ).state.query;
  assert.deepEqual(after(1), {...query, search: ''});
  assert.deepEqual(after(2), {...query, search: '', buckets: []});
  assert.deepEqual(after(3), {...query, search: '', buckets: [], since: undefined});
  assert.deepEqual(after(4), {...QUERY, since: undefined});
});

test('at an end n, N, + and - say so', () => {
  const snapshot = aSnapshot({tasks: someTasks(2)});
  const said = (keys: readonly string[], members: Partial<StoreSnapshot> = {}) =>
    press(keys, {...snapshot, ...members}).state.notice;
  assert.equal(said(['enter', 'n']), undefined);
  assert.equal(said(['enter', 'n', 'n']), 'none behind this one');
  assert.equal(said(['enter', 'N']), 'none before this one');
  assert.equal(said(['+'], {intervalMs: 300_000}), 'that is the longest interval');
  assert.equal(said(['-'], {intervalMs: 2000}), 'that is the shortest interval');
});

test('in a pane without a footer the last line has the answer', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  for (const rows of [1, 2, 3]) {
    const setting = {...SETTING, size: {columns: 80, rows}};
    const last = (...keys: string[]) => {
      const lines = summaryLines(press(keys, snapshot, UNTOUCHED, setting).screen, NOW);
      assert.ok(lines.length <= rows);
      return lines
        .at(-1)
        ?.map(({text}) => text)
        .join('');
    };
    assert.equal(last('x'), 'x does nothing here, ? help');
    assert.equal(last('/'), 'Search _');
    assert.equal(last('e'), 'Event log: no room for it here, Esc back');
    assert.equal(last('e', 'escape'), last());
  }

  for (let columns = 17; columns < 90; columns++) {
    const setting = {...SETTING, size: {columns, rows: 3}};
    for (const keys of [['e'], ['!'], ['?'], ['enter'], ['v']]) {
      const {screen} = press(keys, snapshot, UNTOUCHED, setting);
      const text = summaryLines(screen, NOW).at(-1)?.[0]?.text ?? '';
      assert.match(text, /no room.* Esc back$/, 'how to get out of it');
      assert.ok(text.length <= columns, text);
    }
  }
});

test('j and k are ↓ and ↑ wherever letters are keys', () => {
  for (const mode of EVERY_MODE) {
    if (runOf('q', mode)) {
      for (const [letter, arrow] of [
        ['j', 'down'],
        ['k', 'up'],
        ['h', 'left'],
        ['l', 'right'],
      ] as const) {
        assert.ok(runOf(letter, mode), `${mode} ${letter}`);
        assert.ok(runOf(arrow, mode), `${mode} ${arrow}`);
      }
    }
  }
});

test('n and N go through the matches of a search, and in the detail through the list', () => {
  const snapshot = aSnapshot({tasks: TASKS});
  const found: ViewState = {...UNTOUCHED, query: {...QUERY, search: '1'}};
  const index = (keys: readonly string[], state: ViewState) =>
    press(keys, snapshot, state).state.cursor.index;
  assert.equal(index(['n', 'n', 'N'], found), 1);
  assert.equal(index(['enter', 'n', 'n', 'N'], UNTOUCHED), 1);
  const tall = {...SETTING, size: {columns: 80, rows: 60}};
  const moved = press(['enter', 'j', 'down', 'k'], snapshot, UNTOUCHED, tall);
  assert.deepEqual([moved.state.mode, moved.state.cursor.index], ['detail', 1], 'all is in sight');
});

test('what needs a match, a task or a choice is not offered without one, and says so', () => {
  const part = {isComplete: false, isLoading: false, pagesLoaded: 0, loadedBackTo: NOW};
  const all = aSnapshot({tasks: TASKS});
  const search: ViewState = {...UNTOUCHED, query: {...QUERY, search: 'nothing has this'}};
  const said = (key: string, state: ViewState, snapshot = all) => press([key], snapshot, state);
  for (const key of ['n', 'N']) {
    const {state, screen, effects} = said(key, search);
    assert.equal(state.notice, 'nothing found', key);
    assert.doesNotMatch(footerText(screen, 300), /n N/);
    assert.deepEqual(effects, []);
    const older = said(key, search, aSnapshot({tasks: TASKS, coverage: part}));
    assert.equal(older.state.notice, 'nothing found; → searches older', key);
    assert.equal(said(key, UNTOUCHED).state.notice, 'no search yet, / begins one', key);
  }

  const wide = {...SETTING, size: {columns: 200, rows: 60}};
  const tab = press(['tab'], all, search, wide);
  assert.equal(tab.state.notice, 'no task is selected');
  assert.equal(tab.state.hasPreview, true);
  assert.doesNotMatch(footerText(tab.screen, 300), /Tab/);
  for (const mode of ['buckets', 'regions', 'profiles'] as const) {
    const narrowed = {...UNTOUCHED, mode, picker: {...UNTOUCHED.picker, search: 'no such name'}};
    const {state, screen} = said('space', narrowed);
    assert.equal(state.notice, 'nothing to choose here', mode);
    assert.doesNotMatch(footerText(screen, 300), /Space/);
  }
});

test('without UTF-8 the footer is ASCII', () => {
  const {screen} = press([], aSnapshot({tasks: TASKS}), UNTOUCHED, {
    ...SETTING,
    glyphs: chooseGlyphs({LANG: 'C'}),
  });
  assert.match(footerText(screen, 200), /^[ -~]+$/);
});
