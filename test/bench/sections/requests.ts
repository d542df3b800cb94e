import {settledHistory} from '../../helpers/settled-history.js';
import {simulateStore} from '../../helpers/simulated-store.js';
import {besideAws, describeArguments, runInBench} from '../helpers/aws.js';
import {startEndpoint} from '../helpers/endpoint.js';
import {accountOf, RECENT, requestCount} from '../helpers/request-figures.js';
import type {Bench, Row, Section} from '../helpers/row.js';
import {simulateDay} from '../helpers/simulated-day.js';
import {watchReferences} from '../helpers/watch-aws.js';
import {perDay, sustained} from './requests-over-time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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
    const aws = await askOnce(bench, tasks);
    const what = `requests a tick, ${tasks.toLocaleString('en-US')} tasks, 3 running on the newest page`;
    const ours = await requestsPerTick(tasks, RECENT);
    rows.push(
      {
        what,
        ours: requestCount(ours),
        references: aws.references(PAGED, 'requests', ({requests: asked}) => asked),
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const PAGED = '`… --page-size 200`';

/** One run of the aws command over so many tasks: its requests, and what it takes. */
async function askOnce(bench: Bench, tasks: number) {
  bench.say(`the aws command over ${tasks} tasks`);
  const endpoint = await startEndpoint(bench, {tasks, running: 3});
  const run = async (command: readonly string[]) => {
    const before = await endpoint.requests();
    const {wallMs} = await runInBench(command);
    return {requests: (await endpoint.requests()) - before, wallMs};
  };
  const aws = await besideAws(run, ...describeArguments(endpoint.url, '--page-size', '200'));
  await aws.run();
  return aws;
}

async function perHour(bench: Bench): Promise<Row[]> {
  const [ours = []] = await simulateDay({monitors: 1, hours: 1, scenario: accountOf(10_000)});
  const measured = requestCount([ours.length]);
  const many = await askOnce(bench, 10_000);
  return [
    {
      what: 'requests in an hour, 200 tasks',
      ours: measured,
      references: await watchReferences(
        bench,
        'from some refreshes',
        'requests',
        ({requests: asked, seconds}) => [(asked / seconds) * 3600],
      ),
    },
    {
      what: 'requests in an hour, 10,000 tasks',
      ours: measured,
      references: many.references(
        'under `watch -n2`, from the time and the pages of one run',
        'requests',
        ({wallMs, requests: asked}) => (3600 / (wallMs / 1000 + 2)) * asked,
      ),
    },
  ];
}
