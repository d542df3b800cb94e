import type {Scenario} from '../../../source/demo/demo-task.js';
import {ACCOUNT_THROTTLE, createThrottle} from '../../../source/demo/endpoint/throttle.js';
import {createTaskStore} from '../../../source/poll/create-task-store.js';
import type {TaskStore} from '../../../source/poll/snapshot.js';
import {SimulatedClock} from '../../helpers/simulated-clock.js';
import {type SimulatedEc2, simulateEc2} from '../../helpers/simulated-ec2.js';
import {randomFrom} from './random.js';

export type DayOptions = {
  readonly monitors: number;
  readonly hours: number;

  /** @param epoch When the simulation begins, ms since the epoch. */
  readonly scenario: (epoch: number) => Scenario;

  /** @default the store's */
  readonly intervalMs?: number;

  /** What a person does with each store, a minute after its start. */
  readonly byHand?: (store: TaskStore) => void;
};

/** What each monitor asked: the account has the service's own request budget, and a clock on which a day passes in seconds. */
export async function simulateDay(
  options: DayOptions,
): Promise<readonly SimulatedEc2['requests'][]> {
  const clock = new SimulatedClock();
  const world = {
    scenario: options.scenario(clock.now()),
    now: clock.now,
    throttle: createThrottle(ACCOUNT_THROTTLE),
  };
  const random = randomFrom(42);
  const monitors = Array.from({length: options.monitors}, () => {
    const ec2 = simulateEc2(world);
    const store = createTaskStore({
      sources: [{profile: 'p', region: 'r', describe: ec2.describe}],
      clock,
      random,
      intervalMs: options.intervalMs,
    });
    return {ec2, store, stop: store.subscribe(() => {})};
  });
  await clock.advance(60_000);
  for (const {store} of monitors) {
    options.byHand?.(store);
  }

  await clock.advance(options.hours * 3_600_000 - 60_000);
  for (const {stop} of monitors) {
    stop();
  }

  return monitors.map(({ec2}) => ec2.requests);
}

/** Requests a second in the busiest hour once the bursts of the first ten minutes are over. */
export function busiestHourRate(requests: SimulatedEc2['requests']): number {
  const [first] = requests;
  const times = requests
    .map(({at}) => at)
    .filter(at => first !== undefined && at >= first.at + 600_000);
  let most = 0;
  let to = 0;
  for (const [from, at] of times.entries()) {
    while (to < times.length && (times[to] ?? 0) < at + 3_600_000) {
      to++;
    }

    most = Math.max(most, to - from);
  }

  // So many requests lie one fewer gaps apart.
  return Math.max(0, most - 1) / 3600;
}
