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

/** One more than the 50 that the account gives at once, and one for each two seconds that a busy machine may take for them. */
const COUNT = 53;

for (const [name, redirect] of Object.entries(STDERR)) {
  test(`more requests than the account has at once come at its pace, where stderr ${name}`, async t => {
    const {url, requests} = await endpointFor(t, {scenario: fixedScenario(demoTasks(COUNT))});
    const {stdout, stderr} = await run(
      'bash',
      [
        '-c',
        `"$@" ${redirect}`,
        'bash',
        process.execPath,
        builtProgram(),
        ...['--once', '--endpoint-url', url, '--page-size', '1', '--max-items', `${COUNT}`],
      ],
      {env: AMIWATCH_ENV},
    );
    assert.equal(JSON.parse(stdout).StoreImageTaskResults.length, COUNT);
    assert.match(
      stderr,
      redirect === '' ? /^amiwatch: EC2 gives an account 50 .*, for about \d+s\.\n$/ : /^$/,
    );
    assert.equal(requests.total().requests, COUNT);
  });
}
