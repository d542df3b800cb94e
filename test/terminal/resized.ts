import type {TestContext} from 'node:test';
import {startPty} from '../helpers/pty.js';
import {type LivePty, quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';
import type {Size} from '../helpers/screen.js';

export const START: Size = {columns: 80, rows: 24};

/** On one page of the service, so that a larger screen has nothing to load. */
export const startFew = (t: TestContext) =>
  startLive(t, {scenario: ptyScenario(someDemoTasks(60)), args: ['--interval', '300']});

/** What the passing of time alone changes, made the same everywhere. */
export function masked(text: string): string {
  const [head = '', ...rest] = text.split('\n');
  return [
    head
      .replaceAll(/\d\d:\d\d:\d\dZ?/g, 'a time')
      // How much of the rest is cut depends on what else the head says.
      .replace(/ .*…/, '…')
      .replaceAll(/ {2,}/g, '  '),
    ...rest.map(line =>
      line
        .replaceAll(/~[\dhm ]+/g, '~')
        .replaceAll(/about \d\d:\d\d/g, 'about a time')
        .replaceAll(/\d+[mhd] ago */g, 'ago ')
        .trimEnd(),
    ),
  ].join('\n');
}

/** What a program shows that starts at this size. */
export async function freshText(t: TestContext, {endpoint}: LivePty, size: Size): Promise<string> {
  const pty = startPty(t, {args: ['--endpoint-url', endpoint.url, '--interval', '300'], size});
  const text = await pty.waitFor(
    /\d\d:\d\d:\d\dZ?$/m,
    `a fresh screen of ${size.columns}x${size.rows}`,
  );
  await quit(pty);
  return masked(text);
}

/** After each resize the screen is that of a program started at the size. */
export async function assertAsFresh(t: TestContext, sizes: readonly Size[]): Promise<void> {
  const live = await startFew(t);
  const {pty} = live;
  for (const size of sizes) {
    const fresh = await freshText(t, live, size);
    pty.resize(size);
    await pty.waitFor(
      text => masked(text) === fresh,
      `${size.columns}x${size.rows} as drawn at once:\n${fresh}\n`,
    );
  }

  await quit(pty);
}
