import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';
import type {Size} from '../helpers/screen.js';

/** `ami-… 01-31 12:00`: with the start in it, two tasks of one AMI are two. */
function identitiesOn(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => /(ami-[\da-f]{17}) .*?(\d\d-\d\d \d\d:\d\d)/.exec(line))
    .filter(match => match !== null)
    .map(([, amiId, start]) => `${amiId} ${start}`);
}

async function startAt(t: TestContext, size: Size) {
  const tasks = someDemoTasks(450);
  const live = await startLive(t, {
    scenario: ptyScenario(tasks),
    size,
    args: ['--columns', 'ami,state,started'],
  });
  live.pty.press('t');
  await live.pty.waitFor(/^> ami-\S+ .*\d\d-\d\d \d\d:\d\d/m, 'absolute times');
  const expected = tasks.map(
    ({amiId, startedAt}) =>
      `${amiId} ${new Date(startedAt).toISOString().slice(5, 16).replace('T', ' ')}`,
  );
  return {...live, expected};
}

/** Turns one page, and waits for it: it is there when its number is and nothing is being loaded. */
async function turnTo(pty: Pty, key: string, page: number, pageSize: number): Promise<string> {
  pty.press(key);
  return pty.waitFor(
    text =>
      new RegExp(`^${(page - 1) * pageSize + 1}-\\d+ of`, 'm').test(text) &&
      !text.includes('loading'),
    `page ${page}`,
  );
}

/**
Turns every page of 450 tasks to the last and back, and holds them against all there are, in order.
@param pageSize The rows of a page.
*/
export async function visitAll(t: TestContext, size: Size, pageSize: number): Promise<void> {
  const {pty, expected} = await startAt(t, size);
  const pages = Math.ceil(450 / pageSize);
  const seen = [...identitiesOn(pty.text())];
  for (let page = 2; page <= pages; page++) {
    seen.push(...identitiesOn(await turnTo(pty, KEY.right, page, pageSize)));
  }

  assert.deepEqual(seen, expected);
  assert.ok(pty.text().includes(`${(pages - 1) * pageSize + 1}-450 of 450`), pty.text());

  const back = [identitiesOn(pty.text())];
  for (let page = pages - 1; page >= 1; page--) {
    back.unshift(identitiesOn(await turnTo(pty, KEY.left, page, pageSize)));
  }

  assert.deepEqual(back.flat(), expected);
  await quit(pty);
}
