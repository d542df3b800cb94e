import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {EMPTY_TASK_LIST, type TaskList, updateTaskList} from '../../source/poll/tasks/task-list.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {ORDERS, rank} from '../../source/task/order.js';
import {isRunning} from '../../source/task/store-image-task.js';
import type {RowQuery} from '../../source/view/rows/row-query.js';
import {visibleRows} from '../../source/view/rows/visible-rows.js';
import {NO_FILTERS} from '../../source/view/state/view-state.js';
import {aTask, listOf, NOW, someTasks} from '../helpers/fake-store.js';
import {searchOne} from '../helpers/search-one.js';

const ORIGINS = [
  {profile: 'default', region: 'us-east-1'},
  {profile: 'default', region: 'eu-west-1'},
  {profile: 'prod', region: 'eu-west-1'},
];

/** In ms: a machine that stands still for seconds doesn't stop an expression that has an end. */
const PATIENT = 60_000;

const ALL: RowQuery = {...NO_FILTERS, order: 'start', isReversed: false};

const FILTERS = ['states', 'buckets', 'regions', 'profiles'] as const;

type Filter = (typeof FILTERS)[number];

/** What a filter goes by. */
const VALUE: Readonly<Record<Filter, (tracked: TrackedTask) => string>> = {
  states: ({task}) => task.storeTaskState ?? '',
  buckets: ({task}) => task.bucket ?? '',
  regions: ({source}) => ORIGINS[source]?.region ?? '',
  profiles: ({source}) => ORIGINS[source]?.profile ?? '',
};

function fitsAll(tracked: TrackedTask, query: RowQuery, except?: Filter): boolean {
  const {startedAt} = tracked.task;
  return (
    FILTERS.every(
      filter =>
        filter === except ||
        query[filter].length === 0 ||
        query[filter].includes(VALUE[filter](tracked)),
    ) &&
    (query.since === undefined || startedAt === undefined || startedAt >= query.since) &&
    searchOne(query.search, tracked.task, NOW)
  );
}

/** The same by a plain filter and a plain, stable sort; by ETA, what still runs is in front. */
function modelRows(tasks: TaskList, query: RowQuery): readonly TrackedTask[] {
  const placed = tasks.chunks
    .flat()
    .filter(tracked => fitsAll(tracked, query))
    .map(tracked => ({
      tracked,
      group: query.order === 'eta' && !isRunning(tracked.task) ? 1 : 0,
      place: rank(query.order, tracked.task, tracked.samples, NOW),
    }))
    .sort((a, b) => a.group - b.group || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({tracked}) => tracked);
  return query.isReversed ? placed.toReversed() : placed;
}

