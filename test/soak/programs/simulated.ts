/**
Polls an account on a simulated clock, with a screen that draws now and then, and looks at its own heap once a simulated day.
Arguments: the options as JSON, and the file for the result. Needs --expose-gc and React's production build.
*/
import {writeFileSync} from 'node:fs';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {createAlerts} from '../../../source/alert/create-alerts.js';
import type {LiveResult} from '../../../source/app/run.js';
import {Ec2Error, type Ec2ErrorKind} from '../../../source/ec2/errors.js';
import {type Screen, startScreen} from '../../app/fake-terminal.js';
import {SimulatedClock} from '../../helpers/simulated-clock.js';
import {simulateStore} from '../../helpers/simulated-store.js';
import {comingAndGoing} from '../helpers/coming-and-going.js';
import {gateStore} from '../helpers/gated-store.js';
import type {SimulatedOptions, SimulatedRun, SimulatedSample} from '../simulated.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MIB = 2 ** 20;

/** Longer than Ink waits between two frames, in real time. */
const QUIET_MS = 60;

/** Each such number of requests begins with so many faults. */
const FAULT_EVERY = 2000;
const FAULTS: readonly Ec2ErrorKind[] = [
  'throttled',
  'network',
  'service',
  'bad-answer',
  'expired',
];

/** What a person does now and then, one key a frame. */
const KEYS = [
  ...['\u{1B}[B', '\u{1B}[6~', 'G', '\r', 'q', 'g', 'e', 'q', '?', 'q', 'b', 'q', '2', '3', '1'],
  ...['/', 'a', 'm', '\r', 'c', 'o', 'O', 'o', 'o', 'o', 'o', 't', 'u', 'y', 'Y', 'r', '\u{C}'],
];
const SIZES = [
  {columns: 120, rows: 40},
  {columns: 80, rows: 24},
  {columns: 40, rows: 10},
  {columns: 200, rows: 60},
];
const FRAMES_A_SIZE = 200;

/** The exit code after ^C. */
const INTERRUPTED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGCONT', 'uncaughtException'];

const [optionsText = '', resultFile = ''] = process.argv.slice(2);
writeFileSync(resultFile, JSON.stringify(await run(JSON.parse(optionsText) as SimulatedOptions)));

async function run({polls, intervalMs, pollsAFrame}: SimulatedOptions): Promise<SimulatedRun> {
  const startedAt = performance.now();
  const clock = new SimulatedClock();
  let requests = 0;
  let polled = 0;
  let faults = 0;
  const {ec2, store, stop} = simulateStore({
    clock,
    intervalMs,
    scenario: comingAndGoing({
      epoch: clock.now(),
      everyMs: 60 * MINUTE_MS,
      lastsMs: 150 * MINUTE_MS,
    }),
    fault({imageIds, filters, nextToken}) {
      if (!imageIds && !filters && !nextToken) {
        polled++;
      }

      const kind = FAULTS[requests++ % FAULT_EVERY];
      if (kind === undefined || requests < FAULT_EVERY) {
        return undefined;
      }

      faults++;
      return new Ec2Error(`A fault of the simulation, number ${faults}.`, {kind});
    },
  });
  const gate = gateStore(store, clock);
  const openScreen = () =>
    startScreen(gate.store, SIZES[0] as (typeof SIZES)[0], {clock: gate.clock});
  // The first one of a process leaves listeners that show the cursor at its end, whatever happens.
  await closeScreen(openScreen());
  const listenersBefore = processListeners();
  const screen = openScreen();
  const alerts = createAlerts({
    bell: true,
    notify: true,
    title: true,
    exec: undefined,
    log: undefined,
    write: sequence => screen.stdout.write(sequence),
    env: {TERM: 'xterm-256color'},
    onProblem() {},
    clock,
  });
  alerts.start(store);
  // The whole of the 31 days is loaded: what comes then is what goes.
  store.loadAll();
  await clock.until(() => store.getSnapshot().coverage.isComplete);

  let frames = 0;
  let keys = 0;
  const listeners = () =>
    processListeners() + listenersOf(screen.stdout) + listenersOf(screen.stdin) + gate.listeners();
  const look = async (day: number): Promise<SimulatedSample> => {
    await sleep(QUIET_MS);
    await screen.flushed();
    // The helpers keep what they have seen; here that would be the leak.
    screen.stdout.text = '';
    ec2.requests.length = 0;
    globalThis.gc?.();
    const {heapUsed, rss} = process.memoryUsage();
    const {tasks, events} = store.getSnapshot();
    return {
      day,
      heapMib: heapUsed / MIB,
      rssMib: rss / MIB,
      tasks: tasks.size,
      events: events.length,
      listeners: listeners(),
      storeTimers: clock.pending,
      screenTimers: gate.timers(),
      handles: process.getActiveResourcesInfo().toSorted(),
    };
  };

  const from = clock.now();
  const samples: SimulatedSample[] = [];
  let round = 0;
  while (polled < polls) {
    await clock.advance(pollsAFrame * intervalMs);
    gate.open();
    const bytes = screen.stdout.bytes;
    if (round % 2 === 0) {
      screen.type(KEYS[keys++ % KEYS.length] ?? '');
    }

    if (++round % FRAMES_A_SIZE === 0) {
      screen.resize(SIZES[(round / FRAMES_A_SIZE) % SIZES.length] as (typeof SIZES)[0]);
    }

    await new Promise(resolve => setImmediate(resolve));
    frames += screen.stdout.bytes > bytes ? 1 : 0;
    const day = Math.floor((clock.now() - from) / DAY_MS);
    if (day > (samples.at(-1)?.day ?? -1)) {
      samples.push(await look(day));
      const {heapMib, tasks} = samples.at(-1) as SimulatedSample;
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      console.error(
        `day ${day}: ${polled} polls, ${tasks} tasks, heap ${heapMib.toFixed(2)} MiB, ${seconds} s`,
      );
    }
  }

  stop();
  await alerts.stop();
  const {exitCode} = await closeScreen(screen);
  if (exitCode !== INTERRUPTED) {
    throw new Error(`The screen was left with ${exitCode} before the end.`);
  }

  return {
    polls: polled,
    faults,
    frames,
    keys,
    samples,
    listenersBefore,
    listenersAfter: processListeners(),
    seconds: (performance.now() - startedAt) / 1000,
  };
}

/** Leaves it with ^C. */
function closeScreen({type, ended}: Screen): Promise<LiveResult> {
  type('\u{3}');
  return ended;
}

function processListeners(): number {
  return SIGNALS.reduce((sum, name) => sum + process.listenerCount(name), 0);
}

function listenersOf(emitter: NodeJS.EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}
