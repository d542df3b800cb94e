import type {DescribeStoreImageTasks} from '../../ec2/answer/describe.js';
import {Ec2Error} from '../../ec2/errors.js';
import type {Clock} from '../../poll/clock.js';
import {AccountBudgets} from '../../poll/pace/account-budgets.js';
import {RequestGate} from '../../poll/pace/request-gate.js';
import {ONE_ANSWER_BUDGET} from '../../poll/pace/token-bucket.js';
import {ServiceClock, type SinceLimit} from '../../poll/service-clock.js';
import type {Order} from '../../task/order.js';
import {type Filter, filtersFor} from '../../task/service-filter.js';
import type {SourceIdentity} from '../../task/source-name.js';
import {OUT_OF_ORDER} from '../watch/outages.js';
import {namesSource} from './columns.js';
import {pageFetcher, type Seen} from './fetch-page.js';
import type {Format, FormatOptions} from './format.js';
import {outputFormat} from './formats.js';
import {gather, gatherAll, type SourceToGather, sortTasks, toResult} from './gather.js';
import {paceNote} from './pace-note.js';
import {tokenToCopy} from './page-token.js';
import {type Paging, walkPages} from './pages.js';
import {type RetryPolicy, withRetries} from './retry.js';
import type {TimestampFormat} from './timestamp.js';

export type OnceOptions = Pick<FormatOptions, 'output' | 'columns'> &
  Paging &
  SinceLimit & {
    readonly format: Format;
    readonly imageIds: readonly string[];
    readonly states: readonly string[];
    readonly buckets: readonly string[];
    readonly filters: readonly Filter[];

    readonly pageSize: number | undefined;

    /** False: one request, and its answer as it is. */
    readonly isPaginated: boolean;
    readonly isDryRun: boolean | undefined;
    readonly sort: Order | undefined;
    readonly retries: RetryPolicy;
    readonly timestamps: TimestampFormat;
  };

export type OnceSource = SourceIdentity & {readonly describe: DescribeStoreImageTasks};

export type OnceIo = {
  /** Takes the report itself. */
  readonly write: (text: string) => void;

  /** Takes one sentence for the person who reads it. */
  readonly note: (sentence: string) => void;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
};

/**
Prints one answer, as `aws ec2 describe-store-image-tasks` does. Every request passes the budget of its account: all that it has at once, then at a pace, which is told of. With several sources their tasks come together, each with its profile and Region; one that fails doesn't hide the others.
@returns The errors of the sources that failed, and one for tasks that could not be read and are missing from what was printed.
@throws {QueryError}
*/
export async function printOnce(
  options: OnceOptions,
  sources: readonly OnceSource[],
  io: OnceIo,
): Promise<readonly Ec2Error[]> {
  const filters = [...filtersFor(options.states, options.buckets), ...options.filters];
  if (options.imageIds.length > 0 && filters.length > 0) {
    io.note('The service ignores filters when AMI IDs are given; they are applied here.');
  }
  const seen: Seen = {
    imageIds: new Set(),
    lostRows: 0,
    requests: 0,
    tasks: 0,
    earliestAt: Number.POSITIVE_INFINITY,
  };
  const budgets = new AccountBudgets(io.clock, ONE_ANSWER_BUDGET);
  let isPaceTold = false;
  const toGather = sources.map(({profile, region, account, describe}) => {
    const serviceClock = new ServiceClock(io.clock.now);
    const gate = new RequestGate({
      describe,
      clock: io.clock,
      serviceClock,
      budgets,
      region,
      account,
      onWaiting() {
        if (!isPaceTold) {
          isPaceTold = true;
          io.note(paceNote(seen, {...options, now: serviceClock.now()}));
        }
      },
    });
    const ask = withRetries(
      async request => {
        try {
          return await gate.ask(request, 'manual', io.signal);
        } catch (error) {
          // In the middle of many requests: others use the budget, too, so that the rest takes a pace.
          if (error instanceof Ec2Error && error.kind === 'throttled' && seen.requests > 0) {
            gate.empty();
          }
          throw error;
        }
      },
      {...io, ...options.retries},
    );
    return {
      name: {profile, region},
      now: serviceClock.now,
      fetch: pageFetcher({...options, filters}, ask, seen, serviceClock),
    };
  });
  const errors = await print(toGather, options, io);
  if (errors.length === 0) {
    noteMissing(options, seen, io);
  }
  return seen.lostRows === 0 ? errors : [...errors, lostRowsError(seen.lostRows)];
}

async function print(
  sources: readonly SourceToGather[],
  options: OnceOptions,
  io: OnceIo,
): Promise<readonly Ec2Error[]> {
  const [only, ...others] = sources;
  if (!only || others.length > 0) {
    const {errors, found} = await gatherAll(sources, options);
    if (errors.length < sources.length) {
      io.write(options.format(toResult(sorted(found, options), undefined, options.timestamps)));
    }
    return errors;
  }
  try {
    if (
      outputFormat(options.output).isOfPages &&
      options.isPaginated &&
      options.sort === undefined
    ) {
      await writePages(only, options, io);
    } else {
      const {found, nextToken} = await gather(
        only,
        options,
        namesSource(options.columns ?? []) ? only.name : undefined,
      );
      io.write(options.format(toResult(sorted(found, options), nextToken, options.timestamps)));
      if (nextToken && outputFormat(options.output).isOfTasks) {
        io.note(`There are more tasks; go on with --starting-token ${tokenToCopy(nextToken)}`);
      }
    }
    return [];
  } catch (error) {
    if (error instanceof Ec2Error) {
      return [error];
    }
    throw error;
  }
}

/** The aws command writes text and yaml-stream page by page and applies the query to each, which shows in what it prints; of the pages only the stream has the service's tokens. */
async function writePages({fetch, now}: SourceToGather, options: OnceOptions, io: OnceIo) {
  const isStream = options.output === 'yaml-stream';
  for await (const {tasks, nextToken, resumeToken} of walkPages(fetch, options)) {
    const found = tasks.map(task => ({task, source: undefined, now}));
    io.write(options.format(toResult(found, isStream ? nextToken : undefined, options.timestamps)));
    if (resumeToken !== undefined && !isStream) {
      io.write(options.format({NextToken: {NextToken: resumeToken}}));
    }
  }
}

function sorted<T extends Parameters<typeof sortTasks>[0][number]>(
  found: readonly T[],
  {sort}: OnceOptions,
): readonly T[] {
  return sort === undefined ? found : sortTasks(found, sort);
}

function noteMissing({imageIds}: OnceOptions, seen: Seen, io: OnceIo): void {
  if (seen.isOutOfOrder) {
    io.note(OUT_OF_ORDER);
  }
  // One whose task can't be read has one.
  const missing = seen.lostRows > 0 ? [] : imageIds.filter(id => !seen.imageIds.has(id));
  if (missing.length > 0) {
    io.note(`No task in the last 31 days for ${missing.join(', ')}.`);
  }
}

function lostRowsError(count: number): Ec2Error {
  const tasks = count === 1 ? '1 task of the answer' : `${count} tasks of the answer`;
  return new Ec2Error(
    `${tasks} can't be read and ${count === 1 ? 'is' : 'are'} missing from what is printed: a time or a percentage is none. Ask again; if it stays so, look with aws ec2 describe-store-image-tasks --debug.`,
    {kind: 'bad-answer'},
  );
}
