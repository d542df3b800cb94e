import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** `ami-… 01-31 12:00`: with the start in it, two tasks of one AMI are two. */
function identitiesOn(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => /(ami-[\da-f]{17}) .*?(\d\d-\d\d \d\d:\d\d)/.exec(line))
    .filter(match => match !== null)
    .map(([, amiId, start]) => `${amiId} ${start}`);
}

async function startAt(t: TestContext, size: {columns: number; rows: number}) {
  const tasks = someDemoTasks(450);
  const live = await startLive(t, {scenario: ptyScenario(tasks), size});
  live.pty.press('t');
  await live.pty.waitFor(/^> ami-\S+ .*\d\d-\d\d \d\d:\d\d/m, 'absolute times');
  const expected = tasks.map(
    ({amiId, startedAt}) =>
      `${amiId} ${new Date(startedAt).toISOString().slice(5, 16).replace('T', ' ')}`,
  );
  return {...live, expected};
}

/** Turns one page, and waits for it: it is there when its number is and nothing is being loaded. */
async function turnTo(pty: Pty, key: string, page: number): Promise<string> {
  pty.press(key);
  return pty.waitFor(
    text => text.includes(`Page ${page}/`) && !text.includes('loading'),
    `page ${page}`,
  );
}

for (const [size, pageSize] of [
  [{columns: 80, rows: 24}, 16],
  [{columns: 120, rows: 40}, 32],
] as const) {
  test(`450 tasks at ${size.columns}x${size.rows}: → visits every one, in order, and ← back again`, async t => {
    const {pty, expected} = await startAt(t, size);
    const pages = Math.ceil(450 / pageSize);
    const seen = [...identitiesOn(pty.text())];
    for (let page = 2; page <= pages; page++) {
      seen.push(...identitiesOn(await turnTo(pty, KEY.right, page)));
    }

    assert.deepEqual(seen, expected);
    assert.ok(
      pty.text().includes(`Page ${pages}/${pages}   rows ${(pages - 1) * pageSize + 1}-450 of 450`),
      pty.text(),
    );

    const back = [identitiesOn(pty.text())];
    for (let page = pages - 1; page >= 1; page--) {
      back.unshift(identitiesOn(await turnTo(pty, KEY.left, page)));
    }

    assert.deepEqual(back.flat(), expected);
    await quit(pty);
  });
}

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
  await pty.waitFor('loading older: 0 pages, Esc stops', 'how far it is');
  assert.match(pty.text(), /^> ami-0{17} /m, 'the rows stay while older ones are loaded');
  release();
  await pty.waitFor('rows 449-450 of 450', 'the last page');
  await pty.waitFor(/^> ami-0{14}1c0 /m, 'the oldest task, selected');
  pty.press(KEY.home);
  await pty.waitFor('rows 1-16 of 450', 'the first page');
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
  await pty.waitFor('loading older', 'loading');
  pty.press(KEY.escape);
  await pty.waitFor('200 tasks loaded, older: →', 'loading stopped');
  assert.ok(endpoint.requests.total().requests > 0);
  await quit(pty);
});
