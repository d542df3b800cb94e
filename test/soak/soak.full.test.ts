import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {simulatedFigures} from './figures.js';
import {runSimulated} from './simulated.js';

/** Five minutes apart, they go through more than the 31 days after which tasks leave. */
const POLLS = Number(process.env.SOAK_POLLS ?? 10_000);

test(`${POLLS} polls on a simulated clock: no growth, no listener or handle left`, async () => {
  const run = await runSimulated({polls: POLLS, intervalMs: 300_000, pollsAFrame: 100});
  assert.ok(run.polls >= POLLS);
  assert.ok(run.frames > POLLS / 200, 'the screen was drawn');
  assert.ok((run.samples.at(-1)?.day ?? 0) > 31, 'tasks have left');
  assert.deepEqual(
    simulatedFigures(run).filter(({isMissed}) => isMissed),
    [],
  );
});
