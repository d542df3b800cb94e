import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {liveFilters} from '../../source/cli/arguments/live-filters.js';
import {readOptions} from '../../source/cli/arguments/options.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {watchFilter} from '../../source/cli/arguments/watch-filters.js';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {visibleRows} from '../../source/view/rows/visible-rows.js';
import {amiIdOf, endpointFor, NOW} from '../helpers/demo-endpoint.js';
import {aTask, listOf} from '../helpers/fake-store.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';
import {reading} from '../helpers/simulated-ec2.js';
import {BUCKETS, IDS, idsIn, STATES, TASKS} from './filter-tasks.js';

const someValue = fc.oneof(
  fc.string({unit: fc.constantFrom('a', 'b', 'A', '*', '?', '\\', '.'), maxLength: 5}),
  fc.constantFrom(...BUCKETS),
);
const someFilter = fc.oneof(
  fc.record({
    Name: fc.constant('bucket'),
    Values: fc.array(someValue, {minLength: 1, maxLength: 3}),
  }),
  fc.record({
    Name: fc.constant('task-state'),
    Values: fc.array(fc.constantFrom(...STATES, 'in*', 'In*', 'F?iled', '*ed', 'completed'), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
);

test('the endpoint, the filter beside AMI IDs, --wait, --follow and the screen select the same tasks', async t => {
  const endpoint = await endpointFor(t, {scenario: fixedScenario(TASKS)});
  const tasks = TASKS.map(task => reading(task));
  await fc.assert(
    fc.asyncProperty(fc.array(someFilter, {minLength: 1, maxLength: 2}), async filters => {
      const argv = ['--endpoint-url', endpoint.url, '--filters', JSON.stringify(filters)];
      const byService = await runAmiwatch(['--once', ...argv]);
      const here = await runAmiwatch(['--once', ...argv, '--image-ids', ...IDS]);
      assert.equal(byService.code, 0, byService.stderr);
      const expected = idsIn(byService.stdout);
      assert.deepEqual(new Set(idsIn(here.stdout)), new Set(expected), 'beside AMI IDs');
      for (const mode of ['--follow', '--wait']) {
        const options = readOptions(parseArguments([mode, ...argv]), {
          env: {},
          isTerminal: false,
          now: NOW,
        });
        const watched = tasks.filter(watchFilter(options)).map(({amiId}) => amiId);
        assert.deepEqual(new Set(watched), new Set(expected), mode);
      }
    }),
    {numRuns: 60},
  );
});

test('the screen shows what the service would list for the same values', () => {
  const list = listOf(TASKS.map((task, index) => aTask(index, reading(task))));
  fc.assert(
    fc.property(fc.array(someValue, {minLength: 1, maxLength: 3}), values => {
      const query = {
        ...liveFilters({states: [], buckets: values, filters: []}),
        regions: [],
        profiles: [],
        search: '',
        since: undefined,
        order: 'start',
        isReversed: false,
      } as const;
      const fits = watchFilter({imageIds: [], states: [], buckets: values, filters: []});
      const rows = visibleRows(list, query, NOW);
      assert.equal(rows.total, TASKS.filter(task => fits(reading(task))).length);
    }),
  );
});

test('an unknown filter, or one without a value, is refused wherever it would be applied', async t => {
  const endpoint = await endpointFor(t, {scenario: fixedScenario(TASKS)});
  for (const filter of ['Name=Bucket,Values=a', 'Name=task_state,Values=Failed', 'Name=bucket']) {
    for (const [how, code] of [
      [['--once'], 254],
      [['--once', '--image-ids', amiIdOf(1)], 252],
      [['--wait', amiIdOf(1)], 252],
      [['--wait'], 252],
      [['--follow'], 252],
    ] as const) {
      const result = await runAmiwatch([
        ...how,
        '--endpoint-url',
        endpoint.url,
        '--filters',
        filter,
      ]);
      assert.equal(result.code, code, `${how.join(' ')} ${filter}: ${result.stderr}`);
      assert.equal(result.stdout, '');
    }
  }
});

test('filters of --cli-input-json count as those of --filters do', async t => {
  const endpoint = await endpointFor(t, {scenario: fixedScenario(TASKS)});
  const once = (input: object) =>
    runAmiwatch(['--endpoint-url', endpoint.url, '--cli-input-json', JSON.stringify(input)]);
  const Filters = [{Name: 'bucket', Values: ['a?b']}];
  const found = await once({ImageIds: IDS, Filters});
  assert.deepEqual(new Set(idsIn(found.stdout)), new Set(idsIn((await once({Filters})).stdout)));
  assert.ok(idsIn(found.stdout).length > 0);
  const refused = await once({ImageIds: IDS, Filters: [{Name: 'BUCKET', Values: ['a']}]});
  assert.equal(refused.code, 252);
});

test('a wait without AMI IDs refuses a state that no running task has, however it is said', async () => {
  for (const filter of [
    'Name=task-state,Values=Completed',
    'Name=task-state,Values=F*',
    'Name=task-state,Values=inprogress',
  ]) {
    const result = await runAmiwatch(['--wait', '--filters', filter]);
    assert.equal(result.code, 252, filter);
    assert.match(result.stderr, /about tasks that are InProgress/);
  }
});
