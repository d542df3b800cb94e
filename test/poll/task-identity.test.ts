import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {PollAllTasks} from '../../source/poll/reading/poll-all-tasks.js';
import {PollImageIds} from '../../source/poll/reading/poll-image-ids.js';
import type {TaskChange} from '../../source/poll/tasks/events.js';
import {TaskLedger} from '../../source/poll/tasks/task-ledger.js';
import {isRunning, type StoreImageTask} from '../../source/task/store-image-task.js';
import {aManner, type Manner, worded} from '../helpers/changing-rows.js';
import {pollOnce} from '../helpers/poll-once.js';
import {historyScenario, type Life, randomPolls} from '../helpers/random-history.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';

const MINUTE = 60_000;
const EPOCH = Date.UTC(2026, 5, 1);
const RUNS = Number(process.env.AMIWATCH_PROPERTY_RUNS ?? 1000);

type Told = {readonly life: Life; readonly manner: Manner};

const told: fc.Arbitrary<Told> = fc.record({
  life: fc.record({
    ami: fc.nat({max: 3}),
    bucket: fc.nat({max: 1}),
    startsAt: fc.integer({min: -60 * MINUTE, max: 60 * MINUTE}),
    hiddenMs: fc.constant(0),
    lastsMs: fc.integer({min: 1000, max: 60 * MINUTE}),
    outcome: fc.constantFrom('Completed' as const, 'Failed' as const),
    vanishesAfterMs: fc.constant(undefined),
  }),
  manner: aManner,
});

/** One bucket can't hold an AMI twice: the next store of it begins after the last has ended. */
function possible(all: readonly Told[]): readonly Told[] {
  const free = new Map<string, number>();
  return all
    .toSorted((a, b) => a.life.startsAt - b.life.startsAt)
    .filter(({life: {ami, bucket, startsAt, lastsMs}}) => {
      const place = `${ami} ${bucket}`;
      const isFree = startsAt > (free.get(place) ?? Number.NEGATIVE_INFINITY);
      free.set(place, isFree ? startsAt + lastsMs + 2000 : (free.get(place) ?? 0));
      return isFree;
    });
}

const histories = fc
  .uniqueArray(told, {
    maxLength: 10,
    // Starts to the second must still tell two of them apart.
    comparator: (a, b) => Math.abs(a.life.startsAt - b.life.startsAt) < 2000,
  })
  .map(possible);

function watch(all: readonly Told[], imageIds?: readonly string[]) {
  let now = EPOCH;
  let turn = 0;
  const scenario = historyScenario(
    all.map(({life}) => life),
    EPOCH,
  );
  const ec2 = simulateEc2({scenario, now: () => now});
  const manners = new Map(all.map(({life, manner}) => [EPOCH + life.startsAt, manner]));
  const ledger = new TaskLedger(() => {});
  const options = {source: 0, ledger, now: () => now, monotonic: () => now};
  const poller = imageIds
    ? new PollImageIds({...options, imageIds, intervalMs: () => 10_000, isAwaited: () => true})
    : new PollAllTasks({...options, startOffsetMs: () => 0, maxResults: 200});
  return {
    ledger,
    tasks: () => ledger.list.chunks.flat().map(({task}) => task),
    changes: () => ledger.history.events as readonly TaskChange[],
    async pollAt(time: number) {
      now = EPOCH + time;
      turn++;
      await pollOnce(poller, options, async request => {
        const answer = await ec2.describe(request);
        return {
          ...answer,
          tasks: answer.tasks.map(task =>
            worded(task, manners.get(task.startedAt ?? 0) as Manner, now, turn),
          ),
        };
      });
    },
  };
}

const nameOf = ({amiId, bucket, startedAt}: Partial<StoreImageTask>) =>
  `${amiId} ${bucket?.replace('arn:aws:s3:::', '')} ${Math.floor((startedAt ?? 0) / 1000)}`;

const lifeName = ({life: {ami, bucket, startsAt}}: Told) =>
  nameOf({
    amiId: `ami-${String(ami).padStart(17, '0')}`,
    bucket: `bucket-${bucket}`,
    startedAt: EPOCH + startsAt,
  });

const countBy = (changes: readonly TaskChange[], types: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const {key} of changes.filter(({type}) => types.includes(type))) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  return counts;
};

test('a member that is filled in later, or changes its form, makes no second task', async () => {
  await fc.assert(
    fc.asyncProperty(histories, randomPolls, async (all, polls) => {
      const {ledger, tasks, changes, pollAt} = watch(all);
      const seenRunning = new Set<string>();
      for (const time of polls) {
        await pollAt(time);
        for (const {key} of ledger.running(0)) {
          seenRunning.add(key);
        }
      }

      await pollAt((polls.at(-1) ?? 0) + 4 * 60 * MINUTE);
      assert.deepEqual(tasks().map(nameOf).toSorted(), all.map(lifeName).toSorted());
      const known = new Map(ledger.list.chunks.flat().map(one => [one.key, one]));
      assert.ok(changes().every(({key}) => known.has(key)));
      assert.ok([...countBy(changes(), ['started']).values()].every(count => count === 1));
      assert.deepEqual([...countBy(changes(), ['vanished'])], []);
      const ends = countBy(changes(), ['completed', 'failed']);
      assert.ok([...ends.values()].every(count => count === 1));
      for (const key of seenRunning) {
        assert.ok(isRunning(known.get(key)?.task ?? {storeTaskState: undefined}) || ends.has(key));
      }
    }),
    {numRuns: RUNS},
  );
});

