import assert from 'node:assert/strict';
import test from 'node:test';
import {isWhole} from '../../source/view/rows/whole.js';

const ALL = {states: [], buckets: []};
const FAILED = {states: ['Failed'], buckets: []};
const IN_A = {states: [], buckets: ['a']};

test('each count is known by itself: by the filters of the view, and by those that were loaded before', () => {
  const whole = [FAILED, {states: ['InProgress'], buckets: []}];
  // As after `4` and `c`: everything is not loaded, what failed is.
  const coverage = {isComplete: false, whole};
  assert.equal(isWhole(coverage, ALL, FAILED), true);
  assert.equal(isWhole(coverage, ALL, ALL), false);
  assert.equal(isWhole(coverage, ALL, {states: ['Completed'], buckets: []}), false);
  assert.equal(isWhole(coverage, ALL, {states: ['Failed'], buckets: ['a']}), true);
});

test('what is complete for a filter says nothing of what the filter hides', () => {
  const coverage = {isComplete: true};
  assert.equal(isWhole(coverage, FAILED, FAILED), true);
  assert.equal(isWhole(coverage, FAILED, ALL), false);
  assert.equal(isWhole(coverage, IN_A, {states: ['Failed'], buckets: ['a']}), true);
  assert.equal(isWhole(coverage, IN_A, {states: ['Failed'], buckets: []}), false);
  assert.equal(isWhole(coverage, ALL, {states: ['Failed'], buckets: ['a']}), true);
});
