import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {DIST} from '../helpers/built-file.js';
import {demoTask, endpointFor} from '../helpers/demo-endpoint.js';
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
              progressPercentage: requests * 30,
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
  const {url, requests} = await endpointFor(t, movingTask());
  const {stdout, stderr} = await run(process.execPath, [example], {
    env: {...AMIWATCH_ENV, AWS_ENDPOINT_URL: url},
  });
  assert.equal(stderr, '');
  assert.equal(requests.entries().length, 3);
  const lines = stdout.trim().split('\n');
  assert.ok(lines.some(line => /^progressed ami-\w+ 60%/.test(line)));
  assert.ok(lines.some(line => /^running ami-\w+ \d+ minutes to go$/.test(line)));
  assert.match(lines.at(-1) ?? '', /^failed ami-\w+ 60% Access denied$/);
});

test('the types of the package fit the example, and refuse what is wrong', async t => {
  const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(folder, {recursive: true}));
  await mkdir(path.join(folder, 'node_modules'));
  // A copy without its node_modules: nothing but Node's types is there for the declarations.
  await mkdir(path.join(folder, 'node_modules/amiwatch'));
  await cp(
    path.join(root, 'package.json'),
    path.join(folder, 'node_modules/amiwatch/package.json'),
  );
  await cp(DIST, path.join(folder, 'node_modules/amiwatch/dist'), {
    recursive: true,
  });
  for (const name of ['@types', 'undici-types']) {
    await symlink(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  await cp(example, path.join(folder, 'example.mts'));
  await writeFile(
    path.join(folder, 'wrong.mts'),
    "import {createTaskStore} from 'amiwatch';\ncreateTaskStore({sources: 1});\n",
  );
  const compile = (file: string) =>
    run(
      process.execPath,
      [
        path.join(root, 'node_modules/typescript/bin/tsc'),
        ...['--ignoreConfig', '--noEmit', '--strict', '--noUncheckedIndexedAccess'],
        ...['--module', 'nodenext', '--target', 'es2022', '--lib', 'ES2023', '--types', 'node'],
        file,
      ],
      {cwd: folder},
    );
  await compile('example.mts');
  await assert.rejects(compile('wrong.mts'), ({stdout}: {stdout: string}) => {
    assert.match(stdout, /^wrong\.mts\(2,18\): error TS2322/);
    assert.equal(stdout.trim().split('\n').length, 1, stdout);
    return true;
  });
});

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
    'createTaskStore',
    'estimate',
    'eventCursor',
    'failureGroup',
    'groupFailures',
    'isRunning',
    'objectUri',
    'openEc2Source',
    'startedPerDay',
    'taskIdentity',
  ]);
});
