import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {ORDERS} from '../../source/task/order.js';
import {orderMark} from '../../source/view/panels/filter-line.js';
import {type TabsLineNeeds, tabsLine} from '../../source/view/panels/tabs-line.js';
import type {RowQuery} from '../../source/view/rows/row-query.js';
import {NO_FILTERS} from '../../source/view/state/view-state.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {NOW} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});

const COUNTS = new Map([
  ['InProgress', 5],
  ['Completed', 184],
  ['Failed', 12],
]);

function line(query: Partial<RowQuery>, width: number, needs: Partial<TabsLineNeeds> = {}): string {
  return tabsLine({
    query: {...NO_FILTERS, order: 'start', isReversed: false, ...query},
    counts: COUNTS,
    isWhole: () => true,
    found: '201',
    isTyping: false,
    problem: undefined,
    width,
    glyphs,
    isUtc: true,
    hasManySources: false,
    isOrderInHeading: true,
    ...needs,
  })
    .map(({text}) => text)
    .join('');
}

test('tabs and counts are one line, with the other filters at its right end', () => {
  const partly = {isWhole: ([state]: readonly string[]) => state === 'InProgress'};
  assert.equal(
    line({}, 80, partly),
    '[1]All 201+  [2]InProgress 5  [3]Completed 184+  [4]Failed 12+       b all   / -',
  );
  assert.equal(line({}, 60), '[1]All 201  [2]InProgress 5  [3]Completed 184  [4]Failed 12');
  assert.equal(line({}, 40, partly), '[1]All 201+ [2]I 5 [3]C 184+ [4]F 12+');
  assert.equal(line({}, 30, partly), '[1]201+ [2]5 [3]184+ [4]12+');
});

test('where not all counts fit they are whole, what failed first, and the others are marked', () => {
  const partly = {isWhole: ([state]: readonly string[]) => state === 'InProgress'};
  assert.equal(line({}, 28, partly), '[1]201+ [2]5 [3]184+ [4]12+');
  assert.equal(line({}, 20, partly), '[4]12+ [2]5 …');
  assert.equal(line({}, 26, partly), '[4]12+ [2]5 [3]184+ …');
  assert.equal(line({}, 10, partly), '[4]12+ …');
  assert.equal(line({}, 6, partly), '[4]12+');
  assert.equal(line({buckets: ['archive']}, 30, partly), 'b archive  [4]12+ [2]5 …');
  for (let width = 8; width < 40; width++) {
    for (const search of ['', 'denied']) {
      const text = line({search}, width, partly);
      assert.ok(text.length <= width);
      assert.ok(search || /\[4\](?:F )?12\+/.test(text), text);
      const count = text.match(/\[\d\]/g)?.length ?? 0;
      assert.ok(count === 4 || text.endsWith('…') || text.endsWith('[4]12+'), text);
    }
  }
});

test('each count has its own +', () => {
  const whole = (...states: readonly string[]) => ({
    isWhole: ([state]: readonly string[]) => state !== undefined && states.includes(state),
  });
  assert.match(
    line({}, 80, whole('Failed')),
    /All 201\+ .*InProgress 5\+ .*Completed 184\+ .*Failed 12 /,
  );
});

test('the tab of the state that is filtered by stands out, and only that', () => {
  const active = (states: readonly string[]) =>
    tabsLine({
      query: {...NO_FILTERS, states, order: 'start', isReversed: false},
      counts: COUNTS,
      isWhole: () => true,
      found: '12',
      isTyping: false,
      problem: undefined,
      width: 100,
      glyphs,
      isUtc: true,
      hasManySources: false,
      isOrderInHeading: true,
    })
      .filter(({tone}) => tone === 'active')
      .map(({text}) => text);
  assert.deepEqual(active([]), ['[1]All 201']);
  assert.deepEqual(active(['Failed']), ['[4]Failed 12']);
  assert.deepEqual(active(['Failed', 'InProgress']), []);
  assert.match(
    line({states: ['Failed', 'InProgress']}, 100),
    /s Failed, InProgress {3}b all {3}\/ -$/,
  );
});

test('before the first answer the counts aren’t 0, and a state that the service invented has one', () => {
  assert.match(
    line({}, 80, {counts: undefined}),
    /^\[1\]All - {2}\[2\]InProgress - .*\[4\]Failed - /,
  );
  const odd = new Map([
    ['Failed', 2],
    ['Odd', 1],
  ]);
  assert.match(line({}, 100, {counts: odd}), /^\[1\]All 3 .*\[4\]Failed 2 {2}Odd 1 /);
});

const EVERYTHING: Partial<RowQuery> = {
  states: ['Failed'],
  buckets: ['ami-archive-00', 'ami-archive-01'],
  regions: ['eu-west-1'],
  profiles: ['prod'],
  search: 'denied',
  since: NOW - 7_200_000,
  order: 'bucket',
  isReversed: true,
};

test('every filter stays in sight, cut where there is no room', () => {
  const others = {isOrderInHeading: false};
  assert.match(
    line(EVERYTHING, 180, others),
    / b ami-archive-00, ami-archive-01 {3}\/denied {3}R eu-west-1 {3}P prod {3}since 01-31 10:00Z {3}o bucket↓$/,
  );
  for (const width of [110, 80, 60]) {
    const text = line(EVERYTHING, width, others);
    for (const key of ['b a', '/d', 'R e', 'P p', 'since 0', 'o b']) {
      assert.ok(text.includes(key), `${key} in ${text}`);
    }
  }
});

test('with several sources it says which', () => {
  assert.match(line({}, 100, {hasManySources: true}), /b all {3}\/ - {3}R all {3}P all$/);
});

test('the direction has a sign by value', () => {
  assert.equal(orderMark('start', false, glyphs), '↓');
  assert.equal(orderMark('start', true, glyphs), '↑');
  assert.equal(orderMark('progress', false, glyphs), '↑');
  assert.equal(orderMark('eta', true, chooseGlyphs({})), 'v');
});

test('while typing, the end of the text is in sight, and what can’t be read of it', () => {
  const typing = {isTyping: true};
  assert.match(line({}, 80, typing), /^Search _ {2}text {2}\/regex\/ {2}!not {2}state: bucket:/);
  assert.equal(line({search: 'abc'}, 80, {...typing, found: '12+'}), 'Search abc_  12+ found');
  assert.equal(line({search: 'abcdefghijklmnop'}, 16, typing), 'Search …jklmnop_');
  assert.equal(
    line({search: '/[', states: ['Failed']}, 80, {...typing, problem: 'not a regular expression'}),
    'Search /[_  not a regular expression  s Failed',
  );
  assert.equal(line({search: 'a', states: ['Failed']}, 20, typing), 'Search a_  s Failed');
});

test('a search that was kept still says what is wrong with it', () => {
  assert.match(line({search: '/['}, 80, {problem: 'unterminated'}), /unterminated .*\/ \/\[$/);
});

test('it fits any width that has room for the keys', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 30, max: 200}),
      fc.record({
        states: fc.subarray(['InProgress', 'Failed']),
        buckets: fc.subarray(['ami-archive-00', 'a-rather-long-bucket-name-for-archives', '']),
        search: fc.constantFrom('', 'denied', 'state:failed bucket:/archive-0[12]/'),
        order: fc.constantFrom(...ORDERS),
        isReversed: fc.boolean(),
      }),
      fc.boolean(),
      (width, query, isOrderInHeading) => {
        const text = line(query, width, {isOrderInHeading});
        assert.ok(text.length <= width, `${text.length} of ${width}: ${text}`);
      },
    ),
  );
});
