import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {CoverageStatus, StoreSnapshot} from '../../source/poll/snapshot.js';
import {overviewOf} from '../../source/view/overview/overview-of.js';
import {textPosition} from '../../source/view/panels/footer-text.js';
import {textHeight} from '../../source/view/panels/layout.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import {initialState, type ViewState} from '../../source/view/state/view-state.js';
import {textWidth} from '../../source/view/text/fit-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {
  A_SOURCE,
  aSnapshot,
  aTask,
  COMPLETE,
  NOW,
  someTasks,
  type TaskOptions,
} from '../helpers/fake-store.js';
import {press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ASCII = {...SETTING, glyphs: chooseGlyphs({})};

/** What is on the screen, line by line. */
function linesOf(
  snapshot: StoreSnapshot,
  {keys = ['v'], columns = 80, rows = 24}: {keys?: string[]; columns?: number; rows?: number} = {},
): readonly string[] {
  const setting = {...ASCII, size: {columns, rows}};
  const {screen} = press(keys, snapshot, UNTOUCHED, setting);
  return screen.lines().map(line => line.map(({text}) => text).join(''));
}

const failed = (index: number, options: TaskOptions) =>
  aTask(index, {storeTaskState: 'Failed', storeTaskFailureReason: 'AccessDenied: no', ...options});

/** Four days with 1, 0, 2 and 4 tasks; one failed on each of the last two. */
const TASKS = [
  aTask(1, {
    storeTaskState: 'InProgress',
    progressPercentage: 50,
    startedAt: NOW - 10 * MINUTE,
    bucket: 'b-1',
  }),
  aTask(2, {startedAt: NOW - 20 * MINUTE, bucket: 'b-1'}),
  failed(3, {startedAt: NOW - 30 * MINUTE, bucket: 'b-1'}),
  aTask(4, {startedAt: NOW - 40 * MINUTE, bucket: 'b-2'}),
  aTask(5, {startedAt: NOW - DAY, bucket: 'b-2'}),
  failed(6, {
    startedAt: NOW - DAY - MINUTE,
    bucket: 'b-3',
    storeTaskFailureReason: 'The AMI ami-0123456789abcdef0 was deregistered.',
  }),
  aTask(7, {startedAt: NOW - 10 * DAY, bucket: 'b-3'}),
];

const ALL = aSnapshot({tasks: TASKS});

const BACK_TO_YESTERDAY: CoverageStatus = {
  ...COMPLETE,
  isComplete: false,
  loadedBackTo: NOW - DAY,
};

test('at 80x24 it has a column for each day, the figures, why and where it failed, and what runs', () => {
  const lines = linesOf(ALL);
  assert.match(
    lines[0] ?? '',
    /^STARTED PER DAY, 31 days {2}# completed {2}o running {2}x failed +today 4, 1 failed$/,
  );
  const plot = lines.slice(1, 6);
  assert.deepEqual(
    plot.map(line => line.slice(0, 5)),
    ['  4 |', '    |', '  2 |', '    |', '  0 |'],
  );
  const column = (daysAgo: number) =>
    plot.map(line => line[5 + 2 * (30 - daysAgo)] ?? ' ').join('');
  assert.equal(column(0), 'xo###', 'failed on top, then running');
  assert.equal(column(1).trimStart(), 'xx#');
  assert.equal(column(2).trim(), '');
  assert.equal(column(10).trimStart(), '##');
  assert.match(lines[6] ?? '', /^ {4}\+-{62}$/);
  assert.match(lines[7] ?? '', /^ {5}01-01 .*01-22 +01-31$/);
  assert.equal(lines[8], '31 days: 7 started, 2 failed (29 %)   last 7 days: 6, 2 failed (33 %)');
  assert.match(lines[10] ?? '', /^FAILED BY REASON +31d +7d +BUCKETS +31d +failed +last fail$/);
  assert.match(lines[11] ?? '', /^ {2}AccessDenied +1 +1 +b-1 +3 +1 +33 % +30m ago$/);
  assert.match(lines[12] ?? '', /^ {2}The AMI was deregis~ +1 +1 +b-2 +2 +0$/);
  assert.match(
    lines.at(-1) ?? '',
    /^RUNNING 1 {3}next ready ~12:10Z {3}longest without a step: none$/,
  );
  assert.ok(lines.length <= 19);
});

test('days that are not loaded are a question mark, and counts that may be too low have a +', () => {
  const lines = linesOf(aSnapshot({tasks: TASKS.slice(0, 5), coverage: BACK_TO_YESTERDAY}));
  assert.match(lines[5] ?? '', /^ {2}0 \|(?:\? ){29}# #$/);
  assert.match(lines[3] ?? '', /^ {2}2 \| {58}\? #$/, 'over what is known of a day');
  assert.equal(lines[8], '31 days: 5+ started, 1+ failed   last 7 days: 5+, 1+ failed');
  assert.match(lines[9] ?? '', /^loaded back to 01-30, 1 of 31 days; r loads the rest$/);
  assert.match(lines[12] ?? '', /AccessDenied +1\+ +1\+ +b-1 +3\+ +1\+ +30m ago$/);
  const loading = {...BACK_TO_YESTERDAY, isLoading: true};
  assert.equal(
    linesOf(aSnapshot({tasks: TASKS, coverage: loading}))[9],
    'loaded back to 01-30, 1 of 31 days, loading',
  );
  const recent = {...BACK_TO_YESTERDAY, loadedBackTo: NOW - 8 * DAY};
  assert.match(
    linesOf(aSnapshot({tasks: TASKS, coverage: recent}))[8] ?? '',
    /: 7\+ .* 6, 2 failed/,
  );
});

test('a source that has not answered makes no count whole', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1', status: 'pending' as const}];
  const text = linesOf(aSnapshot({tasks: TASKS, sources})).join('\n');
  assert.match(text, /1 of 2 sources not read yet/);
  assert.match(text, /31 days: 7\+ started/);
  assert.match(text, /RUNNING 1\+ /);
  const none = aSnapshot({tasks: [], sources: sources.slice(1), coverage: BACK_TO_YESTERDAY});
  assert.match(linesOf(none).join('\n'), /nothing is loaded yet/);
});

test('at 120x36 the plot is 8 rows high, with reasons and running tasks beside it', () => {
  const lines = linesOf(ALL, {columns: 120, rows: 36});
  assert.equal(lines.filter(line => /^[ \d]{4}\|/.test(line)).length, 8);
  assert.match(lines[0] ?? '', /^STARTED PER DAY, 31 days .*failed +FAILED BY REASON +31d +7d$/);
  assert.ok(lines.some(line => line.startsWith('today 4, 1 failed   31 days: 7 started')));
  assert.ok(lines.some(line => /\|.* {2}RUNNING 1 +ready$/.test(line)));
  assert.ok(lines.some(line => line.includes('ami-00000000000000001')));
  assert.ok(lines.some(line => /^BUCKETS/.test(line)));
});

test('at 150x60 the plot is larger still', () => {
  const lines = linesOf(ALL, {columns: 150, rows: 60});
  assert.equal(lines.filter(line => /^[ \d]{4}\|/.test(line)).length, 15);
  assert.ok(lines.every(line => line.length <= 150));
});

test('at 200x60 it is a band under the list, with all boxes beside the plot', () => {
  const setting = {...ASCII, size: {columns: 200, rows: 60}};
  const {screen} = press(['v'], ALL, UNTOUCHED, setting);
  const lines = screen.lines().map(line => line.map(({text}) => text).join(''));
  const {band, body, hasTabs, preview} = screen.layout;
  assert.ok(lines.length <= band && lines.length >= band - 2);
  assert.ok(band < 20 && body > 30 && hasTabs && preview.place === 'right');
  assert.match(lines[0] ?? '', /^-- overview -+ Esc closes --$/);
  assert.match(lines[1] ?? '', /^STARTED PER DAY, .* FAILED BY REASON .* BUCKETS /);
  assert.match(lines.at(-1) ?? '', /^RUNNING 1 /);
  assert.equal(press(['v', 'tab', 'enter'], ALL, UNTOUCHED, setting).screen.layout.band, 0);
});

test('beside the band the list says where one is, and the preview offers no key that goes to the overview', () => {
  const setting = {...ASCII, size: {columns: 200, rows: 60}};
  const part = {isComplete: false, isLoading: true, pagesLoaded: 0, loadedBackTo: NOW};
  const position = (keys: readonly string[], count: number, isWhole = true) => {
    const snapshot = aSnapshot({tasks: someTasks(count), ...(isWhole ? {} : {coverage: part})});
    const {screen} = press(keys, snapshot, UNTOUCHED, setting);
    return {screen, text: textPosition(screen)[0], size: screen.pageSize};
  };
  const {screen, size} = position(['v'], 200);
  assert.equal(textPosition(screen)[0], `Overview, list 1-${size} of 200`);
  assert.equal(textPosition(screen)[1], textPosition(screen)[0]);
  assert.equal(position(['v'], 200, false).text, `Overview, list 1-${size} of 200+`);
  const last = 200 - Math.floor(199 / size) * size;
  assert.equal(position(['G', 'v'], 200).text, `Overview, list ${201 - last}-200 of 200`);
  assert.equal(position(['v'], size).text, 'Overview', 'all of it is in sight');
  assert.equal(position(['v'], 0).text, 'Overview');
  const preview = (keys: readonly string[]) =>
    position(keys, 200)
      .screen.preview()
      .flat()
      .map(({text}) => text)
      .join('');
  assert.match(preview([]), /Enter opens/);
  assert.doesNotMatch(preview(['v']), /opens|copies/);
});

for (const [columns, rows] of [
  [60, 20],
  [80, 16],
  [40, 10],
  [20, 6],
] as const) {
  test(`at ${columns}x${rows} there are the figures without a plot`, () => {
    const lines = linesOf(ALL, {columns, rows});
    const text = lines.join(' ');
    assert.doesNotMatch(text, /STARTED PER DAY/);
    assert.match(text, /today 4, 1 failed/);
    assert.ok(lines.length <= rows);
  });
}

test('f shows only what failed', () => {
  const lines = linesOf(ALL, {keys: ['v', 'f']});
  assert.match(lines[0] ?? '', /^FAILED PER DAY, 31 days {2}x failed/);
  assert.ok(lines.slice(1, 6).every(line => !line.includes('#')));
  assert.doesNotMatch(lines.join('\n'), /b-2/);
});

test('several Regions and profiles have boxes of their own, one has none', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1', profile: 'other'}];
  const tasks = [...TASKS, failed(8, {source: 1, startedAt: NOW - MINUTE})];
  const big = {columns: 120, rows: 50};
  const text = linesOf(aSnapshot({tasks, sources}), big).join('\n');
  assert.match(text, /REGIONS .*\n.*us-east-1 +7 +2 +29 %/);
  assert.match(text, /PROFILES/);
  assert.doesNotMatch(linesOf(ALL, big).join('\n'), /REGIONS|PROFILES/);
});

test('Tab goes through the boxes and round, and one without room comes into sight', () => {
  const sources = [A_SOURCE, {...A_SOURCE, region: 'eu-west-1', profile: 'other'}];
  const tasks = [...TASKS, failed(8, {source: 1, startedAt: NOW - MINUTE})];
  const snapshot = aSnapshot({tasks, sources});
  const boxes = ['v', ...Array.from({length: 6}, () => 'tab')].map((_, count, keys) => {
    const {state, screen} = press(keys.slice(0, count + 1), snapshot, UNTOUCHED, ASCII);
    const text = screen
      .lines()
      .map(line => line.map(part => part.text).join(''))
      .join('\n');
    return {
      name: overviewOf({...screen, state, height: textHeight(screen.layout)}).focus.box.name,
      text,
    };
  });
  assert.deepEqual(
    boxes.map(({name}) => name),
    ['days', 'reasons', 'buckets', 'regions', 'profiles', 'running', 'days'],
  );
  assert.match(boxes[4]?.text ?? '', /PROFILES[\s\S]*> default/);
  assert.match(boxes[0]?.text ?? '', /BUCKETS \+2/);
});

test('where endings were seen it says how long tasks take', () => {
  const took = (minutes: number, index: number) => ({
    ...aTask(index, {startedAt: NOW - 120 * MINUTE}),
    settledAt: NOW - 120 * MINUTE + minutes * MINUTE,
  });
  const last = (minutes: readonly number[]) =>
    linesOf(aSnapshot({tasks: minutes.map(took)})).at(-1);
  assert.equal(last([]), 'RUNNING none');
  assert.match(last([7]) ?? '', /^took: under 7m, /);
  assert.equal(last([5, 18, 30]), 'took: half under 18m, all 3 under 30m');
  const many = Array.from({length: 20}, (_, index) => index + 1);
  assert.equal(last(many), 'took: half under 10m, 9 of 10 under 18m');
});

test('what runs says when the next and the last are ready, and which stands still', () => {
  const running = (index: number, percent: number, startedAt: number) =>
    aTask(index, {storeTaskState: 'InProgress', progressPercentage: percent, startedAt});
  const tasks = [
    running(1, 50, NOW - 6 * MINUTE),
    running(2, 25, NOW - 10 * MINUTE),
    running(3, 0, NOW - 47 * MINUTE),
  ];
  assert.match(
    linesOf(aSnapshot({tasks}), {columns: 118}).at(-1) ?? '',
    /^RUNNING 3 {3}next ready ~12:06Z, last ~12:30Z, 1 not known yet {3}longest without a step: ami-0{16}3, 47m$/,
  );
});

const open = (state: Partial<ViewState>, snapshot: StoreSnapshot) => {
  const before = {...UNTOUCHED, ...state};
  return press(['v'], snapshot, before, ASCII);
};

test('opening it asks for all older tasks once, whatever the list is filtered by', () => {
  const snapshot = aSnapshot({tasks: TASKS, coverage: BACK_TO_YESTERDAY});
  const query = {...UNTOUCHED.query, states: ['Failed']};
  const opened = open({query}, snapshot);
  assert.deepEqual(opened.effects.slice(-2), [
    {type: 'changeScope', scope: {states: [], buckets: []}},
    {type: 'loadAll'},
  ]);
  assert.deepEqual(press(['down', 'tab'], snapshot, opened.state, ASCII).effects, []);
  assert.deepEqual(
    press(['r'], snapshot, opened.state, ASCII).effects.map(({type}) => type),
    ['pollNow', 'loadAll'],
  );
  assert.deepEqual(
    open({}, ALL).effects.map(({type}) => type),
    ['changeScope'],
  );
});

test('closing it gives the list its own filters back, by Esc, q and v', () => {
  const query = {...UNTOUCHED.query, states: ['Failed'], since: 5};
  for (const key of ['escape', 'q', 'v']) {
    const {state} = open({query}, ALL);
    const closed = press([key], ALL, state, ASCII);
    assert.equal(closed.state.mode, 'table');
    assert.equal(closed.state.query, query);
    assert.deepEqual(closed.effects, [
      {
        type: 'changeScope',
        scope: {states: ['Failed'], buckets: [], since: 5, isSinceAgo: undefined},
      },
    ]);
  }
});

test('the help lies over it and leads back to it', () => {
  const {state} = press(['v', '?', 'escape'], ALL, UNTOUCHED, ASCII);
  assert.equal(state.mode, 'overview');
  assert.equal(press(['escape', '?', 'escape'], ALL, state, ASCII).state.mode, 'table');
});

test('it can be where the screen begins, and waits for the first answer before it loads', () => {
  const state = initialState({...UNTOUCHED, isOverview: true});
  assert.equal(state.mode, 'overview');
  const pending = {...A_SOURCE, status: 'pending' as const};
  const early = aSnapshot({sources: [pending], coverage: BACK_TO_YESTERDAY});
  assert.deepEqual(press([], early, state, ASCII).effects, []);
  const later = aSnapshot({tasks: TASKS, coverage: BACK_TO_YESTERDAY});
  assert.deepEqual(press([], later, state, ASCII).effects, [{type: 'loadAll'}]);
});

test('of one AMI there is no overview, and a key says so', () => {
  const {state} = press(['v'], ALL, {...UNTOUCHED, root: 'single', mode: 'single'}, ASCII);
  assert.equal(state.mode, 'single');
  assert.match(state.notice ?? '', /no overview/);
});

test('the cursor stays on its reason when another one overtakes it', () => {
  const {state} = press(['v', 'tab', 'down'], ALL, UNTOUCHED, ASCII);
  assert.match(focusOf(ALL, state) ?? '', /deregistered/);
  const more = [8, 9].map(index =>
    failed(index, {
      startedAt: NOW - index * MINUTE,
      storeTaskFailureReason: 'The AMI ami-0123456789abcdef1 was deregistered.',
    }),
  );
  const later = aSnapshot({tasks: [...TASKS, ...more]});
  const lines = press([], later, state, ASCII)
    .screen.lines()
    .map(line => line.map(({text}) => text).join(''));
  assert.ok(lines.some(line => /^> The AMI was deregis~ +3/.test(line)));
});

function focusOf(snapshot: StoreSnapshot, state: ViewState): string | undefined {
  const screen = screenOf(state, snapshot, ASCII);
  return overviewOf({...screen, height: textHeight(screen.layout)}).focus.row?.key;
}

test('a poll that changes no task counts none again, and j and k move as the arrows do', () => {
  const {screen, state} = press(['v', 'tab', 'j'], ALL, UNTOUCHED, ASCII);
  assert.match(focusOf(ALL, state) ?? '', /deregistered/);
  assert.equal(focusOf(ALL, press(['k'], ALL, state, ASCII).state), 'AccessDenied');
  const polled = {...ALL, sources: [{...A_SOURCE, updatedAt: NOW}]};
  const countsOf = (snapshot: StoreSnapshot) =>
    overviewOf({...screen, snapshot, height: textHeight(screen.layout)}).counts;
  assert.equal(countsOf(polled), countsOf(ALL));
});

test('Enter on a running task selects it in the list', () => {
  const setting = {...ASCII, size: {columns: 120, rows: 36}};
  const keys = ['v', 'tab', 'tab', 'tab', 'enter'];
  const {screen, state} = press(keys, ALL, UNTOUCHED, setting);
  assert.deepEqual(state.query.states, ['InProgress']);
  assert.equal(screen.rows.slice(screen.cursor.index, screen.cursor.index + 1)[0], TASKS[0]);
});

const someTask = fc.record({
  startedAt: fc.option(fc.integer({min: NOW - 31 * DAY, max: NOW + 5 * MINUTE}), {
    nil: undefined,
    freq: 20,
  }),
  storeTaskState: fc.constantFrom('InProgress', 'Completed', 'Failed', 'Failed', 'Paused'),
  storeTaskFailureReason: fc.constantFrom(
    undefined,
    'AccessDenied: no (Request ID: 1A)',
    'AccessDeniedException: no',
    'The AMI ami-0123456789abcdef0 was deregistered.',
    'The "AMI" was deregistered',
    'a "quoted" reason: \\ /',
  ),
  bucket: fc.constantFrom(undefined, 'b-1', 'b-*', 'b-?', 'b-\\'),
  source: fc.nat({max: 2}),
});

test('Enter shows exactly the tasks that were counted, of each day, reason, place, and what runs', () => {
  const sources = ['us-east-1', 'eu-west-1', 'us-east-1'].map((region, index) => ({
    ...A_SOURCE,
    region,
    profile: `p${Math.min(1, index)}`,
  }));
  fc.assert(
    fc.property(
      fc.array(someTask, {maxLength: 40}),
      fc.boolean(),
      fc.boolean(),
      (all, isUtc, isFailedOnly) => {
        const tasks = all.map((options, index) => aTask(index, options));
        const snapshot = aSnapshot({tasks, sources});
        const opened = press(
          isFailedOnly ? ['v', 'f'] : ['v'],
          snapshot,
          {...UNTOUCHED, isUtc},
          ASCII,
        );
        const {screen} = opened;
        const {boxes, counts} = overviewOf({...screen, height: textHeight(screen.layout)});
        const counted = {
          days: counts.days.map(({started, failed}) => (isFailedOnly ? failed : started)),
          reasons: counts.reasons.map(reason => reason.failed),
          ...Object.fromEntries(
            (['buckets', 'regions', 'profiles'] as const).map(name => [
              name,
              counts[name]
                .map(place => (isFailedOnly ? place.failed : place.started))
                .filter(count => count > 0)
                .toSorted((a, b) => b - a),
            ]),
          ),
          running: counts.running.length > 0 ? [counts.running.length] : [],
        };
        for (const {name, rows} of boxes) {
          const listed = rows.map(
            ({query}) => screen.rowsFor({...opened.state.query, ...query}).total,
          );
          assert.deepEqual(listed, counted[name as 'days'], name);
        }
      },
    ),
    {numRuns: 150},
  );
});

test('at every size, with whatever tasks and keys, it has no more lines and columns than there are', () => {
  const keys = fc.array(
    fc.constantFrom(
      'tab',
      'tab',
      'down',
      'up',
      'left',
      'right',
      'G',
      'g',
      'pagedown',
      'f',
      't',
      'r',
    ),
    {maxLength: 8},
  );
  const sources = ['us-east-1', 'eu-west-1', 'ap-south-1'].map(region => ({...A_SOURCE, region}));
  fc.assert(
    fc.property(
      fc.array(someTask, {maxLength: 30}),
      fc.record({columns: fc.integer({min: 1, max: 220}), rows: fc.integer({min: 4, max: 70})}),
      keys,
      fc.boolean(),
      (all, size, typed, isWhole) => {
        const snapshot = aSnapshot({
          tasks: all.map((options, index) => aTask(index, options)),
          sources,
          coverage: isWhole ? COMPLETE : BACK_TO_YESTERDAY,
        });
        const setting = {...ASCII, size};
        const {screen, state} = press(['v', ...typed], snapshot, UNTOUCHED, setting);
        const lines = screen.lines().map(line => line.map(({text}) => text).join(''));
        const room = screen.layout.band || screen.layout.body;
        assert.ok(lines.length <= room, `${lines.length} of ${room}`);
        assert.ok(screen.layout.body < 3 || lines.some(line => line.trim() !== ''));
        if (size.columns >= 40) {
          assert.ok(
            lines.every(line => textWidth(line) <= size.columns),
            lines.join('\n'),
          );
        }

        // The row with the cursor is in sight, marked without colour.
        const {focus} = overviewOf({...screen, state, height: textHeight(screen.layout)});
        if (focus.row && focus.box.name !== 'days' && focus.box.name !== 'running') {
          const marked = lines.filter(line => /(?:^| {2})> \S/.test(line));
          assert.ok(screen.layout.body < 3 || marked.length === 1, lines.join('\n'));
        }
      },
    ),
    {numRuns: 300},
  );
});
