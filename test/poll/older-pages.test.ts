import assert from 'node:assert/strict';
import test from 'node:test';
import {readNextToken} from '../../source/demo/endpoint/next-token.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {settledHistory} from '../helpers/settled-history.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {simulateStore} from '../helpers/simulated-store.js';

const MINUTE = 60_000;
const ALL = {states: [], buckets: []};

function starts(snapshot: ReturnType<ReturnType<typeof simulateStore>['snapshot']>): number[] {
  return snapshot.tasks.chunks.flat().map(({task}) => task.startedAt ?? 0);
}

test('page by page to the oldest of the 31 days, while new tasks start', async () => {
  const clock = new SimulatedClock();
  const scenario = settledHistory({settled: 950, newEveryMs: 5000, epoch: clock.now()});
  const {store, snapshot} = simulateStore({clock, scenario});
  await clock.advance(1000);
  assert.equal(snapshot().tasks.size, 200);
  for (let page = 0; page < 4; page++) {
    assert.equal(snapshot().coverage.isComplete, false);
    store.loadOlder();
    await clock.until(() => !snapshot().coverage.isLoading);
    await clock.advance(70_000);
  }

  assert.equal(snapshot().coverage.isComplete, true);
  const truth = scenario.tasks(clock.now()).map(({startedAt}) => startedAt);
  assert.ok(truth.length > 990);
  assert.deepEqual(starts(snapshot()), truth);
});

test('everything is loaded within the budget, and says how far it is', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 10_000, epoch: now()}),
  });
  await clock.advance(1000);
  const begun = clock.now();
  store.loadAll();
  await clock.advance(1000);
  assert.equal(snapshot().coverage.isLoading, true);
  assert.ok(
    snapshot().coverage.pagesLoaded >= 35,
    `${snapshot().coverage.pagesLoaded} pages at once`,
  );
  await clock.until(() => snapshot().coverage.isComplete);
  assert.equal(snapshot().tasks.size, 10_000);
  const seconds = (clock.now() - begun) / 1000;
  const sent = ec2.requests.filter(({at}) => at >= begun).length;
  assert.ok(sent <= 40 + seconds * 0.25, `${sent} requests in ${seconds} s`);
});

test('loading everything can be stopped, and keeps what it has', async () => {
  const {clock, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 20_000, epoch: now()}),
  });
  await clock.advance(1000);
  store.loadAll();
  await clock.advance(1000);
  store.stopLoading();
  const {size} = snapshot().tasks;
  assert.ok(size > 5000);
  await clock.advance(MINUTE);
  assert.equal(snapshot().tasks.size, size);
  assert.equal(snapshot().coverage.isLoading, false);
});

test('a filtered view is complete through the service, without the rest of the 31 days', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 8000, epoch: now()}),
  });
  await clock.advance(1000);
  store.setScope({states: ['Failed'], buckets: ['archive-2']});
  store.loadAll();
  await clock.until(() => snapshot().coverage.isComplete);
  const failed = snapshot()
    .tasks.chunks.flat()
    .filter(({task}) => task.storeTaskState === 'Failed' && task.bucket === 'archive-2');
  assert.equal(failed.length, 8000 / 20);
  const older = ec2.requests.filter(({request}) =>
    request.filters?.some(({name}) => name === 'bucket'),
  );
  assert.equal(older.length, 2);
  store.setScope(ALL);
  assert.equal(snapshot().coverage.isComplete, false, 'the rest is not here');
});

test('a filter over what is all here asks for nothing', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 150, epoch: now()}),
  });
  await clock.advance(1000);
  const before = ec2.requests.length;
  store.setScope({states: ['Failed'], buckets: []});
  store.loadOlder();
  assert.equal(snapshot().coverage.isComplete, true);
  await clock.advance(5000);
  assert.equal(ec2.requests.length, before);
});