test('nor where AMI IDs are given', async () => {
  const one = histories.filter(all => all.length > 0).map(all => all.slice(0, 1));
  await fc.assert(
    fc.asyncProperty(one, randomPolls, async (all, polls) => {
      const {tasks, changes, pollAt} = watch(all, [lifeName(all[0] as Told).split(' ')[0] ?? '']);
      for (const time of polls) {
        await pollAt(time);
        assert.ok(tasks().length <= 1);
      }

      await pollAt((polls.at(-1) ?? 0) + 4 * 60 * MINUTE);
      assert.deepEqual(tasks().map(nameOf), all.map(lifeName));
      const kinds = changes().map(({type}) => type);
      assert.ok(kinds.filter(type => type !== 'progressed').length <= 2, kinds.join());
    }),
    {numRuns: RUNS},
  );
});

const row = (members: Partial<StoreImageTask>): StoreImageTask => ({
  amiId: 'ami-0d91b7584a2265b1f',
  taskStartTime: undefined,
  startedAt: EPOCH + 123,
  bucket: 'archive',
  s3ObjectKey: 'ami-0d91b7584a2265b1f.bin',
  progressPercentage: 10,
  storeTaskState: 'InProgress',
  storeTaskFailureReason: undefined,
  ...members,
});

/** How many tasks a ledger knows after some answers. */
function sizeAfter(...answers: readonly (readonly StoreImageTask[])[]): number {
  const ledger = new TaskLedger(() => {});
  for (const [index, tasks] of answers.entries()) {
    ledger.observe(0, tasks, () => 'news', EPOCH + index * 10_000);
  }

  return ledger.list.size;
}

const FORMS: Readonly<Record<string, Partial<StoreImageTask>>> = {
  'without a key': {s3ObjectKey: undefined},
  'with an empty key': {s3ObjectKey: ''},
  'with a prefix in the key': {s3ObjectKey: 'a/b/ami-0d91b7584a2265b1f.bin'},
  'with a slash before the key': {s3ObjectKey: '/ami-0d91b7584a2265b1f.bin'},
  'with a key without its ending': {s3ObjectKey: 'ami-0d91b7584a2265b1f'},
  'without a bucket': {bucket: undefined},
  'with the ARN of the bucket': {bucket: 'arn:aws:s3:::archive'},
  'with the ARN of another partition': {bucket: 'arn:aws-cn:s3:::archive'},
  'with the URI of the bucket': {bucket: 's3://archive/'},
  'without a start': {startedAt: undefined},
  'with a start to the second': {startedAt: EPOCH},
  'with a start rounded up': {startedAt: EPOCH + 1000},
  'with a start to the tenth': {startedAt: EPOCH + 100},
  'without its AMI ID, which the key tells': {amiId: undefined},
  'with nothing but its AMI ID': {bucket: undefined, startedAt: undefined, s3ObjectKey: undefined},
};

for (const [name, members] of Object.entries(FORMS)) {
  test(`the same task ${name}, whichever comes first`, () => {
    assert.equal(sizeAfter([row({})], [row(members)], [row({})]), 1);
    assert.equal(sizeAfter([row(members)], [row({})], [row(members)]), 1);
    assert.equal(sizeAfter([row(members)], [row({storeTaskState: 'Completed'})]), 1);
  });
}

const OTHERS: Readonly<Record<string, Partial<StoreImageTask>>> = {
  'another AMI': {amiId: 'ami-0c7ed4d57b1e2feb8', s3ObjectKey: 'ami-0c7ed4d57b1e2feb8.bin'},
  'another bucket': {bucket: 'archive-2'},
  'another start': {startedAt: EPOCH + 2123},
  'another start close by, written to the millisecond': {
    startedAt: EPOCH + 100,
    taskStartTime: '2026-06-01T00:00:00.100Z',
  },
  'another bucket and no key': {bucket: 'archive-2', s3ObjectKey: undefined},
  'another start and no bucket': {startedAt: EPOCH + 60_000, bucket: undefined},
  'another bucket and no start': {bucket: 'archive-2', startedAt: undefined},
};

for (const [name, members] of Object.entries(OTHERS)) {
  test(`two tasks: ${name}`, () => {
    assert.equal(sizeAfter([row({})], [row(members)], [row({})]), 2);
    assert.equal(sizeAfter([row(members), row({})], [row({}), row(members)]), 2);
  });
}

test('two rows of one answer are two tasks, and the same row twice is one', () => {
  assert.equal(sizeAfter([row({}), row({bucket: undefined, progressPercentage: 50})]), 2);
  assert.equal(sizeAfter([row({bucket: undefined})], [row({}), row({bucket: 'archive-2'})]), 2);
  assert.equal(sizeAfter([row({}), row({})]), 1);
});

test('a new store of an AMI whose start is still missing is not the old one', () => {
  const old = row({storeTaskState: 'Completed', startedAt: EPOCH - 3_600_000});
  const begun = row({startedAt: undefined, progressPercentage: 0});
  assert.equal(sizeAfter([old], [begun, old], [row({}), old]), 2);
  assert.equal(sizeAfter([old], [begun], [row({})]), 2, 'alone in its answer, as by ID');
});

test('what was known stays known when a later answer lacks it, and that is no event', () => {
  const ledger = new TaskLedger(() => {});
  ledger.observe(0, [row({})], () => 'news', EPOCH);
  const {length} = ledger.history.events;
  ledger.observe(0, [row({s3ObjectKey: undefined, startedAt: undefined})], () => 'news', EPOCH);
  ledger.observe(0, [row({progressPercentage: undefined})], () => 'news', EPOCH);
  const [tracked] = ledger.list.chunks.flat();
  assert.equal(tracked?.task.s3ObjectKey, 'ami-0d91b7584a2265b1f.bin');
  assert.equal(tracked?.task.progressPercentage, 10);
  assert.equal(ledger.history.events.length, length);
});
