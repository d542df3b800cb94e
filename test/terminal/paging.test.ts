import assert from 'node:assert/strict';
import test from 'node:test';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {visitAll} from './all-pages.js';

test('450 tasks: → visits every one, in order, and ← back again', t =>
  visitAll(t, {columns: 120, rows: 40}, 27));

test('End shows the oldest task, saying how far loading is; Home the newest', async t => {
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const {pty} = await startLive(t, {
    endpoint: {
      async intercept({params}) {
        if (params.has('NextToken')) {
          await held;
        }

        return undefined;
      },
    },
  });
  pty.press(KEY.end);
  await pty.waitFor(/loading, back to \d\d-\d\d \(\d+ of 31 days\), Esc stops/, 'how far it is');
  assert.match(pty.text(), /^> ami-0{17} /m, 'the rows stay while older ones are loaded');
  release();
  await pty.waitFor('438-450 of 450', 'the last page');
  await pty.waitFor(/^> ami-0{14}1c0 /m, 'the oldest task, selected');
  pty.press(KEY.home);
  await pty.waitFor('1-19 of 450', 'the first page');
  await pty.waitFor(/^> ami-0{17} /m, 'the newest task, selected');
  await quit(pty);
});

test('Esc stops loading all; what is loaded stays', async t => {
  const {pty, endpoint} = await startLive(t, {
    endpoint: {
      intercept: ({params}) => (params.has('NextToken') ? {type: 'hang', at: 'start'} : undefined),
    },
  });
  pty.press('G');
  await pty.waitFor('loading, back to', 'loading');
  pty.press(KEY.escape);
  await pty.waitFor('of newest 200; → loads older', 'loading stopped');
  assert.ok(endpoint.requests.total().requests > 0);
  await quit(pty);
});
