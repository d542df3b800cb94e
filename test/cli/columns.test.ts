import assert from 'node:assert/strict';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTask, endpointFor} from '../helpers/demo-endpoint.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

const refused: readonly (readonly [arguments_: readonly string[], message: RegExp])[] = [
  [['--once', '--output', 'csv', '--columns', 'ami,eta'], /column eta .*live screen only/],
  [['--once', '--output', 'table', '--columns', 'eta'], /column eta .*live screen only/],
  [['--once', '--output', 'csv', '--columns', 'ami', '--query', '[]'], /--columns and --query/],
  [['--once', '--output', 'json', '--columns', 'ami'], /--output table or csv/],
  [['--once', '--columns', 'ami'], /--output table or csv/],
  [['--once', '--output', 'csv', '--columns', 'toString'], /--columns/],
  [['--once', '--output', 'csv', '--columns', ''], /--columns/],
  [['--generate-cli-skeleton', 'output', '--output', 'csv', '--columns', 'eta'], /column eta/],
  [['--generate-cli-skeleton', '--columns', 'ami'], /--output table or csv/],
  [['--follow', '--columns', 'ami'], /--follow prints lines/],
  [['--wait', '--output', 'text', '--columns', 'ami'], /--wait prints lines/],
  [['--wait', '--columns', 'ami'], /--columns goes with a table, and --wait prints lines/],
  [['--wait', '--sort', 'eta'], /--sort goes with a table, and --wait prints lines/],
  [['--follow', '--sort', 'eta'], /--follow prints lines/],
];

for (const [arguments_, message] of refused) {
  test(`${arguments_.join(' ')} is refused, because its columns can't be shown`, async () => {
    const {code, stdout, stderr} = await runAmiwatch(arguments_, {env: {}});
    assert.deepEqual([code, stdout], [252, '']);
    assert.match(stderr, message);
  });
}

test('columns that were asked for are there: where a task is from too, with one source, and each once', async t => {
  const {url} = await endpointFor(t, {scenario: fixedScenario([demoTask(1)])});
  const csv = await runAmiwatch([
    ...['--once', '--endpoint-url', url, '--output', 'csv'],
    ...['--columns', 'region,state,region,profile'],
  ]);
  assert.equal(
    csv.stdout,
    'Region,StoreTaskState,Profile\r\nus-east-1,Completed,default\r\n',
    csv.stderr,
  );
});
