import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {DIST} from '../helpers/built-file.js';
import {demoTask, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = path.join(root, 'test/library/example.mjs');
const run = promisify(execFile);

/** A task that is further with each request, and fails with the third. */
function movingTask() {
  let requests = 0;
  const startedAt = Date.now() - 10 * 60_000;
  return {
    now: Date.now,
    intercept: () => {
      requests++;
      return undefined;
    },
    scenario: {
      tasks: () => [
        requests < 3
          ? demoTask(10, {
              startedAt,
              storeTaskState: 'InProgress',
              progressPercentage: requests * 10,
            })
          : demoTask(10, {
              startedAt,
              storeTaskState: 'Failed',
              progressPercentage: 60,
              storeTaskFailureReason: 'Access denied',
            }),
      ],
    },
  };
}

test('the example runs against what is published, and ends by itself', async t => {
  const {url} = await endpointFor(t, movingTask());
  const {stdout, stderr} = await run(process.execPath, [example], {
    env: {...AMIWATCH_ENV, AWS_ENDPOINT_URL: url},
  });
  assert.equal(stderr, '');
  const lines = stdout.trim().split('\n');
  assert.match(lines[0] ?? '', /^ami-\w+ InProgress \d+%$/);
  assert.match(lines.slice(-2).join('\n'), /^1 waited for: failed\nami-\w+ Failed Access denied$/);
});

test('the example of the readme gives every task of an account', async t => {
  const readme = await readFile(path.join(root, 'readme.md'), 'utf8');
  const [, code = ''] = /```js\n(import \{.*?)```/s.exec(readme) ?? [];
  const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(450))});
  const {stdout} = await run(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    env: {...AMIWATCH_ENV, AWS_ENDPOINT_URL: url},
  });
  assert.equal(
    stdout
      .trim()
      .split('\n')
      .filter(line => line.startsWith('ami-')).length,
    450,
  );
});

const STRICT = [
  '--ignoreConfig',
  '--noEmit',
  '--strict',
  '--noUncheckedIndexedAccess',
  '--exactOptionalPropertyTypes',
  '--skipLibCheck',
  'false',
  '--module',
  'nodenext',
];

test('the types are complete for a strict consumer, and refuse what is wrong', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  // From the package as it is packed, so that nothing but Node's own types is there beside it.
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const {stdout: packed} = await run('npm', pack, {cwd: root});
  const [{filename}] = JSON.parse(packed) as [{filename: string}];
  await run('tar', ['-xzf', filename], {cwd: folder});
  await mkdir(path.join(folder, 'node_modules'));
  await rename(path.join(folder, 'package'), path.join(folder, 'node_modules/amiwatch'));
  for (const name of ['@types', 'undici-types']) {
    await symlink(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  await cp(example, path.join(folder, 'example.mts'));
  await writeFile(path.join(folder, 'right.mts'), RIGHT);
  await writeFile(
    path.join(folder, 'wrong.mts'),
    "import {createTaskStore} from 'amiwatch';\ncreateTaskStore({sources: 1});\n",
  );
  const compile = (file: string, ...flags: readonly string[]) =>
    run(
      process.execPath,
      [path.join(root, 'node_modules/typescript/bin/tsc'), ...STRICT, ...flags, file],
      {cwd: folder},
    );
  const withNode = ['--target', 'es2022', '--lib', 'ES2023', '--types', 'node'];
  await compile('example.mts', ...withNode);
  await compile('right.mts', ...withNode);
  // Without Node's types, as in a project that also runs elsewhere.
  await compile('right.mts', '--target', 'es2022', '--lib', 'ES2023,DOM', '--types', '');
  await assert.rejects(compile('wrong.mts', ...withNode), ({stdout}: {stdout: string}) => {
    assert.match(stdout, /^wrong\.mts\(2,18\): error TS2322/);
    assert.equal(stdout.trim().split('\n').length, 1, stdout);
    return true;
  });
});

/** Uses all of it, with the types that come out. */
const RIGHT = `import {
  changesOf, createTaskStore, Ec2Error, estimate, eventCursor, listStoreImageTasks, openEc2Source,
  type StoreImageTaskChange, type StoreImageTaskResult, waitForStoreImageTasks, watchStoreImageTasks,
} from 'amiwatch';

const source = await openEc2Source({region: 'us-east-1', credentials: async () => ({accessKeyId: 'a', secretAccessKey: 'b'})});
const store = createTaskStore({sources: [source], onListenerError: (error: unknown) => error});
const one: StoreImageTaskResult | undefined = (await listStoreImageTasks({sources: source}).next()).value ?? undefined;
const started: Date | undefined = one?.TaskStartTime;
for await (const change of changesOf(store, {after: 0})) {
  const seen: StoreImageTaskChange = change;
  if (change.Event === 'gap') {
    const reason: string = change.Reason;
    void reason;
  } else if (change.Event === 'lost') {
    const count: number | undefined = change.Count;
    void count;
  } else {
    const id: string | undefined = change.Task.AmiId;
    void id;
  }
  void seen;
}
for await (const {Number: number} of watchStoreImageTasks({signal: new AbortController().signal}, {ImageIds: []})) {
  const cursor: number = number;
  void cursor;
}
const {end, missing}: {end: 'completed' | 'failed' | 'missing' | 'timed-out'; missing: readonly string[]} =
  await waitForStoreImageTasks({sources: [source], failFast: true, since: new Date()}, {ImageIds: ['ami-12345678']});
const take = eventCursor(store.getSnapshot());
const remaining: number | undefined = estimate({startedAt: 0, progressPercentage: 1, storeTaskState: 'InProgress'}, [], 0).remainingMs;
void [end, missing, take, remaining, started, Ec2Error];
store[Symbol.dispose]();
source[Symbol.dispose]();
`;

test('the library has no part of the screen', async () => {
  const code = await readFile(`${DIST}index.mjs`, 'utf8');
  assert.doesNotMatch(code, /react\.transitional\.element|react-reconciler|yoga|alternateScreen/);
  assert.match(code, /DescribeStoreImageTasks/);
});

test('it exports what its users need, and nothing by accident', async () => {
  const library = await import(`${DIST}index.mjs`);
  assert.deepEqual(Object.keys(library).sort(), [
    'Ec2Error',
    'TASK_STATES',
    'calendarDays',
    'changesOf',
    'createTaskStore',
    'estimate',
    'eventCursor',
    'failureGroup',
    'groupFailures',
    'isRunning',
    'listStoreImageTasks',
    'objectUri',
    'openEc2Source',
    'startedPerDay',
    'taskIdentity',
    'toStoreImageTaskResult',
    'waitForStoreImageTasks',
    'watchStoreImageTasks',
  ]);
});
