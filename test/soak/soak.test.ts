import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {simulatedFigures} from './figures.js';
import {slopeOf} from './helpers/slope.js';
import {putBetween, renderParts} from './report.js';
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

test('a slope is that of the straight line, whatever is around it', () => {
  assert.equal(
    slopeOf([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
    2,
  );
  assert.equal(
    slopeOf([
      [0, 5],
      [1, 9],
      [2, 5],
    ]),
    0,
  );
});

test('the table is put between the markers of a readme, and nowhere else', () => {
  const table = renderParts({
    simulated: {
      figures: [{what: 'slope', value: '2', limit: '< 1', isMissed: true}],
      where: 'here',
    },
  });
  assert.match(table, /\| slope \| 2 \| \*\*missed:\*\* < 1 \|/);
  assert.equal(
    putBetween('a <!-- soak -->old<!-- /soak --> b', 'new'),
    'a <!-- soak -->\nnew\n<!-- /soak --> b',
  );
  assert.equal(putBetween('nothing', 'new'), undefined);
});
