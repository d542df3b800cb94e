/** Starts the program from files, as the executable does from what it holds, and when it ends keeps what V8 has compiled by then: each function that such a start needs, and no other. The clock stands still, but for a while after each SIGUSR2; the second of them ends it. Environment: KEEP_AS, one of `STARTS`; KEEP_AT, what the clock tells, in milliseconds since the epoch; the folder is the working directory. */
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {mock} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {promisify} from 'node:util';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';
import {compiledName, type Start, startParts, TIME_HAS_PASSED} from './start-parts.js';

const start = process.env.KEEP_AS as Start;
const startedAt = Number(process.env.KEEP_AT);

/** What V8 does by the clock, each time otherwise: it forgets functions that have not run for a while, and notes which of them it would optimize. */
const BY_THE_CLOCK = ['flush-bytecode', 'sparkplug', 'maglev', 'opt'] as const;

for (const flag of BY_THE_CLOCK) {
  setFlagsFromString(`--no-${flag}`);
}

/** By the real clock. */
const wait = promisify(setTimeout);

/** Between two looks, the longer the more there have been: each leaves something behind, and where a slow machine makes many of them V8 would collect that, and lay what it compiles into other gaps. At most, in milliseconds. */
const LONGEST_PAUSE_MS = 50;

const pause = (look: number) => wait(Math.min(look, LONGEST_PAUSE_MS));

// On a busy machine timers, ticks and answers would come in another order each time, and other functions would run.
mock.timers.enable({apis: ['Date', 'setInterval', 'setTimeout'], now: startedAt});
const elapsedMs = () => Date.now() - startedAt;
performance.now = elapsedMs;
process.hrtime = Object.assign(
  (): [number, number] => [Math.floor(elapsedMs() / 1000), (elapsedMs() % 1000) * 1_000_000],
  {bigint: () => BigInt(elapsedMs()) * 1_000_000n},
);

/** Longer than every timer of a start, and than the ticks of the screen's clock. */
const TIMERS_MS = 1500;

/** More turns of the event loop than a timer, and what React makes of it, take. */
const TURNS = 20;

const isReadingFiles = () =>
  process.getActiveResourcesInfo().some(name => /^FSReq|FILEHANDLE/.test(name));

/** Sets the clock on, and runs what is due by then. */
async function runTimers(ms: number): Promise<void> {
  for (let look = 1; look === 1 || isReadingFiles(); look++) {
    if (look > 1) {
      await pause(look);
    }
    for (let turn = 0; turn < TURNS; turn++) {
      await nextTurn();
    }
  }
  mock.timers.tick(ms);
}

// A screen doesn't end by itself, and to end it by a key is no part of a start.
const TIMES = 2;

let asked = 0;
process.on('SIGUSR2', () => {
  asked++;
});

/** Runs the timers, each by itself; while the clock stands still, those of no time. */
async function runClock(): Promise<never> {
  for (let time = 0; time < TIMES; time++) {
    for (let look = 1; asked <= time; look++) {
      await pause(look);
      await runTimers(0);
    }
    for (let ms = 0; ms < TIMERS_MS; ms++) {
      await runTimers(1);
    }
    process.stdout.write(TIME_HAS_PASSED);
  }
  process.exit();
}

startParts(part => {
  const script = new Script(readFileSync(part, 'latin1'), {filename: part});
  process.on('exit', () => {
    for (const flag of BY_THE_CLOCK) {
      setFlagsFromString(`--${flag}`);
    }
    writeFileSync(compiledName(start, part), script.createCachedData());
  });
  return script;
});

void runClock();
