import assert from 'node:assert/strict';
import test from 'node:test';
import {FAULTS} from './faults.js';
import {RUNS} from './runs.js';

test('at least 30 kinds of fault, each named once, in runs that exist', () => {
  const names = FAULTS.map(({name}) => name);
  assert.ok(names.length >= 30, `${names.length}`);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(new Set(FAULTS.map(({run}) => run)), new Set(Object.keys(RUNS)));
});
