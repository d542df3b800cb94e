import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {ORDERS} from '../../source/task/order.js';
import {
  type FilterLineNeeds,
  filterLine,
  orderMark,
  orderText,
} from '../../source/view/panels/filter-line.js';
import type {RowQuery} from '../../source/view/rows/row-query.js';
import {NO_FILTERS} from '../../source/view/state/view-state.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {NOW} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});

function line(
  query: Partial<RowQuery>,
  width: number,
  needs: Partial<FilterLineNeeds> = {},
): string {
  return filterLine({
    query: {...NO_FILTERS, order: 'start', isReversed: false, ...query},
    isTyping: false,
    problem: undefined,
    width,
    glyphs,
    isUtc: true,
    hasManySources: false,
    isOrderInHeading: false,
    ...needs,
  })
    .map(({text}) => text)
    .join('');
}

test('without filters it says so, how to choose a state, and the order', () => {
  assert.equal(
    line({}, 120),
    'State All   [1]All [2]InProgress [3]Completed [4]Failed   Bucket all   Search -   Order start, newest first',
  );
  assert.equal(
    line({}, 80, {isOrderInHeading: true}),
    'State All  [1]All [2]InProgress [3]Completed [4]Failed  Bucket all  Search -',
  );
  assert.equal(line({}, 80), 'State All  Bucket all  Search -  Order start, newest first');
  assert.equal(line({}, 40), 'Order start, newest first');
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

test('every filter stays in sight, by its key where there is no room for its name', () => {
  assert.equal(
    line(EVERYTHING, 160),
    'State Failed  Bucket ami-archive-00, ami-archive-01  Search denied  Region eu-west-1  Profile prod  Since 01-31 10:00Z  Order bucket, Z to A',
  );
  assert.equal(
    line(EVERYTHING, 110),
    's:Failed b:ami-archive-00,ami-archive-01 /denied R:eu-west-1 P:prod since 01-31 10:00Z o:bucket↓',
  );
  for (const key of ['s:F', 'b:a', '/d', 'R:e', 'P:p', 'since 0', 'o:b']) {
    assert.ok(line(EVERYTHING, 60).includes(key), `${key} in ${line(EVERYTHING, 60)}`);
  }
});

test('with several sources it says which', () => {
  assert.equal(
    line({}, 100, {hasManySources: true}),
    'State All  Bucket all  Search -  Region all  Profile all  Order start, newest first',
  );
});

test('the direction has a sign by value', () => {
  assert.equal(orderMark('start', false, glyphs), '↓');
  assert.equal(orderMark('start', true, glyphs), '↑');
  assert.equal(orderMark('progress', false, glyphs), '↑');
  assert.equal(orderMark('eta', true, chooseGlyphs({})), 'v');
  assert.equal(orderText('progress', true), 'progress, highest first');
});

test('while typing, the end of the text is in sight, and what can’t be read of it', () => {
  const typing = {isTyping: true};
  assert.match(line({}, 80, typing), /^Search _ {2}text {2}\/regex\/ {2}!not {2}state: bucket:/);
  assert.equal(line({search: 'abc'}, 80, typing), 'Search abc_');
  assert.equal(line({search: 'abcdefghijklmnop'}, 16, typing), 'Search …jklmnop_');
  assert.equal(
    line({search: '/[', states: ['Failed']}, 80, {...typing, problem: 'not a regular expression'}),
    'Search /[_  not a regular expression  State Failed',
  );
  assert.equal(line({search: 'a', states: ['Failed']}, 20, typing), 'Search a_  s:Failed');
});

test('a search that was kept still says what is wrong with it', () => {
  assert.match(line({search: '/['}, 80, {problem: 'unterminated'}), /Search \/\[ .*unterminated$/);
});

test('it fits any width that has room for the keys', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 40, max: 200}),
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
