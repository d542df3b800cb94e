import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError, SourceStatus} from '../../source/poll/snapshot.js';
import {sourceDifference} from '../../source/view/panels/columns.js';
import {planLayout} from '../../source/view/panels/layout.js';
import {hasRoomForReasons, sourceLines} from '../../source/view/panels/source-lines.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, NOW} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});

const error: SourceError = {
  kind: 'network',
  code: undefined,
  message: 'EC2 doesn’t answer.',
  since: NOW,
  count: 1,
};

const FAILED: SourceStatus = {...A_SOURCE, profile: 'prod', nextPollAt: NOW + 12_000, error};

function lines(sources: readonly SourceStatus[], width = 120): readonly string[] {
  return sourceLines(aSnapshot({sources}), NOW, width, {glyphs, isUtc: true}).map(line =>
    line.map(({text}) => text).join(''),
  );
}

test('each source tells where, what and when it was read, in a column of its own', () => {
  assert.deepEqual(
    lines([
      A_SOURCE,
      {...A_SOURCE, region: 'ap-southeast-2', status: 'pending', updatedAt: undefined},
      FAILED,
    ]),
    [
      'default · us-east-1       live · every 10s · read 11:59:57Z',
      'default · ap-southeast-2  loading · every 10s',
      'prod · us-east-1          stale · 11:59:57Z  EC2 doesn’t answer.  next try 12:00:12Z',
    ],
  );
});

test('without room the next try goes before the reason is cut', () => {
  assert.equal(lines([FAILED], 60)[0], 'prod · us-east-1  stale · 11:59:57Z  EC2 doesn’t answer.');
  const tells = (width: number) =>
    hasRoomForReasons(aSnapshot({sources: [A_SOURCE, FAILED]}), width, glyphs);
  assert.equal(tells(60), true);
  assert.equal(tells(50), false);
});

test('a long name leaves half of the line', () => {
  const [line = ''] = lines([{...A_SOURCE, profile: 'p'.repeat(90)}], 60);
  assert.match(line, /^p{29}… {2}live · every 10s/);
});

test('the lines of sources are there where the table keeps ten lines, and give way together', () => {
  const plan = (rows: number, sources: number, isBannerSpare = true) =>
    planLayout({
      rows,
      sources,
      banner: 2,
      isBannerSpare,
      isFiltered: false,
      isSingle: false,
      troubles: 0,
    });
  assert.equal(plan(24, 1).sources, 0);
  assert.equal(plan(24, 5).sources, 5);
  assert.equal(plan(24, 5).banner, 0, 'said already');
  assert.equal(plan(24, 5, false).banner, 2, 'a reason that is cut is said in full');
  assert.equal(plan(24, 9).sources, 0);
  assert.equal(plan(24, 9).banner, 2);
});

test('what the sources differ by decides which of their columns stays longest', () => {
  const [a, b, c] = [
    {profile: 'x', region: '1'},
    {profile: 'x', region: '2'},
    {profile: 'y', region: '2'},
  ] as const;
  assert.equal(sourceDifference([a]), 'nothing');
  assert.equal(sourceDifference([a, b]), 'region');
  assert.equal(sourceDifference([b, c]), 'profile');
  assert.equal(sourceDifference([a, b, c]), 'both');
});