function assertAsModel(tasks: TaskList, query: RowQuery): void {
  const rows = visibleRows(tasks, query, NOW, ORIGINS, PATIENT);
  const model = modelRows(tasks, query);
  const ids = (list: readonly TrackedTask[]) => list.map(({key}) => key);
  assert.equal(rows.total, model.length);
  assert.deepEqual(ids(rows.slice(0, rows.total)), ids(model));
  assert.deepEqual(ids(rows.slice(-3, rows.total + 3)), ids(model));
  const middle = model.length >> 1;
  assert.deepEqual(ids(rows.slice(middle, middle + 7)), ids(model.slice(middle, middle + 7)));
  for (const [index, tracked] of model.entries()) {
    if (index % 13 === 0 || index === model.length - 1) {
      assert.equal(rows.indexOf(tracked.key), index);
    }
  }

  for (const tracked of tasks.chunks.flat()) {
    if (!fitsAll(tracked, query)) {
      assert.equal(rows.indexOf(tracked.key), -1);
      break;
    }
  }

  for (const filter of FILTERS) {
    const counts = new Map<string, number>();
    for (const tracked of tasks.chunks.flat()) {
      if (fitsAll(tracked, query, filter)) {
        const value = VALUE[filter](tracked);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }

    assert.deepEqual(new Map([...rows.counts[filter]].sort()), new Map([...counts].sort()));
  }
}

const some = <T>(...values: readonly T[]) => fc.subarray([...values], {maxLength: 2});

const aQuery: fc.Arbitrary<RowQuery> = fc.record({
  states: some('InProgress', 'Completed', 'Failed', 'Odd', ''),
  buckets: some('ami-archive-00', 'ami-archive-01', ''),
  regions: some('us-east-1', 'eu-west-1'),
  profiles: some('default', 'prod'),
  search: fc.constantFrom(
    '',
    '',
    'denied',
    '!denied',
    '/0[0-4]$/',
    'state:o since:30m',
    '/(/',
    '!since:90m',
  ),
  since: fc.option(
    fc.nat(200).map(minutes => NOW - minutes * 60_000),
    {nil: undefined},
  ),
  order: fc.constantFrom(...ORDERS),
  isReversed: fc.boolean(),
});

const aReading = fc.record({
  index: fc.nat(90),
  source: fc.nat(2),
  state: fc.constantFrom('InProgress', 'InProgress', 'Completed', 'Failed', 'Odd', undefined),
  percent: fc.option(fc.constantFrom(0, 10, 10, 40, 100), {nil: undefined}),
  hasBucket: fc.boolean(),
  hasStart: fc.boolean(),
});

type Reading = typeof aReading extends fc.Arbitrary<infer T> ? T : never;

function trackedOf({index, source, state, percent, hasBucket, hasStart}: Reading): TrackedTask {
  return aTask(index, {
    source,
    storeTaskState: state,
    progressPercentage: percent,
    storeTaskFailureReason: state === 'Failed' ? 'access denied' : undefined,
    ...(hasBucket ? {} : {bucket: undefined}),
    ...(hasStart ? {} : {startedAt: undefined}),
  });
}

test('filters, searches and orders as a plain filter and sort do, whatever has changed in between', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          put: fc.array(aReading, {maxLength: 40}),
          isRemoving: fc.boolean(),
          queries: fc.array(aQuery, {minLength: 1, maxLength: 3}),
        }),
        {maxLength: 5},
      ),
      steps => {
        let tasks = EMPTY_TASK_LIST;
        let last: readonly RowQuery[] = [];
        for (const {put, isRemoving, queries} of steps) {
          const removed = isRemoving ? tasks.chunks.flat().slice(3, 9) : [];
          tasks = updateTaskList(
            tasks,
            put.map(trackedOf),
            removed.map(({key}) => key),
          );
          // Those of the step before, too: they are known already, the tasks are others.
          for (const query of [...queries, ...last]) {
            assertAsModel(tasks, query);
          }

          last = queries;
        }
      },
    ),
    {numRuns: 150},
  );
});

test('so it does over many chunks', () => {
  const history = someTasks(3000);
  let tasks = listOf(history);
  assert.ok(tasks.chunks.length > 5);
  for (const order of ORDERS) {
    for (const isReversed of [false, true]) {
      assertAsModel(tasks, {...ALL, order, isReversed});
    }
  }

  tasks = updateTaskList(tasks, [aTask(1500, {storeTaskState: 'Failed'}), aTask(-1)]);
  assertAsModel(tasks, {...ALL, states: ['Failed'], order: 'bucket'});
  assertAsModel(tasks, {...ALL, since: NOW - 1000 * 60_000, search: '!state:failed'});
});

/** Tasks that tell how often their state and their key have been looked at. */
function watchedTasks(count: number) {
  const seen = {looks: 0};
  const history = Array.from({length: count}, (_, index) => {
    const tracked = aTask(index);
    const watched = (value: string | undefined) => ({
      get() {
        seen.looks++;
        return value;
      },
    });
    const task = Object.defineProperties(
      {...tracked.task},
      {storeTaskState: watched('Completed'), s3ObjectKey: watched(tracked.task.s3ObjectKey)},
    );
    return {...tracked, task};
  });
  return {tasks: listOf(history), seen};
}

