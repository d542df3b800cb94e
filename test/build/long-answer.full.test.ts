import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {promisify} from 'node:util';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {NODE} from '../helpers/built-file.js';
import {demoTasks, endpointFor} from '../helpers/demo-endpoint.js';
import {builtProgram} from '../helpers/pty-build.js';
import {AMIWATCH_ENV} from '../helpers/run-amiwatch.js';

const run = promisify(execFile);

/** Says, at the end, how much memory was resident at most, in KiB. */
const WITNESS = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)));`;

/** It takes 116; through Ink it took 289, and 150 with a heap that grows as it likes. */
const LIMIT_MIB = 140;

for (const output of ['table', 'csv']) {
  test(`10,000 tasks as ${output}: a line each, in at most ${LIMIT_MIB} MiB`, async t => {
    const folder = await mkdtemp(path.join(tmpdir(), 'amiwatch-'));
    t.after(() => rm(folder, {recursive: true}));
    const witness = path.join(folder, 'witness.mjs');
    await writeFile(witness, WITNESS);
    const {url} = await endpointFor(t, {scenario: fixedScenario(demoTasks(10_000))});
    const {stdout, stderr} = await run(
      NODE,
      ['--import', witness, builtProgram(), '--once', '--output', output, '--endpoint-url', url],
      {env: AMIWATCH_ENV, maxBuffer: 16 * 1024 * 1024},
    );
    assert.equal(stdout.match(/\bami-[\da-f]{17}(?=[ ,])/g)?.length, 10_000);
    const mib = Number(stderr) / 1024;
    assert.ok(mib > 0 && mib <= LIMIT_MIB, `${mib} MiB`);
  });
}
