import assert from 'node:assert/strict';
import test from 'node:test';
import {titleTexts} from '../../source/alert/sequences/title-text.js';
import type {SourceStatus} from '../../source/poll/snapshot.js';
import {outageNotes} from '../../source/report/watch/outages.js';
import {emptyText, liveText, silences} from '../../source/view/panels/status-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, fakeStore} from '../helpers/fake-store.js';

const NOW = A_SOURCE.updatedAt ?? Number.NaN;
const SILENT: SourceStatus = {...A_SOURCE, silentSince: NOW + 10_000, nextPollAt: undefined};
const PENDING: SourceStatus = {...SILENT, status: 'pending', updatedAt: undefined};
const FAILED: SourceStatus = {
  ...SILENT,
  error: {kind: 'network', code: undefined, message: 'It hangs.', since: NOW, count: 1},
};
const glyphs = chooseGlyphs({LANG: 'C'});
const snapshotOf = (...sources: SourceStatus[]) => fakeStore({sources}).getSnapshot();
const head = (room: number, ...sources: SourceStatus[]) =>
  liveText(snapshotOf(...sources), NOW + 51_000, {glyphs, isUtc: true}, room);

test('the head says how long there was no answer, and what asks anew, as far as there is room', () => {
  assert.match(head(80, SILENT), /^NO ANSWER for 41s . r asks anew . read \d\d:\d\d:\d\dZ$/);
  assert.match(head(40, SILENT), /^NO ANSWER for 41s . read \d\d:\d\d:\d\dZ$/);
  assert.equal(head(3, SILENT), 'NO ANSWER for 41s');
  assert.match(head(80, PENDING), /^NO ANSWER for 41s . r asks anew$/);
  assert.match(head(80, A_SOURCE, SILENT), /^NO ANSWER for 41s from 1 of 2 /);
});

test('what answers is not late, and what says what is wrong is not silent', () => {
  assert.match(head(80, A_SOURCE), /^live /);
  assert.match(head(80, FAILED), /^NO ANSWER for 51s: network, trying now/);
  assert.deepEqual(silences([A_SOURCE, FAILED, SILENT]), [SILENT.silentSince]);
  assert.match(emptyText(snapshotOf(PENDING), false, glyphs), /^no answer yet/);
});

test('the title says it, too', () => {
  const title = titleTexts(() => true);
  const none = {completed: 0, failed: 0, isCut: false};
  assert.equal(title(snapshotOf(SILENT), none), 'idle | no answer');
  assert.equal(title(snapshotOf(PENDING), none), 'amiwatch | no answer');
  assert.equal(title(snapshotOf(A_SOURCE), none), 'idle');
});

test('--wait and --follow tell of a silence once, of its end once, and leave the word to an error', () => {
  const notes: string[] = [];
  const tell = outageNotes(sentence => notes.push(sentence));
  tell(snapshotOf(SILENT), 0);
  tell(snapshotOf(SILENT), 1000);
  tell(snapshotOf(A_SOURCE), 60_000);
  tell(snapshotOf(A_SOURCE), 61_000);
  assert.deepEqual(notes, [
    'EC2 in us-east-1 does not answer. Waiting until it does.',
    'It answers again, after 1m.',
  ]);
  notes.length = 0;
  tell(snapshotOf(SILENT), 70_000);
  tell(snapshotOf(FAILED), 80_000);
  tell(snapshotOf(A_SOURCE), 130_000);
  assert.deepEqual(notes, [
    'EC2 in us-east-1 does not answer. Waiting until it does.',
    'It hangs. Trying again until it answers.',
    'It answers again, after 1m.',
  ]);
});
