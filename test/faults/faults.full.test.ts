import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {appendFileSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {quit} from '../helpers/pty-live.js';
import {FAULTS} from './faults.js';
import {CANARY} from './identities.js';
import {isLive} from './live-screen.js';
import {RUNS, type RunName, type RunSetup} from './runs.js';
import {type FaultResult, tryFault} from './try-fault.js';
import {openWorld, type World} from './world.js';

/** Programs at a time: they mostly wait. */
const CONCURRENCY = 6;

/** Only these, for whoever works on one: `AMIWATCH_FAULT_RUNS=tls,proxy`. */
const chosen = process.env.AMIWATCH_FAULT_RUNS?.split(',');
const runs = (Object.entries(RUNS) as [RunName, RunSetup][]).filter(
  ([name]) => chosen?.includes(name) ?? true,
);

test('faults', {concurrency: CONCURRENCY}, async t => {
  await Promise.all(
    runs.map(([name, setup]) =>
      t.test(name, {skip: whyNot(setup)}, async t => {
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

/** Everything that the program wrote: terminal, titles and all, the lines of --debug, and the log. */
function assertNoSecret({pty, home, read, front}: World): void {
  const log = existsSync(join(home, 'log')) ? read('log') : '';
  const written = {screen: pty.output(), debug: read('debug'), log};
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

/** For the table (see report.ts). */
function note(result: FaultResult): void {
  const file = process.env.AMIWATCH_FAULT_RESULTS;
  if (file) {
    appendFileSync(file, `${JSON.stringify(result)}\n`);
  }
}

/** Why a run can't be here; `undefined` where it can. */
function whyNot({needs}: RunSetup): string | undefined {
  if (needs) {
    const [command, ...args] = needs;
    try {
      execFileSync(command, args, {stdio: 'ignore'});
    } catch {
      return `\`${needs.join(' ')}\` is not possible here`;
    }
  }

  return undefined;
}
