import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError, SourceStatus} from '../../source/poll/snapshot.js';
import {
  bannerText,
  coverageText,
  emptyText,
  liveText,
  originText,
} from '../../source/view/status-text.js';
import {chooseGlyphs} from '../../source/view/theme.js';
import {A_SOURCE, aSnapshot, COMPLETE, NOW, someTasks} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});
const live = (sources: readonly SourceStatus[], isPaused = false, room = 80) =>
  liveText(aSnapshot({sources, isPaused}), NOW, glyphs, room);
const error: SourceError = {
  kind: 'network',
  code: 'ECONNRESET',
  message: 'EC2 doesn’t answer.',
  since: NOW,
  count: 1,
};
const PENDING: SourceStatus = {...A_SOURCE, status: 'pending', updatedAt: undefined};
const PARTLY = {...COMPLETE, isComplete: false, loadedBackTo: NOW - 1};

test('the age and the interval are always there, the reason where the interval isn’t the one asked for', () => {
  assert.equal(live([A_SOURCE]), 'live · 10s · updated 3s ago');
  assert.equal(
    live([{...A_SOURCE, intervalMs: 80_000, intervalReason: 'throttled'}]),
    'live · 1m 20s (throttled) · updated 3s ago',
  );
  assert.match(
    live([{...A_SOURCE, intervalMs: 30_000, intervalReason: 'idle'}]),
    /30s \(nothing running\)/,
  );
  assert.match(live([{...A_SOURCE, intervalReason: 'budget'}]), /\(budget\)/);
  assert.match(live([{...A_SOURCE, fetchStatus: 'budget'}]), /\(waiting for budget\)/);
});

test('what isn’t fresh isn’t called live', () => {
  assert.match(live([{...A_SOURCE, error}]), /^stale /);
  assert.match(live([{...PENDING, error}]), /^no data /);
  assert.match(live([A_SOURCE, {...A_SOURCE, error}]), /^1 of 2 stale /);
  assert.equal(live([A_SOURCE], true), 'paused · updated 3s ago');
  assert.equal(live([PENDING]), 'loading · 10s');
});

test('the age is that of the source furthest behind, and goes last when there is no room', () => {
  const old = {...A_SOURCE, updatedAt: NOW - 60_000};
  assert.match(live([A_SOURCE, old]), /updated 1m ago$/);
  assert.equal(live([A_SOURCE], false, 14), 'live · 3s ago');
  assert.equal(live([A_SOURCE], false, 2), '3s ago');
});

test('the banner says which source, why and when the next try is', () => {
  assert.equal(bannerText(aSnapshot(), NOW), undefined);
  assert.deepEqual(bannerText(aSnapshot({sources: [{...A_SOURCE, error}]}), NOW), {
    where: '',
    message: 'EC2 doesn’t answer.',
    next: 'next try in 7s',
  });
  const two = aSnapshot({sources: [A_SOURCE, {...A_SOURCE, region: 'eu-west-1', error}]});
  assert.equal(bannerText(two, NOW)?.where, '2 sources, 1 failing: default/eu-west-1: ');
  const trying = aSnapshot({sources: [{...A_SOURCE, nextPollAt: undefined, error}]});
  assert.equal(bannerText(trying, NOW)?.next, 'trying now');
});

test('what isn’t loaded is never counted as if it were', () => {
  const text = (coverage: typeof COMPLETE, isFiltered = false, isLoading = false) =>
    coverageText(aSnapshot({tasks: someTasks(20), coverage}), 3, isFiltered, isLoading, glyphs);
  assert.equal(text(COMPLETE), '20 tasks');
  assert.equal(text(COMPLETE, true), '3 of 20 tasks');
  assert.equal(text(PARTLY), '20 tasks loaded, older: →');
  const lost = aSnapshot({tasks: someTasks(20), sources: [{...A_SOURCE, lostRows: 2}]});
  assert.equal(coverageText(lost, 20, false, false, glyphs), '20 tasks, 2 unreadable');
  assert.equal(
    text({...PARTLY, isLoading: true, pagesLoaded: 12}),
    '20 tasks, loading older: 12 pages, Esc stops',
  );
});

test('only a complete answer may say that there is nothing', () => {
  assert.equal(emptyText(aSnapshot({}), true, 'too long'), 'nothing was searched: too long');
  const empty = (options: Parameters<typeof aSnapshot>[0], isFiltered = false) =>
    emptyText(aSnapshot(options), isFiltered);
  assert.equal(empty({}), 'no tasks in the last 31 days');
  assert.equal(empty({sources: [PENDING]}), 'loading');
  assert.equal(empty({sources: [{...PENDING, error}]}), 'no data yet');
  assert.equal(empty({sources: [A_SOURCE, {...PENDING, error}]}), 'no tasks known yet');
  assert.equal(empty({sources: [{...A_SOURCE, error}]}), 'no tasks known yet');
  assert.equal(empty({coverage: PARTLY}), 'no tasks known yet');
  assert.match(empty({tasks: someTasks(3)}, true), /^no task matches the filter \(c clears it\)$/);
  assert.match(
    empty({tasks: someTasks(3), coverage: PARTLY}, true),
    /older tasks are not all loaded/,
  );
  assert.match(empty({imageIds: ['ami-1', 'ami-2']}), /none of these AMIs has a store task yet/);
});

test('one source is named, several are counted', () => {
  assert.equal(originText([A_SOURCE], glyphs), 'default · us-east-1');
  assert.equal(originText([A_SOURCE, A_SOURCE], glyphs), '2 sources');
});
