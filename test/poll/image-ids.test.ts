import assert from 'node:assert/strict';
import test from 'node:test';
import {type DemoTask, fixedScenario} from '../../source/demo/demo-task.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {REST} from '../../source/poll/reading/poll-image-ids.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateEc2} from '../helpers/simulated-ec2.js';
import {simulatedTask, simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;

function idOf(index: number): string {
  return `ami-${String(index).padStart(17, '0')}`;
}

/** Tasks of AMIs 0, 1, 2, …: the first so many run, the others have settled. */
function tasksOf(count: number, running: number, begun: number): DemoTask[] {
  return Array.from({length: count}, (_, index) =>
    simulatedTask(begun - index * MINUTE, {
      amiId: idOf(index),
      ...(index < running ? {} : {storeTaskState: 'Completed', progressPercentage: 100}),
    }),
  );
}

test('200 AMI IDs: at most 20 a request, never with MaxResults or filters, within the budget', async () => {
  const clock = new SimulatedClock();
  const imageIds = Array.from({length: 200}, (_, index) => idOf(index));
  const {ec2, snapshot} = simulateStore({
    clock,
    imageIds,
    scenario: fixedScenario(tasksOf(200, 200, clock.now())),
  });
  await clock.advance(1000);
  assert.equal(snapshot().tasks.size, 200, 'the burst is enough for all of them');
  await clock.advance(60 * MINUTE);
  for (const {request} of ec2.requests) {
    assert.ok((request.imageIds?.length ?? 0) >= 1 && (request.imageIds?.length ?? 0) <= 20);
    assert.equal(request.maxResults, undefined);
    assert.equal(request.filters, undefined);
  }

  assert.ok(ec2.requests.length <= 10 + 3601 * 0.25, `${ec2.requests.length} in an hour`);
  assert.equal(snapshot().sources[0]?.intervalReason, 'budget');
});

test('running AMIs are asked for at each poll, settled ones in the room that is left', async () => {
  const clock = new SimulatedClock();
  const imageIds = Array.from({length: 100}, (_, index) => idOf(index));
  const {ec2} = simulateStore({
    clock,
    imageIds,
    scenario: fixedScenario(tasksOf(100, 3, clock.now())),
  });
  await clock.advance(1000);
  assert.equal(ec2.requests.length, 5);
  await clock.advance(280_000);
  const later = ec2.requests.slice(5);
  const byId = later.filter(({request}) => request.imageIds);
  assert.equal(byId.length, 28, 'one request a tick');
  assert.ok(
    byId.every(({request}) => request.imageIds?.slice(0, 3).join() === [0, 1, 2].map(idOf).join()),
  );
  // The room in those requests goes round the settled ones.
  assert.equal(new Set(byId.flatMap(({request}) => request.imageIds ?? [])).size, 100);
  assert.ok(later.length - byId.length <= 7, 'and the newest page about once a minute');
});

test('an AMI whose task has settled is asked for about once a minute, and its age is told', async () => {
  const clock = new SimulatedClock();
  const {ec2, snapshot} = simulateStore({
    clock,
    imageIds: [idOf(0)],
    scenario: fixedScenario(tasksOf(1, 0, clock.now())),
  });
  await clock.advance(49_000);
  const [source] = snapshot().sources;
  assert.equal(ec2.requests.length, 1);
  assert.equal(source?.intervalMs, REST.settledMs);
  assert.equal(clock.now() - (source?.updatedAt ?? 0), 49_000);
  await clock.advance(10 * MINUTE);
  assert.equal(ec2.requests.length, 13);
});

test('an AMI without a task yet is asked for at each poll, and its start is news', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const {snapshot} = simulateStore({
    clock,
    imageIds: [idOf(7)],
    scenario: {
      tasks: now =>
        now < begun + 3 * MINUTE ? [] : [simulatedTask(begun + 3 * MINUTE, {amiId: idOf(7)})],
    },
  });
  await clock.advance(2 * MINUTE);
  assert.equal(snapshot().tasks.size, 0);
  assert.equal(snapshot().coverage.isComplete, true);
  assert.equal(snapshot().sources[0]?.intervalReason, 'asked', 'not idle: something may come');
  await clock.advance(MINUTE + 11_000);
  assert.deepEqual(
    snapshot().events.map(({type}) => type),
    ['started'],
  );
});

