import assert from 'node:assert/strict';
import test from 'node:test';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import type {Fault} from '../../source/demo/endpoint/fault.js';
import {keptPort} from '../helpers/kept-port.js';
import {startPty} from '../helpers/pty.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/*
What a fault looks like, and that one program lives through several of them; test/faults has all kinds.
*/

test('endpoint killed: the rows stay, the banner says why and when it tries again; endpoint back: live', async t => {
  const {pty, endpoint, scenario} = await startLive(t, {
    args: ['--interval', '2'],
    endpoint: {port: await keptPort()},
  });
  await endpoint.close();
  await pty.waitFor(/next try \d\d:\d\d:\d\d/, 'the banner');
  assert.match(pty.text(), /NO ANSWER for \d+s: ECONN\w+, (?:next try \d\d:\d\d:\d\d|trying now)/m);
  assert.match(pty.lines()[1] ?? '', /127\.0\.0\.1/);
  assert.match(pty.text(), /^> ami-0{17} {2}InProgress/m);
  scenario.change(0, {progressPercentage: 88});
  const again = await startEc2Endpoint({scenario, port: endpoint.port});
  t.after(() => again.close());
  await pty.waitFor(/live · every 2s · read/, 'live again');
  await pty.waitFor(/^> ami-0{17} .* 88%/m, 'what has changed meanwhile');
  assert.doesNotMatch(pty.text(), /next try/);
  await quit(pty);
});

test('the rows stay, marked late, with the reason, until a poll succeeds', async t => {
  let current: Fault | undefined;
  const {pty, endpoint} = await startLive(t, {
    args: ['--interval', '2'],
    endpoint: {intercept: () => current},
  });

  for (const [what, fault, says] of [
    ['denied', {type: 'error', code: 'UnauthorizedOperation'}, /ec2:DescribeStoreImageTasks/],
    ['expired', {type: 'error', code: 'ExpiredToken'}, /expired/i],
    [
      'html',
      {type: 'rewrite', rewrite: () => ({status: 200, body: '<html>hello</html>'})},
      /next try/,
    ],
    ['reset', {type: 'reset', at: 'body'}, /next try/],
  ] as const satisfies readonly (readonly [string, Fault, RegExp])[]) {
    await t.test(what, async () => {
      current = fault;
      await pty.waitFor(
        text => /next try \d\d:\d\d:\d\d|trying now/.test(text) && says.test(text),
        'the banner with the reason',
      );
      assert.match(pty.text(), /NO ANSWER for \d+s/);
      assert.match(pty.text(), /^> ami-0{17} {2}InProgress/m);
      current = undefined;
      pty.press('r');
      await pty.waitFor(
        text => text.includes('live · ') && !text.includes('next try'),
        'live again',
      );
    });
  }

  await t.test('throttled: it slows down, and is live again by itself', async () => {
    current = {type: 'error', code: 'RequestLimitExceeded'};
    await pty.waitFor(
      text => /NO ANSWER for \d+s: EC2 RequestLimitExceeded, next try \d\d:\d\d:\d\d/.test(text),
      'the banner',
    );
    assert.match(pty.text(), /^> ami-0{17} {2}InProgress/m);
    assert.ok(endpoint.requests.total().throttled >= 1);
    current = undefined;
    await pty.waitFor(text => !text.includes('next try') && text.includes('live'), 'live again');
    assert.match(pty.text(), /\(throttled\)/, 'it returns step by step');
  });

  await quit(pty);
});

test('from the start without an endpoint: it says so, and is live when there is one', async t => {
  const scenario = ptyScenario(someDemoTasks(450));
  const port = await keptPort();
  const late = startPty(t, {
    args: ['--endpoint-url', `http://127.0.0.1:${port}`, '--interval', '2'],
  });
  await late.waitFor(/next try \d\d:\d\d:\d\d/, 'the banner');
  assert.match(late.text(), /no data/);
  assert.doesNotMatch(late.text(), /no tasks|0 tasks/);
  const again = await startEc2Endpoint({scenario, port});
  t.after(() => again.close());
  await late.waitFor(/^> ami-0{17} /m, 'the tasks');
  await quit(late);
});
