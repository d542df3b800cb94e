import assert from 'node:assert/strict';
import test from 'node:test';
import {Coverage} from '../../source/poll/reading/coverage.js';

const END = Number.NEGATIVE_INFINITY;
const EVERYTHING = {states: [], buckets: []};
const FAILED = {states: ['Failed', 'InProgress'], buckets: ['b']};

/** Polling has read down to 50. */
function polled(): Coverage {
  const coverage = new Coverage();
  coverage.takeNewestPage({newest: 100, oldest: 50, nextToken: 't1'}, undefined);
  return coverage;
}

test('what was read of everything counts for each list, and not the other way round', () => {
  const coverage = polled();
  assert.equal(coverage.downTo(FAILED), 50);
  coverage.takePage(FAILED, undefined, {newest: 60, oldest: 20, nextToken: 'f1'}, 100);
  assert.equal(coverage.downTo(FAILED), 20);
  assert.equal(coverage.downTo(EVERYTHING), 50);
  assert.equal(coverage.downTo({states: ['Failed'], buckets: ['b']}), 50);
});

test('a list is the same in whatever order its states are named', () => {
  const coverage = polled();
  coverage.takePage(FAILED, undefined, {newest: 60, oldest: 20, nextToken: 'f1'}, 100);
  const same = {states: [...FAILED.states].toReversed(), buckets: FAILED.buckets};
  assert.equal(coverage.downTo(same), 20);
  assert.equal(coverage.toReadOn(same)?.token, 'f1');
});

test('each list is read on from its own token', () => {
  const coverage = polled();
  assert.equal(coverage.toReadOn(FAILED), undefined, 'its first page comes first');
  coverage.takePage(FAILED, undefined, {newest: 60, oldest: 20, nextToken: 'f1'}, 100);
  assert.equal(coverage.toReadOn(FAILED)?.token, 'f1');
  assert.equal(coverage.toReadOn(EVERYTHING)?.token, 't1');
});

test('a page whose range has changed under it adds nothing', () => {
  const coverage = polled();
  const from = coverage.toReadOn(EVERYTHING);
  coverage.takePageAt('t1', {newest: 49, oldest: 30, nextToken: 't2'});
  assert.equal(coverage.downTo(EVERYTHING), 30);
  coverage.takePage(EVERYTHING, from, {newest: 49, oldest: 10, nextToken: 't3'}, 100);
  assert.equal(coverage.downTo(EVERYTHING), 30);
  assert.equal(coverage.toReadOn(EVERYTHING)?.token, 't2');
});

test('a page from a token that no range has, or from none, adds nothing', () => {
  const coverage = polled();
  coverage.takePageAt('elsewhere', {newest: 9, oldest: 1, nextToken: undefined});
  coverage.takePageAt(undefined, {newest: 9, oldest: 1, nextToken: undefined});
  assert.equal(coverage.downTo(EVERYTHING), 50);
});

test('a refused token loses nothing that is known, and only its list starts afresh', () => {
  const coverage = polled();
  coverage.takePage(FAILED, undefined, {newest: 60, oldest: 20, nextToken: 'f1'}, 100);
  const range = coverage.toReadOn(FAILED);
  assert.ok(range);
  coverage.dropToken(FAILED, range);
  assert.equal(coverage.toReadOn(FAILED), undefined);
  assert.equal(coverage.downTo(FAILED), 20);
  assert.equal(coverage.toReadOn(EVERYTHING)?.token, 't1');
});

test('of a list out of order that of everything is forgotten, and the filtered ones on their own', () => {
  const coverage = polled();
  coverage.takePage(FAILED, undefined, {newest: 100, oldest: undefined, nextToken: undefined}, 100);
  assert.equal(coverage.downTo(FAILED), END);
  coverage.forgetFiltered();
  assert.equal(coverage.downTo(FAILED), 50);
  coverage.forgetEverything();
  assert.equal(coverage.downTo(EVERYTHING), Number.POSITIVE_INFINITY);
});
