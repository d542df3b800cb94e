import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';

const cli = fileURLToPath(new URL('../../source/cli.ts', import.meta.url));
const run = promisify(execFile);

/** Writes down the URL of every module that the process loads. */
const recorder = (file: string) => `
import {appendFileSync} from 'node:fs';
import {registerHooks} from 'node:module';
registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(${JSON.stringify(file)}, url + '\\n');
    return nextLoad(url, context);
  },
});
`;

async function modulesLoadedBy(t: TestContext, argv: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  const list = path.join(folder, 'modules');
  const hook = path.join(folder, 'record.mjs');
  await writeFile(hook, recorder(list));
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(3))});
  const {stdout} = await run(
    process.execPath,
    ['--import', hook, '--import', 'tsx', cli, '--endpoint-url', url, ...argv],
    {env: AMIWATCH_ENV},
  );
  assert.notEqual(stdout, '');
  return (await readFile(list, 'utf8')).trim().split('\n');
}

const isOfScreen = (url: string) =>
  /\/node_modules\/(?:ink|react|ink-table|react-reconciler|yoga-layout)\/|\/source\/(?:app|ui)\//.test(
    url,
  );

for (const output of ['json', 'text', 'csv', 'ndjson']) {
  test(`--once --output ${output} loads nothing of the screen`, async t => {
    const modules = await modulesLoadedBy(t, ['--once', '--output', output]);
    assert.ok(modules.some(url => url.endsWith('/source/report/once.ts')));
    assert.deepEqual(modules.filter(isOfScreen), []);
  });
}

test('--wait without a terminal loads nothing of the screen', async t => {
  const modules = await modulesLoadedBy(t, ['--wait']);
  assert.ok(modules.some(url => url.endsWith('/source/report/wait.ts')));
  assert.deepEqual(modules.filter(isOfScreen), []);
});

test('a table is drawn with Ink, which shows that the record is complete', async t => {
  const modules = await modulesLoadedBy(t, ['--once', '--output', 'table']);
  assert.ok(modules.some(url => url.includes('/node_modules/ink-table/')));
  assert.ok(modules.some(isOfScreen));
});

test('csv and JMESPath are loaded only where they are used', async t => {
  const modules = await modulesLoadedBy(t, ['--once']);
  assert.deepEqual(
    modules.filter(url => /csv-stringify|jmespath/.test(url)),
    [],
  );
});
