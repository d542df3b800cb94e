import {accountOf, requestCount} from '../helpers/request-figures.js';
import type {Bench, Row} from '../helpers/row.js';
import {busiestHourRate, simulateDay} from '../helpers/simulated-day.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What one monitor and each of ten on one account ask in a day. */
export async function perDay({say}: Bench): Promise<Row[]> {
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
      references: [
        {name: 'what the account gets back in a day', measured: requestCount([DAY / 2000])},
      ],
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

/** The most that is ever asked once the bursts are over. */
export async function sustained({say}: Bench): Promise<Row> {
  const rates: number[] = [];
  for (const [name, situation] of Object.entries(DEMANDING)) {
    say(`2 simulated hours, ${name}`);
    const [asked = []] = await simulateDay({monitors: 1, hours: 2, intervalMs: 2000, ...situation});
    rates.push(busiestHourRate(asked));
  }

  return {
    what: `requests a second, sustained, worst of ${rates.length} demanding situations (busiest hour)`,
    ours: {values: [Math.max(...rates)], unit: 'per second'},
    references: [{name: 'refill of the account', measured: {values: [0.5], unit: 'per second'}}],
    limit: {atMost: 0.25},
  };
}
