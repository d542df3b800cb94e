import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import process from 'node:process';
import test from 'node:test';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {builtProgram} from '../helpers/pty-build.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';

const run = promisify(execFile);

/** Where stderr may lead, as a shell writes it. */
const STDERR = {
  'is read': '',
  'is closed': '2>&-',
  'is full': '2>/dev/full',
  'has lost its reader': '2> >(exec 0<&-)',
} as const;

for (const [name, redirect] of Object.entries(STDERR)) {
  test(`one request more than the account has at once comes at its pace, where stderr ${name}`, async t => {
    const {url, requests} = await endpointFor(t, {scenario: fixedScenario(demoTasks(51))});
    const {stdout, stderr} = await run(
      'bash',
      [
        '-c',
        `"$@" ${redirect}`,
        'bash',
        process.execPath,
        builtProgram(),
        ...['--once', '--endpoint-url', url, '--page-size', '1', '--max-items', '51'],
      ],
      {env: AMIWATCH_ENV},
    );
    assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, 51);
    assert.match(
      stderr,
      redirect === '' ? /^amiwatch: EC2 gives an account 50 .*, for about 4s\.\n$/ : /^$/,
    );
    assert.equal(requests.total().requests, 51);
  });
}
