import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {watchReal} from './real.js';

const hasProc = process.platform === 'linux';

test('the built program is watched from outside, and leaves with 0', {
  // CPU, memory and open files of another process are read from /proc.
  skip: !hasProc,
}, async () => {
  const {samples, requests, exitCode} = await watchReal({
    minutes: 0.05,
    warmUpMs: 2000,
    sampleMs: 500,
  });
  assert.equal(exitCode, 0);
  assert.ok(requests > 0);
  assert.deepEqual([...new Set(samples.map(({isBusy}) => isBusy))], [true, false]);
  const [first] = samples;
  assert.ok(first && first.rssMib > 0 && first.files > 0 && first.bytes > 0);
});
