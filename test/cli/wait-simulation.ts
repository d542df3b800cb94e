import {setTimeout as delay} from 'node:timers/promises';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {endOf, readLife, type TaskLife} from '../../source/demo/task-life.js';
import type {DescribeAnswer, DescribeRequest} from '../../source/ec2/answer/describe.js';
import {type AmiwatchResult, runAmiwatch} from '../helpers/run-amiwatch.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {type SimulatedEc2, simulateEc2} from '../helpers/simulated-ec2.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** When simulations begin, ms since the epoch. */
export const START = Date.UTC(2026, 0, 15, 12);

export const AMI = 'ami-0d91b7584a2265b1f';
export const OTHER_AMI = 'ami-0c7ed4d57b1e2feb8';

export type Life = Partial<Omit<TaskLife, 'startedAt' | 'failure'>> & {
  /** Milliseconds before (negative) or after the simulation begins. */
  readonly starts: number;

  /** How long eventual consistency hides it, ms. */
  readonly hiddenMs?: number;

  /** Why it fails, halfway. */
  readonly fails?: string;

  /** When the service has forgotten it, ms after the simulation begins. */
  readonly goneAt?: number;
};

/** A task of `AMI` that takes an hour, unless told otherwise. */
function fullLife({starts, fails, ...rest}: Life): TaskLife {
  return {
    amiId: AMI,
    bucket: 'archive',
    queuedMs: 0,
    workMs: HOUR,
    pace: 'steady',
    ...rest,
    startedAt: START + starts,
    failure: fails === undefined ? undefined : {at: 0.5, reason: fails},
  };
}

/** The tasks of some lives, as the service lists them. */
export function livesScenario(lives: readonly Life[]) {
  return {
    tasks(now: number): readonly DemoTask[] {
      return lives
        .filter(
          ({starts, hiddenMs = 0, goneAt = Number.POSITIVE_INFINITY}) =>
            now >= START + starts + hiddenMs && now < START + goneAt,
        )
        .map(life => readLife(fullLife(life), now))
        .sort((a, b) => b.startedAt - a.startedAt);
    },
  };
}

export function endsAt(life: Life): number {
  return endOf(fullLife(life));
}

export type SimulationOptions = {
  readonly lives: readonly Life[];

  /** Of further Regions, by name. */
  readonly elsewhere?: Readonly<Record<string, readonly Life[]>>;

  /** What goes wrong, with the time since the beginning. */
  readonly fault?: (time: number, request: DescribeRequest, region: string) => Error | undefined;

  /** How far this machine's clock is ahead of the service's, ms. @default 0 */
  readonly aheadMs?: number;

  /** Sets this machine's clock by so much, at a time after the beginning (ms). */
  readonly step?: {readonly at: number; readonly ms: number};

  /** How the service words its answers. @param time Since the beginning, ms. */
  readonly word?: (answer: DescribeAnswer, time: number, turn: number) => DescribeAnswer;

  /** When it is interrupted, ms after the beginning. */
  readonly interruptAt?: number;
};

export type SimulationResult = AmiwatchResult & {
  /** How long it took, ms of simulated time. */
  readonly tookMs: number;

  /** The lines of stdout. */
  readonly lines: readonly string[];
  readonly ec2: SimulatedEc2;

  /** Timers left behind. */
  readonly timers: number;
};

/** Runs a command line on a simulated account and clock: hours pass in milliseconds. */
export async function simulate(
  argv: readonly string[],
  {lives, elsewhere = {}, fault, word, interruptAt, aheadMs = 0, step}: SimulationOptions,
): Promise<SimulationResult> {
  const clock = new SimulatedClock(START + aheadMs);
  const zero = clock.monotonic();
  const elapsed = () => clock.monotonic() - zero;
  let turn = 0;
  let isSet = step === undefined;
  const interrupt = new AbortController();
  const accountOf = (region: string, own: readonly Life[]) =>
    simulateEc2({scenario: livesScenario(own), now: () => START + elapsed()}, request =>
      fault?.(elapsed(), request, region),
    );
  const ec2 = accountOf('us-east-1', lives);
  let isOver = false;
  let tookMs = 0;
  const run = runAmiwatch(argv, {
    clock,
    random: () => 0.5,
    untilInterrupted: () => interrupt.signal,
    async openSource({profile = 'default', region = 'us-east-1'}) {
      const account = elsewhere[region] ? accountOf(region, elsewhere[region]) : ec2;
      return {
        profile,
        region,
        describe: async request => {
          const answer = await account.describe(request);
          turn++;
          return word?.(answer, elapsed(), turn) ?? answer;
        },
        account: () => undefined,
        destroy: () => {},
      };
    },
  }).finally(() => {
    isOver = true;
    tookMs = elapsed();
  });
  let rounds = 0;
  while (!isOver) {
    if (rounds > 200_000) {
      throw new Error('It does not come to an end.');
    }
    if (interruptAt !== undefined && elapsed() >= interruptAt) {
      interrupt.abort();
    }
    if (step && !isSet && elapsed() >= step.at) {
      isSet = true;
      clock.jump(step.ms);
    }
    if (clock.pending > 0) {
      rounds++;
      await clock.advance(1000);
    } else {
      // Modules load in real time, before anything is scheduled.
      await delay(1);
    }
  }
  const result = await run;
  return {
    ...result,
    lines: result.stdout.split('\n').slice(0, -1),
    tookMs,
    ec2,
    timers: clock.pending,
  };
}

/** The objects of ndjson lines. */
export function parseLines(stdout: string): readonly Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}
