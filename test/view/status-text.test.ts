import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError, SourceStatus} from '../../source/poll/snapshot.js';
import {
  bannerText,
  emptyText,
  liveText,
  loadingText,
  readText,
  sourcesText,
} from '../../source/view/panels/status-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, COMPLETE, NOW, someTasks} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});
const display = {glyphs, isUtc: true};

/** When the source of these tests was read, and when it is asked again. */
const clockOf = (at: number) => new Date(at).toISOString().slice(11, 19);
const READ = `read ${clockOf(A_SOURCE.updatedAt ?? Number.NaN)}Z`;
const NEXT = `next try ${clockOf(A_SOURCE.nextPollAt ?? Number.NaN)}Z`;
const live = (sources: readonly SourceStatus[], isPaused = false, room = 80) =>
  liveText(aSnapshot({sources, isPaused}), NOW, display, room);
const error: SourceError = {
  kind: 'network',
  code: 'ECONNRESET',
  message: 'EC2 doesn’t answer.',
  since: NOW,
  count: 1,
};
const PENDING: SourceStatus = {...A_SOURCE, status: 'pending', updatedAt: undefined};
const PARTLY = {...COMPLETE, isComplete: false, loadedBackTo: NOW - 1};

test('when it was read and the interval are always there, the reason where the interval isn’t the one asked for', () => {
  assert.equal(live([A_SOURCE]), `live · every 10s · ${READ}`);
  assert.equal(
    live([{...A_SOURCE, intervalMs: 80_000, intervalReason: 'throttled'}]),
    `live · every 1m 20s (throttled) · ${READ}`,
  );
  assert.match(
    live([{...A_SOURCE, intervalMs: 30_000, intervalReason: 'idle'}]),
    /every 30s \(nothing running\)/,
  );
  for (const spared of [{intervalReason: 'budget'}, {fetchStatus: 'budget'}] as const) {
    const source = {...A_SOURCE, ...spared};
    assert.match(live([source]), /every 10s, slowed to spare the account's API limit · read/);
    assert.match(live([source], false, 60), /every 10s \(API limit\) · read/);
  }
});

test('nothing that the head says of good answers changes with the time', () => {
  for (const sources of [[A_SOURCE], [A_SOURCE, A_SOURCE], [PENDING]]) {
    const at = (now: number) => liveText(aSnapshot({sources}), now, display, 80);
    assert.equal(at(NOW), at(NOW + 3_600_000));
  }
});

test('the clock is the local one or UTC, with the day where the time alone doesn’t tell', () => {
  const snapshot = aSnapshot({sources: [A_SOURCE]});
  const at = A_SOURCE.updatedAt ?? Number.NaN;
  const local = new Date(at).toTimeString().slice(0, 8);
  assert.equal(readText(snapshot, NOW, true), READ);
  assert.equal(readText(snapshot, NOW, false), `read ${local}`);
  const day = new Date(at).toISOString().slice(5, 10);
  assert.equal(readText(snapshot, NOW + 60 * 3_600_000, true), `read ${day} ${clockOf(at)}Z`);
});

test('what isn’t fresh isn’t called live, but late, with an age that counts, why and the next try', () => {
  const unavailable: SourceError = {...error, kind: 'service', code: 'Unavailable', since: NOW};
  const late = (sources: readonly SourceStatus[], room: number) =>
    liveText(aSnapshot({sources}), NOW + 41_000, display, room);
  const whole = `NO ANSWER for 41s: EC2 Unavailable, ${NEXT}`;
  const failed = {...A_SOURCE, error: unavailable};
  assert.equal(late([failed], 100), `${whole} · every 10s · ${READ}`);
  assert.equal(late([failed], 80), `${whole} · ${READ}`);
  assert.equal(late([failed], 60), whole);
  assert.equal(late([failed], 40), `NO ANSWER for 41s, ${NEXT}`);
  assert.equal(late([failed], 3), 'NO ANSWER for 41s');
  assert.match(late([A_SOURCE, failed], 80), /^NO ANSWER for 41s from 1 of 2: EC2 Unavailable, /);
  assert.match(live([{...PENDING, error}]), /^NO ANSWER for 0s: ECONNRESET, next try/);
  assert.equal(live([A_SOURCE], true), `paused · ${READ}`);
  assert.equal(live([{...A_SOURCE, error}], true), `paused · ${READ}`);
  assert.equal(live([PENDING]), 'loading · every 10s');
});

test('the time is that of the source furthest behind, and goes last when there is no room', () => {
  const old = {...A_SOURCE, updatedAt: NOW - 60_000};
  assert.ok(live([A_SOURCE, old]).endsWith(`read ${clockOf(NOW - 60_000)}Z`));
  const clock = READ.replace('read ', '');
  assert.equal(live([A_SOURCE], false, 17), `live · ${clock}`);
  assert.equal(live([A_SOURCE], false, 2), clock);
});

test('the name of the source counts more than the interval, and than a "live" that the clock tells', () => {
  const at = (source: SourceStatus, room: number, beside: number, isPaused = false) =>
    liveText(aSnapshot({sources: [source], isPaused}), NOW, display, room, beside);
  const clock = READ.replace('read ', '');
  assert.equal(at(A_SOURCE, 60, 33), `live · every 10s · ${READ}`);
  assert.equal(at(A_SOURCE, 60, 32), `live · ${READ}`);
  assert.equal(at(A_SOURCE, 60, 20), `live · ${clock}`);
  assert.equal(at(A_SOURCE, 60, 10), clock);
  assert.equal(at(A_SOURCE, 60, 8), `live · ${READ}`, 'it is cut anyway');
  assert.equal(at(A_SOURCE, 60, 10, true), `paused · ${READ}`);
  const late = at({...A_SOURCE, error}, 120, 20);
  assert.equal(late, `NO ANSWER for 0s: ECONNRESET, ${NEXT} · ${READ}`);
});

test('the banner says which source, why and when the next try is', () => {
  assert.equal(bannerText(aSnapshot(), NOW, true), undefined);
  assert.deepEqual(bannerText(aSnapshot({sources: [{...A_SOURCE, error}]}), NOW, true), {
    where: '',
    message: 'EC2 doesn’t answer.',
    next: NEXT,
  });
  const two = aSnapshot({sources: [A_SOURCE, {...A_SOURCE, region: 'eu-west-1', error}]});
  assert.equal(bannerText(two, NOW, true)?.where, '2 sources, 1 failing: default/eu-west-1: ');
  const trying = aSnapshot({sources: [{...A_SOURCE, nextPollAt: undefined, error}]});
  assert.equal(bannerText(trying, NOW, true)?.next, 'trying now');
});

test('while older tasks load it says how far back they go, in days of those there can be', () => {
  const DAY = 24 * 3_600_000;
  const text = (loadedBackTo: number | undefined, since?: number) =>
    loadingText({loadedBackTo}, {now: NOW, isUtc: true, since});
  assert.equal(text(NOW - 17 * DAY), 'loading, back to 01-14 (17 of 31 days)');
  assert.equal(text(NOW - 2 * DAY, NOW - 7 * DAY), 'loading, back to 01-29 (2 of 7 days)');
  assert.equal(text(Number.POSITIVE_INFINITY), 'loading older tasks');
});

test('only a complete answer may say that there is nothing', () => {
  assert.equal(
    emptyText(aSnapshot({}), true, glyphs, 'too long'),
    'nothing was searched: too long',
  );
  const empty = (options: Parameters<typeof aSnapshot>[0], isFiltered = false) =>
    emptyText(aSnapshot(options), isFiltered, glyphs);
  assert.equal(empty({}), 'no tasks in the last 31 days');
  assert.equal(empty({sources: [PENDING]}), 'loading');
  assert.equal(empty({sources: [{...PENDING, error}]}), 'no data yet');
  assert.equal(empty({sources: [A_SOURCE, {...PENDING, error}]}), 'no tasks known yet');
  assert.equal(empty({sources: [{...A_SOURCE, error}]}), 'no tasks known yet');
  assert.equal(empty({coverage: PARTLY}), 'no tasks known yet');
  assert.equal(empty({tasks: someTasks(3)}, true), 'no task matches the filter; c clears it');
  assert.equal(
    empty({tasks: someTasks(3), coverage: PARTLY}, true),
    'none among the newest 3; → searches older ones, c clears',
  );
  assert.match(empty({imageIds: ['ami-1', 'ami-2']}), /none of these AMIs has a store task yet/);
});

test('one source is named, several are counted', () => {
  assert.equal(sourcesText([A_SOURCE], glyphs), 'default · us-east-1');
  assert.equal(sourcesText([A_SOURCE, A_SOURCE], glyphs), '2 sources');
});
