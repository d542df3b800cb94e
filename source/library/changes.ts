import {Ec2Error} from '../ec2/errors.js';
import {hopelessError} from '../poll/hopeless.js';
import type {StoreSnapshot, TaskStore} from '../poll/snapshot.js';
import {eventCursor} from '../poll/tasks/event-cursor.js';
import type {EventHistory, LoggedEvent} from '../poll/tasks/event-log.js';
import {EVENT_NAMES, type TaskEvent} from '../poll/tasks/events.js';
import {compileFilters} from '../task/service-filter.js';
import type {SourceName} from '../task/source-name.js';
import {checkFilters, checkImageIds, checkMs, checkSignal} from './check.js';
import type {TaskInput, WatchConfig} from './config.js';
import {withSources} from './open-source.js';
import {type StoreImageTaskResult, toStoreImageTaskResult} from './task-result.js';
import {createTaskStore} from './task-store.js';

/** Something that happened. `Number` rises from one to the next, and says where to go on. */
export type StoreImageTaskChange =
  | {
      readonly Number: number;
      readonly Event: 'started' | 'progress' | 'completed' | 'failed' | 'gone';

      /** When it was seen, by the service's clock. */
      readonly Time: Date;
      readonly Profile: string;
      readonly Region: string;
      readonly Task: StoreImageTaskResult;

      /** What it was before; not there for one that has started. */
      readonly Previous?: StoreImageTaskResult;
    }
  | {
      readonly Number: number;

      /** A stretch in which nothing could be observed. What happened in it is told after it, unless `Until` is there. */
      readonly Event: 'gap';
      readonly Time: Date;
      readonly Profile: string;
      readonly Region: string;
      readonly From: Date;

      /** Of a stretch whose tasks could not be read afterwards either: where it ends. */
      readonly Until?: Date;
      readonly Reason: string;
    }
  | {
      readonly Number: number;

      /** Older changes had to make room for newer ones before they were taken. */
      readonly Event: 'lost';

      /** How many starts and ends; not there where nobody can know. */
      readonly Count?: number;
    };

export type ChangesOptions = {
  /** The number of the last change that is known already; 0 for all that the store still has. @default what has happened so far */
  readonly after?: number;
  readonly signal?: AbortSignal;
};

/**
Watches the tasks of an account and gives each change once, for as long as it is iterated. What was there before is no change.
@throws {Ec2Error} when no source can be asked until the caller changes something; what passes is a gap.
@throws The reason of the signal. {TypeError | RangeError} for arguments that are none.
*/
export async function* watchStoreImageTasks(
  config: WatchConfig = {},
  input: TaskInput = {},
): AsyncGenerator<StoreImageTaskChange, void, undefined> {
  const imageIds = checkImageIds(input.ImageIds);
  const fits = compileFilters(checkFilters(input.Filters));
  checkMs(config.intervalMs, 'intervalMs', 2000);
  checkSignal(config.signal);
  const {intervalMs, signal} = config;
  yield* withSources(config, async function* (sources) {
    const store = createTaskStore({sources, imageIds, intervalMs});
    for await (const event of eventsOf(store, {signal})) {
      if (event.type === 'lost' || event.type === 'gap' || fits(event.task)) {
        yield toChange(event, store.getSnapshot().sources);
      }
    }
  });
}

/**
The changes of a store, each once, from a number on: whoever comes back with the number of the last one misses nothing, and is told of what had to go in the meantime.
@throws as `watchStoreImageTasks`.
*/
export async function* changesOf(
  store: TaskStore,
  options: ChangesOptions = {},
): AsyncGenerator<StoreImageTaskChange, void, undefined> {
  checkSignal(options.signal);
  if (options.after !== undefined && !(Number.isInteger(options.after) && options.after >= 0)) {
    throw new RangeError(`after is the Number of a change, not ${options.after}.`);
  }
  for await (const event of eventsOf(store, options)) {
    yield toChange(event, store.getSnapshot().sources);
  }
}

type Lost = {readonly type: 'lost'; readonly seq: number; readonly count: number | undefined};
type Numbered = LoggedEvent | Lost;

async function* eventsOf(
  store: TaskStore,
  {after, signal}: ChangesOptions,
): AsyncGenerator<Numbered, void, undefined> {
  signal?.throwIfAborted();
  let wake = () => {};
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  const unsubscribe = store.subscribe(() => wake());
  try {
    const history = store.getSnapshot();
    const known = after === undefined ? history : knownUpTo(history, after);
    const {lostUpTo = 0} = history;
    if (after !== undefined && lostUpTo > after) {
      yield {type: 'lost', seq: lostUpTo, count: undefined};
    }
    const takeNew = eventCursor(known);
    while (true) {
      const woken = new Promise<void>(resolve => {
        wake = resolve;
      });
      const snapshot = store.getSnapshot();
      const {events, lost} = takeNew(snapshot);
      if (lost > 0) {
        yield {type: 'lost', seq: snapshot.lostUpTo ?? 0, count: lost};
      }
      for (const event of events) {
        signal?.throwIfAborted();
        yield event as LoggedEvent;
      }
      refuseHopeless(snapshot);
      await woken;
      signal?.throwIfAborted();
    }
  } finally {
    unsubscribe();
    signal?.removeEventListener('abort', onAbort);
  }
}

/** The log as somebody knew it who took everything up to a number. */
function knownUpTo({events, happened}: EventHistory, after: number): EventHistory {
  const later = events.filter(({seq}) => seq > after);
  return {
    events: events.filter(({seq}) => seq <= after),
    happened: happened - later.filter(({type}) => type !== 'progressed').length,
    completeSince: undefined,
  };
}

function refuseHopeless({sources}: StoreSnapshot): void {
  const errors = sources.map(hopelessError);
  const [first] = errors;
  if (first && errors.every(Boolean)) {
    throw new Ec2Error(first.message, {
      kind: first.kind,
      ...(first.code !== undefined && {code: first.code}),
    });
  }
}

function toChange(event: Numbered, sources: readonly SourceName[]): StoreImageTaskChange {
  if (event.type === 'lost') {
    const {seq, count} = event;
    return {Number: seq, Event: 'lost', ...(count !== undefined && {Count: count})};
  }
  return {Number: event.seq, ...describeEvent(event, sources)};
}

function describeEvent(event: TaskEvent, sources: readonly SourceName[]) {
  const {profile = '', region = ''} = sources[event.source] ?? {};
  const where = {Time: new Date(event.at), Profile: profile, Region: region};
  if (event.type === 'gap') {
    return {
      Event: EVENT_NAMES.gap,
      ...where,
      From: new Date(event.from),
      ...(event.until !== undefined && {Until: new Date(event.until)}),
      Reason: event.reason,
    };
  }
  return {
    Event: EVENT_NAMES[event.type],
    ...where,
    Task: toStoreImageTaskResult(event.task),
    ...(event.previous && {Previous: toStoreImageTaskResult(event.previous)}),
  };
}