test('tasks are looked at once for all filters, once for all searches, and not at all for what is gone back to', () => {
  const {tasks, seen} = watchedTasks(2000);
  const looksFor = (query: Partial<RowQuery>, list = tasks) => {
    seen.looks = 0;
    visibleRows(list, {...ALL, ...query}, NOW, ORIGINS, PATIENT);
    return seen.looks;
  };

  assert.ok(looksFor({}) >= 2000);
  assert.ok(looksFor({states: ['Failed'], isReversed: true, order: 'bucket'}) < 100);
  assert.ok(looksFor({search: 'x'}) >= 2000);
  assert.ok(looksFor({search: 'y'}) < 100);
  assert.ok(looksFor({search: '/x/'}) >= 2000);
  assert.ok(looksFor({search: '/x/', order: 'progress', states: ['Failed']}) < 100);
  assert.equal(looksFor({search: 'x', isReversed: true}), 0);
  assert.equal(looksFor({}), 0);
  assert.equal(looksFor({search: 'x'}), 0);
});

/** A list that tells how often a task was taken out of it. */
function countedList(count: number) {
  const taken = {count: 0};
  const list = listOf(someTasks(count));
  const chunks = list.chunks.map(
    chunk =>
      new Proxy(chunk, {
        get(target, name) {
          taken.count += Number(typeof name === 'string' && /^\d+$/.test(name));
          return Reflect.get(target, name);
        },
      }),
  );
  return {tasks: {...list, chunks}, taken};
}

test('rows are counted, and only those of the page are taken out of the list', () => {
  const {tasks, taken} = countedList(5000);
  // What all queries go by.
  visibleRows(tasks, {...ALL, order: 'progress', search: 'ami'}, NOW, ORIGINS);
  visibleRows(tasks, {...ALL, search: '0'}, NOW, ORIGINS);
  for (const order of ORDERS) {
    for (const change of [
      {},
      {states: ['Completed']},
      {buckets: ['ami-archive-01']},
      {search: '0'},
    ]) {
      taken.count = 0;
      const rows = visibleRows(tasks, {...ALL, ...change, order}, NOW, ORIGINS);
      assert.ok(rows.total > 50);
      const page = rows.slice(rows.total - 40, rows.total);
      assert.equal(page.length, 40);
      // Of a page that spans two chunks both are gone through; by ETA all that run are compared.
      assert.ok(taken.count <= 1024, `${order} ${JSON.stringify(change)} ${taken.count}`);
    }
  }
});

test('a change looks at its neighbours only, and the last two hours at no older chunk', () => {
  const {tasks, seen} = watchedTasks(5000);
  const query = {...ALL, search: 'completed'};
  visibleRows(tasks, query, NOW, ORIGINS);
  const changed = updateTaskList(tasks, [aTask(40, {storeTaskState: 'Failed'})]);
  seen.looks = 0;
  assert.equal(visibleRows(changed, query, NOW, ORIGINS).total, 4999);
  assert.ok(seen.looks <= 4 * 512, `${seen.looks}`);
  seen.looks = 0;
  assert.equal(visibleRows(tasks, {...ALL, search: 'since:2h'}, NOW, ORIGINS).total, 120);
  assert.ok(seen.looks <= 4 * 512, `${seen.looks}`);
});

test('the last two hours move on with the time', () => {
  const tasks = listOf(someTasks(300));
  const query = {...ALL, search: 'since:2h'};
  assert.equal(visibleRows(tasks, query, NOW).total, 120);
  assert.equal(visibleRows(tasks, query, NOW + 3_600_000).total, 60);
  assert.equal(visibleRows(tasks, {...query, search: 'since:2026-01-31T10:00Z'}, NOW).total, 120);
});

test('an expression that would never end is stopped, and everything else goes on', () => {
  const reason = `${'a'.repeat(60)}!`;
  const tasks = listOf([
    aTask(0, {storeTaskState: 'Failed', storeTaskFailureReason: reason}),
    ...someTasks(50).slice(1),
  ]);
  const query = {...ALL, search: '/^(a+)+$/'};
  const rows = visibleRows(tasks, query, NOW);
  assert.equal(rows.search.problem, 'this regular expression takes too long');
  assert.equal(rows.total, 0);
  const again = visibleRows(updateTaskList(tasks, [aTask(-1)]), query, NOW);
  assert.equal(again.total, 0, 'it isn’t tried again');
  const harmless = {...query, search: '/^a+!$/'};
  assert.equal(visibleRows(tasks, harmless, NOW, [], PATIENT).total, 1);
});
