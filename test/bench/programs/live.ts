/** What keys and ticks cost on the live screen over an account of some size. Prints a `LiveFigures` as JSON. */
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {compileInPlace, keepHeapSmall} from '../../../source/base/small-heap.js';
import type {AccountOptions} from '../helpers/account.js';
import {KEY_GROUPS, type KeyGroup, type LiveFigures} from '../helpers/live-figures.js';
import {
  calm,
  type LiveScreen,
  type LoadedStore,
  loadedStore,
  openScreen,
} from '../helpers/live-screen.js';
import {quantile} from '../helpers/row.js';
import {runProgram} from '../helpers/run-program.js';

const KEY_ROUNDS = 5;
const TICK_ROUNDS = 5;
const TICKS = 10;
const MIB = 2 ** 20;

/** The rows of the newest tasks that a tick changes. */
const CHANGED = 5;

runProgram(measure);

async function measure(account: AccountOptions): Promise<LiveFigures> {
  // A screen does so at its start, before it knows a task; here the tasks come first.
  compileInPlace();
  keepHeapSmall();
  const loaded = await loadedStore(account);
  const storeTickMs = await rounds(() => storeTicks(loaded));
  const screen = await openScreen(loaded);
  globalThis.gc?.();
  const {rss, heapUsed} = process.memoryUsage();
  const screenTickMs = await rounds(() => screenTicks(loaded, screen, true));
  const wholeTickMs = await rounds(() => screenTicks(loaded, screen, false));
  const keys: Record<KeyGroup, {wallMs: number[]; cpuMs: number[]}> = {
    move: {wallMs: [], cpuMs: []},
    filter: {wallMs: [], cpuMs: []},
  };
  for (let round = 0; round < KEY_ROUNDS; round++) {
    for (const group of ['move', 'filter'] as const) {
      const pressed = await press(screen, KEY_GROUPS[group]);
      keys[group].wallMs.push(quantile(pressed.wall, 0.95));
      keys[group].cpuMs.push(quantile(pressed.cpu, 0.95));
    }
  }

  const overviewMs: number[] = [];
  for (let round = 0; round < KEY_ROUNDS; round++) {
    // Counts are kept while no task changes.
    await screenTicks(loaded, screen, true);
    overviewMs.push(...(await press(screen, ['v'])).wall);
    await press(screen, ['q']);
  }

  await screen.quit();
  return {
    storeTickMs,
    screenTickMs,
    wholeTickMs,
    keys,
    overviewMs,
    rssMib: rss / MIB,
    heapMib: heapUsed / MIB,
  };
}

async function rounds(measureRound: () => Promise<number>): Promise<readonly number[]> {
  const values: number[] = [];
  // The first one warms up.
  for (let round = 0; round <= TICK_ROUNDS; round++) {
    values.push(await measureRound());
  }

  return values.slice(1);
}

function cpuMs(): number {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU of a tick of the store alone, which finds five tasks changed and answers for its snapshot; the page was read before. */
async function storeTicks({account, ec2, clock, store}: LoadedStore): Promise<number> {
  let sum = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    account.move(CHANGED);
    ec2.prepareNewestPage();
    const before = cpuMs();
    store.refresh();
    await clock.advance(0);
    store.getSnapshot();
    sum += cpuMs() - before;
    await clock.advance(10_000);
  }

  return sum / TICKS;
}

/** CPU of a tick up to its frame and what follows it. @param isPrepared Whether the page was read before. */
async function screenTicks(
  {account, ec2, clock, store}: LoadedStore,
  terminal: LiveScreen,
  isPrepared: boolean,
): Promise<number> {
  let sum = 0;
  for (let tick = 0; tick < TICKS; tick++) {
    account.move(CHANGED);
    if (isPrepared) {
      ec2.prepareNewestPage();
    }

    const drawn = terminal.nextFrame();
    const before = cpuMs();
    store.refresh();
    await clock.advance(0);
    await drawn;
    await calm(terminal);
    sum += cpuMs() - before;
    await clock.advance(10_000);
    await calm(terminal);
  }

  return sum / TICKS;
}

async function press(terminal: LiveScreen, sequence: readonly string[]) {
  const wall: number[] = [];
  const cpu: number[] = [];
  for (const key of sequence) {
    const drawn = terminal.nextFrame();
    const cpuBefore = cpuMs();
    const at = performance.now();
    terminal.type(key);
    await drawn.catch((error: unknown) => {
      throw new Error(`after ${JSON.stringify(key)}`, {cause: error});
    });
    wall.push(performance.now() - at);
    await calm(terminal);
    cpu.push(cpuMs() - cpuBefore);
  }

  return {wall, cpu};
}
