import test, {type TestContext} from 'node:test';
import {randomOf} from '../../source/demo/random.js';
import {startPty} from '../helpers/pty.js';
import {type LivePty, quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';
import type {Size} from '../helpers/screen.js';

const START: Size = {columns: 80, rows: 24};

/** On one page of the service, so that a larger screen has nothing to load. */
const startFew = (t: TestContext) =>
  startLive(t, {scenario: ptyScenario(someDemoTasks(60)), args: ['--interval', '300']});

/** What the passing of time alone changes, made the same everywhere. */
function masked(text: string): string {
  const [head = '', ...rest] = text.split('\n');
  return [
    head
      .replaceAll(/(\d+m )?\d+s ago/g, 'a while ago')
      // How much of the rest is cut depends on the length of the age.
      .replace(/ .*…/, '…')
      .replaceAll(/ {2,}/g, '  '),
    ...rest.map(line => line.replaceAll(/~[\dhm ]+/g, '~').trimEnd()),
  ].join('\n');
}

/** What a program shows that starts at this size. */
async function freshText(t: TestContext, {endpoint}: LivePty, size: Size): Promise<string> {
  const pty = startPty(t, {args: ['--endpoint-url', endpoint.url, '--interval', '300'], size});
  const text = await pty.waitFor(/\ds ago$/m, `a fresh screen of ${size.columns}x${size.rows}`);
  await quit(pty);
  return masked(text);
}

test('after each resize the screen is that of a program started at the size', async t => {
  const live = await startFew(t);
  const {pty} = live;
  for (const [columns, rows] of [
    [200, 60],
    [40, 10],
    [80, 3],
    [120, 40],
    [20, 5],
    [80, 24],
  ] as const) {
    const fresh = await freshText(t, live, {columns, rows});
    pty.resize({columns, rows});
    await pty.waitFor(
      text => masked(text) === fresh,
      `${columns}x${rows} as drawn at once:\n${fresh}\n`,
    );
  }

  await quit(pty);
});

test('at 1x1 it lives on, and comes back whole', async t => {
  const live = await startFew(t);
  const {pty} = live;
  const fresh = await freshText(t, live, START);
  pty.resize({columns: 1, rows: 1});
  await pty.waitFor(text => text.length === 1, 'one cell');
  pty.press('jk');
  pty.resize(START);
  await pty.waitFor(text => masked(text) === fresh, `the screen as before:\n${fresh}\n`);
  await quit(pty);
});

test('1,000 resizes in a row leave no garbage', async t => {
  const live = await startFew(t);
  const {pty} = live;
  const fresh = await freshText(t, live, START);
  const random = randomOf(1, 1);
  for (let count = 1; count <= 1000; count++) {
    pty.resize({
      columns: 1 + Math.floor(random() * 200),
      rows: 1 + Math.floor(random() * 60),
    });
    if (count % 50 === 0) {
      const bytes = pty.bytes();
      await pty.waitFor(() => pty.bytes() > bytes, 'an answer to the resizes');
    }
  }

  pty.resize(START);
  await pty.waitFor(text => masked(text) === fresh, `the screen as before:\n${fresh}\n`);
  await quit(pty);
});
