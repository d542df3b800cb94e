import assert from 'node:assert/strict';
import test from 'node:test';
import {waitUntil} from '../helpers/pty.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {FAILED, ptyAmiId, RUNNING} from '../helpers/pty-scenario.js';

test('several AMI IDs: the table of just those, with filters applied locally', async t => {
  const ids = [RUNNING[0], FAILED[0], FAILED[2], 7].map(ptyAmiId);
  const {pty, endpoint} = await startLive(t, {args: ids, ready: 'All 4 '});
  for (const id of ids) {
    assert.ok(pty.text().includes(id), id);
  }

  pty.press('4');
  await pty.waitFor(text => (text.match(/^[> ] ami-/gm) ?? []).length === 2, 'the failed ones');
  for (const {params} of endpoint.requests.entries()) {
    assert.deepEqual(
      Object.keys(params)
        .filter(name => !name.startsWith('ImageId.'))
        .sort(),
      ['Action', 'Version'],
    );
  }

  await quit(pty);
});

test('45 AMI IDs are asked for 20 a request', async t => {
  const known = Array.from({length: 18}, (_, index) => ptyAmiId(25 * index));
  const unknown = Array.from({length: 27}, (_, index) => ptyAmiId(1000 + index));
  const {pty, endpoint} = await startLive(t, {args: [...known, ...unknown], ready: 'All 18 '});
  await waitUntil(() => endpoint.requests.total().requests >= 3 || undefined, 'three requests');
  const counts = endpoint.requests
    .entries()
    .map(({params}) => Object.keys(params).filter(name => name.startsWith('ImageId.')).length);
  assert.deepEqual(counts.slice(0, 3), [20, 20, 5]);
  await quit(pty);
});