test('a refused token starts again from the first page and loses neither rows nor place', async () => {
  let refuse = 1;
  const {clock, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 1500, epoch: now()}),
    fault: ({nextToken, filters}) =>
      nextToken && !filters && snapshotSize() >= 600 && refuse-- > 0
        ? new Ec2Error('The token has expired.', {kind: 'bad-request', code: 'InvalidNextToken'})
        : undefined,
  });
  function snapshotSize() {
    return snapshot().tasks.size;
  }

  await clock.advance(1000);
  store.loadAll();
  const sizes: number[] = [];
  await clock.until(() => {
    sizes.push(snapshot().tasks.size);
    return snapshot().coverage.isComplete;
  });
  assert.equal(refuse < 1, true, 'no token was refused');
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => a - b),
    'rows were lost on the way',
  );
  assert.equal(snapshot().tasks.size, 1500);
  assert.equal(new Set(starts(snapshot())).size, 1500);
  assert.equal(snapshot().sources[0]?.error, undefined);
});

test('a service that refuses every token is an error, and not asked on and on', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 1500, epoch: now()}),
    fault: ({nextToken}) =>
      nextToken
        ? new Ec2Error('The token has expired.', {kind: 'bad-request', code: 'InvalidNextToken'})
        : undefined,
  });
  await clock.advance(1000);
  const before = ec2.requests.length;
  store.loadAll();
  await clock.advance(5000);
  assert.equal(snapshot().sources[0]?.error?.message, 'The token has expired.');
  assert.ok(ec2.requests.length - before <= 6, `${ec2.requests.length - before} requests`);
  assert.equal(snapshot().tasks.size, 200);
  assert.equal(snapshot().coverage.isLoading, false, 'loading ends with what fails');
  assert.equal(snapshot().coverage.failure, 'The token has expired.');
  await clock.advance(10 * MINUTE);
  const pages = ec2.requests.slice(before).filter(({request}) => request.nextToken);
  assert.ok(pages.length <= 3, `${pages.length} pages were asked for`);
});

test('tokens that never hold as far as the third page: what is loaded stays, and the same pages are not read for ever', async () => {
  const {clock, ec2, store, snapshot} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 1500, epoch: now()}),
    fault: ({nextToken, filters}) =>
      nextToken && !filters && readNextToken(nextToken, [], clock.now(), undefined) >= 400
        ? new Ec2Error('The token has expired.', {kind: 'bad-request', code: 'InvalidNextToken'})
        : undefined,
  });
  await clock.advance(1000);
  store.loadAll();
  await clock.advance(10 * MINUTE);
  const pages = ec2.requests.filter(({request}) => request.nextToken);
  assert.ok(pages.length <= 8, `${pages.length} pages were asked for`);
  assert.equal(snapshot().tasks.size, 400);
  assert.equal(snapshot().coverage.isLoading, false);
  assert.equal(snapshot().sources[0]?.error, undefined, 'the polling goes on');
});

for (const kind of ['network', 'service', 'bad-answer', 'denied', 'bad-request'] as const) {
  test(`loading ends with a failure of kind ${kind}, and goes on from there when it is asked for again`, async () => {
    let isBroken = true;
    const {clock, store, snapshot} = simulateStore({
      scenario: ({now}) => settledHistory({settled: 1500, epoch: now()}),
      fault: ({nextToken}) =>
        nextToken && isBroken && snapshot().tasks.size >= 600
          ? new Ec2Error('It broke.', {kind})
          : undefined,
    });
    await clock.advance(1000);
    store.loadAll();
    await clock.advance(MINUTE);
    assert.equal(snapshot().coverage.isLoading, false);
    assert.equal(snapshot().coverage.failure, 'It broke.');
    assert.equal(snapshot().tasks.size, 600);
    isBroken = false;
    store.loadAll();
    assert.equal(snapshot().coverage.failure, undefined);
    await clock.until(() => snapshot().coverage.isComplete);
    assert.equal(snapshot().tasks.size, 1500);
  });
}

test('pages fetched ahead draw on the small budget only', async () => {
  const {clock, ec2, store} = simulateStore({
    scenario: ({now}) => settledHistory({settled: 10_000, epoch: now()}),
  });
  await clock.advance(1000);
  for (let n = 0; n < 30; n++) {
    store.loadOlder('automatic');
    await clock.advance(10);
  }

  assert.ok(ec2.requests.length <= 10, `${ec2.requests.length} requests at once`);
});
