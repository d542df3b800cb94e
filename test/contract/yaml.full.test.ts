import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {amiIdOf, demoTask, demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

/** Version 2 of the aws command, as Debian has it; version 1 knows no YAML. */
const AWS = '/usr/bin/aws';
const version = spawnSync(AWS, ['--version'], {encoding: 'utf8'}).stdout ?? '';
const skip = version.startsWith('aws-cli/2.') ? false : 'version 2 of the aws command is not there';

const run = promisify(execFile);

const failed = demoTask(1, {
  storeTaskState: 'Failed',
  storeTaskFailureReason: `Client error: "access denied" #1 - it's 'all' ${'long words, '.repeat(20)} 拒否`,
});

const sets: readonly (readonly string[])[] = [
  [],
  ['--page-size', '2'],
  ['--page-size', '2', '--max-items', '3'],
  ['--no-paginate'],
  ['--image-ids', amiIdOf(1)],
  ['--query', 'StoreImageTaskResults[].[AmiId, StoreTaskFailureReason]'],
  ['--query', '[StoreImageTaskResults, StoreImageTaskResults]'],
  ['--query', 'StoreImageTaskResults[0].Nothing'],
  ['--query', 'NextToken', '--page-size', '2'],
  ['--query', 'length(StoreImageTaskResults)'],
  ['--query', '`{}`'],
  ['--query', '`[]`'],
  ['--cli-input-yaml', `{Filters: [{Name: task-state, Values: [Failed]}]}`],
  ['--cli-input-yaml', `ImageIds:\n- ${amiIdOf(1)} # this`],
  ['--generate-cli-skeleton', 'yaml-input'],
  ['--generate-cli-skeleton', 'output'],
];

for (const output of ['yaml', 'yaml-stream']) {
  test(`--output ${output} is byte for byte that of ${version.split(' ')[0]}`, {skip}, async t => {
    const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-'));
    t.after(() => rmSync(folder, {recursive: true}));
    const config = path.join(folder, 'config');
    writeFileSync(config, '[default]\ncli_timestamp_format = wire\n');
    const {url} = await endpointFor(t, {
      scenario: fixedScenario([failed, ...demoTasks(5).slice(2)]),
    });
    for (const set of sets) {
      const arguments_ = ['--endpoint-url', url, '--output', output, ...set];
      const theirs = await run(AWS, ['ec2', 'describe-store-image-tasks', ...arguments_], {
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          AWS_CONFIG_FILE: config,
          AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
          AWS_SECRET_ACCESS_KEY: 'not-a-secret',
          AWS_DEFAULT_REGION: 'us-east-1',
          AWS_PAGER: '',
          LANG: 'C.UTF-8',
        },
      });
      const ours = await runAmiwatch(['--once', ...arguments_]);
      assert.equal(ours.stdout, theirs.stdout, set.join(' '));
    }
  });
}
