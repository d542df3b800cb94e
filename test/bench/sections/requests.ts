import {settledHistory} from '../../helpers/settled-history.js';
import {simulateStore} from '../../helpers/simulated-store.js';
import {awsReference, runAws} from '../helpers/aws.js';
import {startEndpoint} from '../helpers/endpoint.js';
import type {Bench, Measured, Row, Section} from '../helpers/row.js';
import {busiestHourRate, simulateDay} from '../helpers/simulated-day.js';
import {watchAws} from '../helpers/watch-aws.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Three that started a little while ago: on the newest page at every size. */
const RECENT = [5, 20, 60].map(minutes => minutes * MINUTE);

/** What the account is asked for: counts, so that a busy machine changes nothing. */
export const requests: Section = {
  name: 'requests',
  async measure(bench) {
    return [
      ...(await perTick(bench)),
      ...(await perHour(bench)),
      ...(await perDay(bench)),
      await sustained(bench),
    ];
  },
};

async function perTick(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const tasks of [100, 1000, 10_000]) {
    const {requests: asked} = await askOnce(bench, tasks);
    const what = `requests a tick, ${tasks.toLocaleString('en-US')} tasks, 3 running on the newest page`;
    const ours = await requestsPerTick(tasks, RECENT);
    rows.push(
      {
        what,
        ours: requestCount(ours),
        reference: awsReference('`aws … --page-size 200`', requestCount([asked])),
        limit: {atMost: 1},
      },
      {what: `${what}, mean`, ours: requestCount([mean(ours)])},
    );
  }

  const what = 'requests a tick, 10,000 tasks, 1 running 20 days behind the newest page';
  const ours = await requestsPerTick(10_000, [20 * DAY]);
  return [
    ...rows,
    {what, ours: requestCount(ours), limit: {atMost: 2}},
    {what: `${what}, mean`, ours: requestCount([mean(ours)])},
  ];
}

/** The requests of each tick of three hours. Most are one; now and then all running tasks are asked for. */
async function requestsPerTick(
  settled: number,
  runningSince: readonly number[],
): Promise<readonly number[]> {
  const {clock, ec2, stop} = simulateStore({
    scenario: ({now}) => settledHistory({settled, runningSince, epoch: now()}),
  });
  // What the first look costs is no tick.
  await clock.advance(MINUTE);
  ec2.requests.length = 0;
  await clock.advance(3 * HOUR);
  stop();
  const ticks: number[] = [];
  for (const {request} of ec2.requests) {
    const isNewestPage = !request.filters && !request.imageIds && !request.nextToken;
    ticks.push(isNewestPage ? 1 : (ticks.pop() ?? 0) + 1);
  }

  return ticks;
}

function requestCount(values: readonly number[]): Measured {
  return {values, unit: 'requests'};
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One run of the aws command over so many tasks: its requests, and what it takes (ms). */
async function askOnce(bench: Bench, tasks: number) {
  bench.say(`the aws command over ${tasks} tasks`);
  const endpoint = await startEndpoint(bench, {tasks, running: 3});
  const before = await endpoint.requests();
  const run = await runAws(endpoint.url, '--page-size', '200');
  return {requests: (await endpoint.requests()) - before, wallMs: run?.wallMs ?? 0};
}

async function perHour(bench: Bench): Promise<Row[]> {
  const [ours = []] = await simulateDay({monitors: 1, hours: 1, scenario: accountOf(10_000)});
  const measured = requestCount([ours.length]);
  const watched = await watchAws(bench, {tasks: 200, seconds: 20});
  const many = await askOnce(bench, 10_000);
  return [
    {
      what: 'requests in an hour, 200 tasks',
      ours: measured,
      reference: awsReference(
        '`watch -n2 aws …`, from 20 s of it',
        requestCount([(watched.requests / watched.seconds) * 3600]),
      ),
    },
    {
      what: 'requests in an hour, 10,000 tasks',
      ours: measured,
      reference: awsReference(
        '`watch -n2 aws …`, from the time and pages of one run',
        requestCount([(3600 / (many.wallMs / 1000 + 2)) * many.requests]),
      ),
    },
  ];
}

async function perDay({say}: Bench): Promise<Row[]> {
  say('24 simulated hours of one monitor');
  const [one = []] = await simulateDay({monitors: 1, hours: 24, scenario: accountOf(10_000)});
  say('24 simulated hours of ten monitors');
  const ten = await simulateDay({monitors: 10, hours: 24, scenario: accountOf(10_000)});
  const all = ten.flat();
  const late = all.filter(({at}) => at >= (all[0]?.at ?? 0) + 5 * MINUTE);
  const throttled = late.filter(({outcome}) => outcome === 'throttled');
  return [
    {
      what: 'requests in 24 simulated hours, 10,000 tasks, 3 running, one monitor',
      ours: requestCount([one.length]),
      reference: {
        name: 'what the account gets back in a day',
        measured: requestCount([DAY / 2000]),
      },
    },
    {
      what: 'the same, each of ten monitors on one account',
      ours: requestCount(ten.map(({length}) => length)),
    },
    {
      what: 'throttled answers of the ten, after the first five minutes',
      ours: {values: [throttled.length / late.length], unit: 'share'},
      limit: {atMost: 0.02},
    },
  ];
}

/** Situations that ask for as much as they can get. */
const DEMANDING = {
  'every 2 s': {scenario: accountOf(10_000)},
  'every 2 s, 600 running on four pages': {
    scenario: accountOf(
      10_000,
      Array.from({length: 600}, (_, index) => (index + 1) * HOUR),
    ),
  },
  'every 2 s, all of 100,000 tasks asked for': {
    scenario: accountOf(100_000),
    byHand: (store: {readonly loadAll: () => void}) => store.loadAll(),
  },
} as const;

async function sustained({say}: Bench): Promise<Row> {
  const rates: number[] = [];
  for (const [name, situation] of Object.entries(DEMANDING)) {
    say(`2 simulated hours, ${name}`);
    const [asked = []] = await simulateDay({monitors: 1, hours: 2, intervalMs: 2000, ...situation});
    rates.push(busiestHourRate(asked));
  }

  return {
    what: `requests a second, sustained, worst of ${rates.length} demanding situations (busiest hour)`,
    ours: {values: [Math.max(...rates)], unit: 'per second'},
    reference: {name: 'refill of the account', measured: {values: [0.5], unit: 'per second'}},
    limit: {atMost: 0.25},
  };
}

function accountOf(settled: number, runningSince: readonly number[] = RECENT) {
  return (epoch: number) => settledHistory({settled, runningSince, epoch});
}
