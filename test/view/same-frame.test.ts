import assert from 'node:assert/strict';
import test from 'node:test';
import type {SourceError, SourceStatus, StoreSnapshot} from '../../source/poll/snapshot.js';
import {isSameFrame} from '../../source/view/panels/same-frame.js';
import {A_SOURCE, aSnapshot, NOW, someTasks} from '../helpers/fake-store.js';

const BEFORE = aSnapshot({tasks: someTasks(3)});
const withSource = (members: Partial<SourceStatus>): StoreSnapshot => ({
  ...BEFORE,
  sources: [{...A_SOURCE, ...members}],
});

const FAILED: Partial<SourceStatus> = {
  error: {kind: 'network', code: undefined, message: 'EC2 doesn’t answer.', since: NOW, count: 1},
};

test('a poll under way, and when the next one is, draw the same frame', () => {
  for (const members of [
    {fetchStatus: 'fetching', nextPollAt: undefined},
    {nextPollAt: NOW + 10_000, requestsPerMinute: 7},
  ] as const) {
    assert.equal(isSameFrame(BEFORE, withSource(members), 'table'), true);
  }
});

test('whatever the screen shows of it makes another frame', () => {
  const others: Readonly<Record<string, StoreSnapshot>> = {
    tasks: {...BEFORE, tasks: aSnapshot({tasks: someTasks(4)}).tasks},
    events: {...BEFORE, events: []},
    'the pause': {...BEFORE, isPaused: true},
    'the interval asked for': {...BEFORE, intervalMs: 15_000},
    'how far it is loaded': {...BEFORE, coverage: {...BEFORE.coverage, loadedBackTo: NOW}},
    'pages that are being loaded': {
      ...BEFORE,
      coverage: {...BEFORE.coverage, isLoading: true, pagesLoaded: 1},
    },
    'an error': withSource(FAILED),
    'the interval': withSource({intervalMs: 30_000, intervalReason: 'idle'}),
    'rows that could not be read': withSource({lostRows: 1}),
    'when it was read': withSource({updatedAt: NOW}),
    'a first answer': withSource({status: 'pending'}),
    'waiting for the budget': withSource({fetchStatus: 'budget'}),
  };
  for (const [what, after] of Object.entries(others)) {
    assert.equal(isSameFrame(BEFORE, after, 'table'), false, what);
  }
});

test('of a failing source the next try is drawn, and of each of several when it was read', () => {
  const failed = withSource(FAILED);
  const tried = withSource({...FAILED, nextPollAt: undefined, fetchStatus: 'fetching'});
  assert.equal(isSameFrame(failed, tried, 'table'), false);
  const again = withSource({error: {...(FAILED.error as SourceError), count: 2}});
  assert.equal(isSameFrame(failed, again, 'table'), false);
  const two = (snapshot: StoreSnapshot) => ({
    ...snapshot,
    sources: [A_SOURCE, ...snapshot.sources],
  });
  assert.equal(isSameFrame(two(BEFORE), two(withSource({updatedAt: NOW})), 'table'), false);
  assert.equal(isSameFrame(two(BEFORE), two(failed), 'table'), false);
});

test('the help counts requests', () => {
  assert.equal(isSameFrame(BEFORE, withSource({requestsPerMinute: 7}), 'help'), false);
});
