import assert from 'node:assert/strict';
import test from 'node:test';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {FAILED, ptyAmiId, RARE_BUCKET, RARE_BUCKET_NAME} from '../helpers/pty-scenario.js';

test('3 failed tasks among 450, one on each page: the filter shows all of them', async t => {
  const {pty, endpoint} = await startLive(t);
  await pty.waitFor(/of newest 200; → loads older/, 'the newest page alone');
  pty.press('4');
  await pty.waitFor('Failed 3 ', 'all that failed');
  await pty.waitFor(text => (text.match(/^[> ] ami-/gm) ?? []).length === 3, 'three rows');
  assert.deepEqual(pty.text().match(/ami-[\da-f]{17}(?= )/g), FAILED.map(ptyAmiId));
  const filters = endpoint.requests.entries().map(({params}) => params['Filter.1.Value.1']);
  assert.ok(filters.includes('Failed'), 'the service has applied the filter');
  assert.ok(
    endpoint.requests.entries().every(({params}) => !('NextToken' in params)),
    'the other pages were left alone',
  );
  pty.press('1');
  await pty.waitFor('1-19 of ', 'all states again');
  await quit(pty);
});

test('a state given on the command line is complete from the start', async t => {
  const {pty} = await startLive(t, {
    args: ['--state', 'Failed'],
    ready: /Failed 3 [\s\S]*(?:ami-[\s\S]*){3}/,
  });
  assert.deepEqual(pty.text().match(/ami-[\da-f]{17}(?= )/g), FAILED.map(ptyAmiId));
  await quit(pty);
});

test('a bucket that only old tasks have is complete, too', async t => {
  const {pty} = await startLive(t, {args: ['--bucket', RARE_BUCKET_NAME], ready: /All 2 /});
  assert.deepEqual(pty.text().match(/ami-[\da-f]{17}(?= )/g), RARE_BUCKET.map(ptyAmiId));
  pty.press(`c${KEY.home}`);
  await pty.waitFor(/1-19 of (?:newest )?\d{3}/, 'everything');
  await quit(pty);
});
