import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {appendFileSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {quit} from '../helpers/pty-live.js';
import {FAULTS} from './faults.js';
import {CANARY} from './identities.js';
import {isLive} from './live-screen.js';
import type {RunSetup} from './runs.js';
import {RUNS, type RunName} from './runs.js';
import {type FaultResult, tryFault} from './try-fault.js';
import {openWorld, type World} from './world.js';

/** Programs at a time: they mostly wait. */
const CONCURRENCY = 6;

const noOpenssl = isThere('openssl') ? false : 'openssl is not to be had';

test('at least 30 kinds of fault, each named once, in runs that exist', () => {
  const names = FAULTS.map(({name}) => name);
  assert.ok(names.length >= 30, `${names.length}`);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(new Set(FAULTS.map(({run}) => run)), new Set(Object.keys(RUNS)));
});

test('faults', {concurrency: CONCURRENCY}, async t => {
  await Promise.all(
    (Object.entries(RUNS) as [RunName, RunSetup][]).map(([name, setup]) =>
      t.test(name, {skip: setup.usesTls && noOpenssl}, async t => {
        const world = await openWorld(t, setup);
        await world.pty.waitFor(isLive, 'tasks');
        for (const fault of FAULTS.filter(({run}) => run === name)) {
          await t.test(fault.name, async () => note(await tryFault(world, fault)));
        }

        await t.test('no secret was written anywhere', () => assertNoSecret(world));
        await t.test('it was the same process all along, and ends as ever', () => quit(world.pty));
      }),
    ),
  );
});

/** Everything that the program wrote: terminal, titles and all, and the lines of --debug. */
function assertNoSecret({pty, read, front}: World): void {
  const written = {screen: pty.output(), debug: read('debug')};
  const signatures = front.heads.flatMap(head => /Signature=(\w{20,})/.exec(head)?.[1] ?? []);
  assert.match(written.debug, /Action=DescribeStoreImageTasks/);
  assert.ok(signatures.length > 0);
  for (const [where, text] of Object.entries(written)) {
    assert.ok(!text.includes(CANARY), `a secret in ${where}: ${around(text)}`);
    assert.deepEqual(
      signatures.filter(signature => text.includes(signature)),
      [],
      `signatures in ${where}`,
    );
  }
}

function around(text: string): string {
  const at = text.indexOf(CANARY);
  return text.slice(Math.max(0, at - 80), at + 40);
}

/** For the readme's table (see report.ts). */
function note(result: FaultResult): void {
  const file = process.env.AMIWATCH_FAULT_RESULTS;
  if (file) {
    appendFileSync(file, `${JSON.stringify(result)}\n`);
  }
}

function isThere(command: string): boolean {
  try {
    execFileSync(command, ['version'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}
