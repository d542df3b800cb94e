import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {type DemoTask, fixedScenario, type Scenario} from '../../source/demo/demo-task.js';
import {describeStoreImageTasks} from '../../source/demo/endpoint/describe-store-image-tasks.js';
import {ServiceError} from '../../source/demo/endpoint/service-error.js';
import {demoTask, demoTasks, NOW} from '../helpers/demo-endpoint.js';

const now = () => NOW;

function refusedAs(code: string) {
  return (error: unknown) => error instanceof ServiceError && error.code === code;
}

/** An account to which tasks can be added. */
function growingScenario(first: readonly DemoTask[]): Scenario & {start: (count: number) => void} {
  let tasks = first;
  return {
    tasks: () => tasks,
    start(count) {
      const started = Array.from({length: count}, (_, index) =>
        demoTask(0, {s3ObjectKey: `new-${tasks.length + index}`}),
      );
      tasks = [...started, ...tasks];
    },
  };
}

test('walking the tokens while tasks start shows every task that was there', () => {
  fc.assert(
    fc.property(
      fc.nat({max: 60}),
      fc.integer({min: 1, max: 20}),
      fc.array(fc.nat({max: 5}), {maxLength: 100}),
      (count, maxResults, starts) => {
        const scenario = growingScenario(demoTasks(count));
        const there = scenario.tasks(NOW);
        const seen = new Set<DemoTask>();
        let nextToken: string | undefined;
        let page = 0;
        do {
          const answer = describeStoreImageTasks({maxResults, nextToken}, {scenario, now});
          assert.ok(answer.tasks.length <= maxResults);
          for (const task of answer.tasks) {
            seen.add(task);
          }

          nextToken = answer.nextToken;

          // Fewer than a page, or the walk would never reach the end.
          scenario.start(Math.min(starts[page++] ?? 0, maxResults - 1));
        } while (nextToken !== undefined);

        assert.deepEqual(
          there.filter(task => !seen.has(task)),
          [],
        );
      },
    ),
  );
});

test('a task that starts between two pages makes them overlap by one', () => {
  const scenario = growingScenario(demoTasks(6));
  const first = describeStoreImageTasks({maxResults: 3}, {scenario, now});
  scenario.start(1);
  const second = describeStoreImageTasks(
    {maxResults: 3, nextToken: first.nextToken},
    {scenario, now},
  );
  assert.equal(second.tasks[0], first.tasks[2]);
});

test('the last page has no token, not even when it is full', () => {
  const scenario = fixedScenario(demoTasks(4));
  const first = describeStoreImageTasks({maxResults: 2}, {scenario, now});
  const second = describeStoreImageTasks(
    {maxResults: 2, nextToken: first.nextToken},
    {scenario, now},
  );
  assert.equal(second.tasks.length, 2);
  assert.equal(second.nextToken, undefined);
});

test('a token without MaxResults gives the rest', () => {
  const scenario = fixedScenario(demoTasks(10));
  const {nextToken} = describeStoreImageTasks({maxResults: 4}, {scenario, now});
  assert.equal(describeStoreImageTasks({nextToken}, {scenario, now}).tasks.length, 6);
});

test('a token holds for the filters it was made with, in any order of values', () => {
  const scenario = fixedScenario(demoTasks(10));
  const filtersOf = (...values: string[]) => [{name: 'task-state', values}];
  const {nextToken} = describeStoreImageTasks(
    {maxResults: 4, filters: filtersOf('Completed', 'Failed')},
    {scenario, now},
  );
  const reordered = {maxResults: 4, nextToken, filters: filtersOf('Failed', 'Completed')};
  assert.equal(describeStoreImageTasks(reordered, {scenario, now}).tasks.length, 4);
  assert.throws(
    () => describeStoreImageTasks({maxResults: 4, nextToken}, {scenario, now}),
    refusedAs('InvalidNextToken'),
  );
});

test('a token ends with its lifetime', () => {
  const scenario = fixedScenario(demoTasks(10));
  const tokenLifetimeMs = 60_000;
  const {nextToken} = describeStoreImageTasks({maxResults: 4}, {scenario, now, tokenLifetimeMs});
  const ask = (age: number) =>
    describeStoreImageTasks({nextToken}, {scenario, now: () => NOW + age, tokenLifetimeMs});
  assert.equal(ask(60_000).tasks.length, 6);
  assert.throws(() => ask(60_001), refusedAs('InvalidNextToken'));
});

test('no text that was made up passes for a token', () => {
  const scenario = fixedScenario(demoTasks(3));
  const base64 = fc.json().map(text => Buffer.from(text).toString('base64'));
  fc.assert(
    fc.property(fc.oneof(fc.string(), base64), nextToken => {
      assert.throws(
        () => describeStoreImageTasks({nextToken}, {scenario, now}),
        refusedAs('InvalidNextToken'),
      );
    }),
  );
});

test('a token whose position was tampered with is refused', () => {
  const scenario = fixedScenario(demoTasks(3));
  const {nextToken = ''} = describeStoreImageTasks({maxResults: 1}, {scenario, now});
  const [position, ...rest] = JSON.parse(Buffer.from(nextToken, 'base64').toString());
  assert.equal(position, 1);
  for (const forged of [-1, 0.5, '1', null]) {
    const token = Buffer.from(JSON.stringify([forged, ...rest])).toString('base64');
    assert.throws(
      () => describeStoreImageTasks({nextToken: token}, {scenario, now}),
      refusedAs('InvalidNextToken'),
    );
  }
});
