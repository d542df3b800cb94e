import assert from 'node:assert/strict';
import test from 'node:test';
import {OlderPageQueue} from '../../source/poll/reading/older-page-queue.js';
import type {PageOutcome} from '../../source/poll/reading/poll-strategy.js';
import type {Scope, SourceError} from '../../source/poll/snapshot.js';

const FAILED: Scope = {states: ['Failed'], buckets: []};
const ask = () => Promise.reject(new Error('Only the strategy asks.'));

/** A list of so many pages. */
function listOf(pages: number) {
  const read: Scope[] = [];
  const queue = new OlderPageQueue({
    loadedBackTo: () => (read.length < pages ? -read.length : Number.NEGATIVE_INFINITY),
    wholeLists: () => [],
    async loadPage(scope): Promise<PageOutcome> {
      read.push(scope);
      return 'read';
    },
  });
  return {queue, read};
}

const failure = (kind: SourceError['kind']): SourceError => ({
  kind,
  code: undefined,
  message: 'It broke.',
  since: 0,
  count: 1,
});

test('what a person asks for is made neither less nor slower by what is fetched ahead', async () => {
  const {queue} = listOf(9);
  queue.add(3, 'manual');
  queue.add(1, 'automatic');
  assert.equal(queue.priority, 'manual');
  await queue.loadPage(ask);
  await queue.loadPage(ask);
  assert.deepEqual(queue.loading, {
    isLoading: true,
    pagesLoaded: 2,
    failure: undefined,
    failures: 0,
  });
  await queue.loadPage(ask);
  assert.equal(queue.priority, undefined);
  assert.equal(queue.loading.isLoading, false);
});

test('all pages are those that there are, and none can be asked for after them', async () => {
  const {queue, read} = listOf(4);
  queue.add(Number.POSITIVE_INFINITY, 'manual');
  for (let page = 0; page < 10 && queue.priority; page++) {
    await queue.loadPage(ask);
  }

  assert.equal(read.length, 4);
  queue.add(1, 'manual');
  assert.equal(queue.priority, undefined);
});

test('another scope drops the pages of the one before', async () => {
  const {queue, read} = listOf(9);
  queue.add(5, 'manual');
  queue.setScope(FAILED);
  assert.equal(queue.priority, undefined);
  queue.add(1, 'automatic');
  await queue.loadPage(ask);
  assert.deepEqual(read, [FAILED]);
});

for (const [kind, ends] of [
  ['network', true],
  ['denied', true],
  ['throttled', false],
] as const) {
  test(`a failure of kind ${kind} ${ends ? 'ends the loading' : 'lets the loading wait'}`, () => {
    const {queue} = listOf(9);
    queue.add(5, 'manual');
    queue.noteFailure(failure(kind));
    assert.equal(queue.loading.isLoading, !ends);
    assert.equal(queue.loading.failure, ends ? 'It broke.' : undefined);
    assert.equal(queue.loading.failures, ends ? 1 : 0);
    queue.add(1, 'manual');
    assert.equal(queue.loading.failure, undefined, 'asked for again');
  });
}
