import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {startPty} from '../helpers/pty.js';
import {createScreen} from '../helpers/screen.js';

/** A serial line of 9,600 bits a second: ten bits a byte. */
const BYTES_A_SECOND = 960;

/** Bytes after which the screen is looked at. */
const STEP = 16;
const SIZE = {columns: 80, rows: 24};

/** How many bytes had come when the terminal first showed this: over the line, a second for each 960 of them. */
async function bytesUntil(output: Buffer, wanted: RegExp, from = 0): Promise<number> {
  const screen = createScreen(SIZE);
  await screen.write(output.subarray(0, from));
  for (let at = from; at < output.length; at += STEP) {
    await screen.write(output.subarray(at, at + STEP));
    if (wanted.test(screen.text())) {
      return at + STEP - from;
    }
  }
  throw new Error(`never shown: ${wanted}`);
}

async function startLive(t: TestContext) {
  // Every age is a half past the hour, so that none turns over while the bytes are counted.
  const now = Date.now();
  const tasks = demoTasks(200).map((task, index) => ({
    ...task,
    startedAt: now - (index + 1.5) * 3_600_000,
  }));
  const {url} = await endpointFor(t, {scenario: fixedScenario(tasks), now: Date.now});
  return startPty(t, {args: ['--endpoint-url', url], size: SIZE});
}

test('at 9,600 bits a second it stays usable', async t => {
  const pty = await startLive(t);
  await pty.waitFor(/> ami-0{17} /, 'the first row');
  const shown = pty.bytes();
  pty.press('j');
  await pty.waitFor(/> ami-0{16}1 /, 'the next row');
  const moved = pty.bytes();
  const read = readOn(pty.text());
  await pty.waitFor(text => readOn(text) !== read, 'the next answer');
  const ticked = pty.bytes();
  const output = Buffer.from(pty.output());

  const first = await bytesUntil(output, /> ami-0{17} /);
  assert.ok(first <= 3 * BYTES_A_SECOND, `the first row after ${first} bytes`);
  const move = await bytesUntil(output, /> ami-0{16}1 /, shown);
  assert.ok(move <= 0.5 * BYTES_A_SECOND, `a key shows after ${move} bytes`);
  // Nothing piles up: until the next answer nine tenths of the line are left to whoever presses keys.
  assert.ok(
    ticked - moved <= 6 * 0.1 * BYTES_A_SECOND,
    `${ticked - moved} bytes until the next answer`,
  );
});

function readOn(text: string): string | undefined {
  return /read (\S+)$/m.exec(text)?.[1];
}