test('a task that a newer one of its AMI hides is followed to its end', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const old = (now: number) =>
    simulatedTask(begun - MINUTE, {
      amiId: idOf(1),
      bucket: 'first',
      ...(now > begun + 2 * MINUTE
        ? {storeTaskState: 'Failed', storeTaskFailureReason: 'Gone'}
        : {}),
    });
  const {snapshot} = simulateStore({
    clock,
    imageIds: [idOf(1)],
    scenario: {
      tasks: now =>
        now < begun + MINUTE
          ? [old(now)]
          : [simulatedTask(begun + MINUTE, {amiId: idOf(1), bucket: 'second'}), old(now)],
    },
  });
  await clock.advance(4 * MINUTE);
  const states = snapshot()
    .tasks.chunks.flat()
    .map(({task}) => `${task.bucket} ${task.storeTaskState}`);
  assert.deepEqual(states, ['second InProgress', 'first Failed']);
  assert.deepEqual(
    snapshot().events.map(event =>
      event.type === 'gap' ? '' : `${event.type} ${event.task.bucket}`,
    ),
    ['started second', 'failed first'],
  );
});

test('an ID that the service refuses takes no other with it', async () => {
  const clock = new SimulatedClock();
  const imageIds = [0, 1, 2].map(idOf);
  const {snapshot, ec2} = simulateStore({
    clock,
    imageIds,
    scenario: fixedScenario(tasksOf(3, 3, clock.now())),
    fault: request =>
      request.imageIds?.includes(idOf(1))
        ? new Ec2Error(`${idOf(1)} isn't known to EC2.`, {
            kind: 'bad-request',
            code: 'InvalidAMIID.NotFound',
            serviceMessage: `The image id '[${idOf(1)}]' does not exist`,
          })
        : undefined,
  });
  await clock.advance(5 * MINUTE);
  assert.equal(snapshot().tasks.size, 2);
  assert.equal(snapshot().sources[0]?.error, undefined);
  const refused = ec2.requests.filter(({outcome}) => outcome === 'bad-request');
  assert.ok(refused.length >= 5 && refused.length <= 11, `${refused.length} refused in 5 minutes`);
});

test('every ID refused is an error that says so', async () => {
  const {clock, snapshot} = simulateStore({
    imageIds: [idOf(1)],
    scenario: fixedScenario([]),
    fault: () =>
      new Ec2Error(`${idOf(1)} isn't known to EC2.`, {
        kind: 'bad-request',
        code: 'InvalidAMIID.NotFound',
        serviceMessage: `The image id '[${idOf(1)}]' does not exist`,
      }),
  });
  await clock.advance(MINUTE);
  assert.match(snapshot().sources[0]?.error?.message ?? '', /isn't known/);
});

test('3 profiles x 5 Regions: each within its own budget, one that fails keeps its error to itself', async () => {
  const clock = new SimulatedClock();
  const scenario = fixedScenario(tasksOf(5, 2, clock.now()));
  const clients = Array.from({length: 15}, (_, index) =>
    simulateEc2({scenario, now: clock.now}, () =>
      index === 7 ? new Ec2Error('Not allowed.', {kind: 'denied'}) : undefined,
    ),
  );
  const store = createTaskStore({
    sources: clients.map(({describe}, index) => ({
      profile: `p${index % 3}`,
      region: `r${index % 5}`,
      describe,
    })),
    intervalMs: 2000,
    clock,
  });
  const stop = store.subscribe(() => {});
  await clock.advance(30 * MINUTE);
  stop();
  for (const [index, {requests}] of clients.entries()) {
    assert.ok(requests.length <= 10 + 1800 * 0.25, `source ${index}: ${requests.length}`);
    assert.ok(requests.length > 100);
  }

  const {sources, tasks} = store.getSnapshot();
  assert.deepEqual(
    sources.flatMap(({error}, index) => (error ? [index] : [])),
    [7],
  );
  assert.equal(tasks.size, 14 * 5);
});

test('older pages of given AMIs are never asked for, whenever somebody wants them', async () => {
  const clock = new SimulatedClock();
  const begun = clock.now();
  const tasks = Array.from({length: 300}, (_, index) =>
    simulatedTask(begun - (index + 1) * MINUTE, {amiId: idOf(index)}),
  );
  const {ec2, store, snapshot} = simulateStore({
    clock,
    imageIds: [idOf(7)],
    scenario: {tasks: () => tasks},
  });
  store.loadAll();
  await clock.advance(1000);
  store.loadOlder();
  await clock.advance(MINUTE);
  assert.ok(ec2.requests.length > 1);
  assert.ok(ec2.requests.every(({request}) => request.imageIds?.join() === idOf(7)));
  assert.equal(snapshot().tasks.size, 1, 'no other AMI comes along');
  assert.equal(snapshot().coverage.isLoading, false);
});
