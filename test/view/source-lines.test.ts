import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError, SourceStatus} from '../../source/poll/snapshot.js';
import {sourceLines, sourcesHeight} from '../../source/view/panels/source-lines.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, aTask, NOW} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});

const error: SourceError = {
  kind: 'network',
  code: undefined,
  message: 'EC2 doesn’t answer.',
  since: NOW,
  count: 1,
};

const FAILED: SourceStatus = {...A_SOURCE, profile: 'prod', nextPollAt: NOW + 12_000, error};

const TASKS = Array.from({length: 40}, (_, index) =>
  aTask(index, {source: index % 4 === 0 ? 1 : 0}),
);

function lines(sources: readonly SourceStatus[], width = 120): readonly string[] {
  const snapshot = aSnapshot({sources, tasks: TASKS});
  return sourceLines(snapshot, NOW, width, {glyphs, isUtc: true}).map(line =>
    line.map(({text}) => text).join(''),
  );
}

const WEST: SourceStatus = {...A_SOURCE, region: 'eu-west-1', isWhole: true};

test('one source has no line: head and banner say it all', () => {
  assert.deepEqual(lines([FAILED]), []);
});

test('all that are well are one line, with how many tasks each has, and + where that may be more', () => {
  assert.deepEqual(lines([A_SOURCE, WEST]), ['default · us-east-1 30+   default · eu-west-1 10']);
  assert.deepEqual(lines([A_SOURCE, WEST], 40), ['default: us-east-1 30+, eu-west-1 10']);
  assert.deepEqual(lines([A_SOURCE, WEST], 30), ['us-east-1 30+  eu-west-1 10']);
  assert.deepEqual(lines([A_SOURCE, {...WEST, profile: 'prod'}], 40), [
    '2 of 2 sources answer, 40+ tasks',
  ]);
});

test('each that isn’t well has its whole name, why and what to do, wrapped', () => {
  const profile = 'a-profile-of-an-account-with-a-long-name';
  const message = `Expired. ${'Put new keys there. '.repeat(6)}END`;
  const told = lines([A_SOURCE, {...FAILED, profile, error: {...error, message}}], 60);
  assert.equal(told[0], 'default · us-east-1 30+');
  const ill = told.slice(1).join(' ');
  assert.equal(ill, `! ${profile} · us-east-1: ${message} (next try 12:00:12Z)`);
  assert.ok(told.every(line => line.length <= 60));
});

test('one that never answers says for how long, and what asks anew', () => {
  const [, silent] = lines([A_SOURCE, {...WEST, silentSince: NOW - 41_000}]);
  assert.equal(silent, '! default · eu-west-1: NO ANSWER for 41s, r asks anew');
});

test('without any that is well there is no line of them', () => {
  assert.match(lines([FAILED, {...FAILED, region: 'eu-west-1'}])[0] ?? '', /^! prod · us-east-1: /);
});

test('the lines are as many at any time, so that the table doesn’t jump', () => {
  const sources = [A_SOURCE, {...FAILED, error: {...error, message: 'm'.repeat(70)}}];
  const display = {glyphs, isUtc: true};
  const height = sourcesHeight(aSnapshot({sources}), 80, display);
  const later = sources.map(source => ({...source, nextPollAt: NOW + 10_000_000}));
  assert.equal(sourcesHeight(aSnapshot({sources: later}), 80, display), height);
  assert.equal(height, lines(sources, 80).length);
});
