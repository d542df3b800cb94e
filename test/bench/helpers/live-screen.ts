import {setTimeout as sleep} from 'node:timers/promises';
import {runLive} from '../../../source/app/run.js';
import {createTaskStore} from '../../../source/poll/create-task-store.js';
import type {TaskStore} from '../../../source/poll/snapshot.js';
import {SimulatedClock} from '../../helpers/simulated-clock.js';
import {type Account, type AccountOptions, createAccount} from './account.js';
import {type ParsedEc2, parsedEc2} from './parsed-ec2.js';
import {type SinkTerminal, sinkTerminal} from './sink-terminal.js';

export type LoadedStore = {
  readonly account: Account;
  readonly ec2: ParsedEc2;
  readonly clock: SimulatedClock;
  readonly store: TaskStore;
};

/** A store on a simulated clock that knows every task of its account. */
export async function loadedStore(options: AccountOptions): Promise<LoadedStore> {
  const clock = new SimulatedClock();
  const account = createAccount(options, clock.now());
  const ec2 = parsedEc2(account);
  const store = createTaskStore({
    sources: [{profile: 'default', region: 'us-east-1', describe: ec2.describe}],
    clock,
    random: () => 0.5,
  });
  store.subscribe(() => {});
  store.loadAll();
  await clock.until(() => store.getSnapshot().coverage.isComplete);
  return {account, ec2, clock, store};
}

export type LiveScreen = SinkTerminal & {readonly quit: () => Promise<void>};

/** The live screen on a terminal of 120x40: some 30 rows. */
export async function openScreen({clock, store}: LoadedStore): Promise<LiveScreen> {
  const terminal = sinkTerminal(120, 40);
  const opened = terminal.nextFrame();
  const ended = runLive({
    store,
    clock,
    view: {states: [], buckets: [], order: 'start', isReversed: false},
    isUtc: true,
    color: 'on',
    isDemo: false,
    version: '1.0.0',
    env: {LANG: 'C.UTF-8', TERM: 'xterm-256color'},
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    isForeground: () => true,
  });
  await opened;
  await calm(terminal);
  return {
    ...terminal,
    async quit() {
      terminal.type('\u{3}');
      await ended;
    },
  };
}

/** Longer than Ink holds a frame back. */
const CALM_MS = 45;

/** Resolves when nothing was drawn for a while. */
export async function calm(terminal: Pick<SinkTerminal, 'frames'>): Promise<void> {
  let before: number;
  do {
    before = terminal.frames();
    await sleep(CALM_MS);
  } while (terminal.frames() !== before);
}
