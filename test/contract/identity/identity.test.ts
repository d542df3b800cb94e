import assert from 'node:assert/strict';
import test from 'node:test';
import {askAmiwatch} from './ask.js';
import {compareOutcomes} from './compare.js';
import {readOutcomes} from './recorded.js';
import {SITUATIONS} from './situations.js';
import {skipWorld, startWorld} from './world.js';

const records = [1, 2].map(major => ({major, ...readOutcomes(major)}));
const quick = SITUATIONS.filter(({isSlow}) => !isSlow);

test(`in ${quick.length} situations those keys sign that sign with ${records.map(({version}) => version).join(' and ')}`, {
  skip: skipWorld,
}, async t => {
  assert.ok(quick.length > 150);
  const {outcome} = await startWorld(t);
  for (const situation of quick) {
    const ours = await outcome(situation, askAmiwatch);
    for (const {major, outcomes} of records) {
      compareOutcomes(situation, ours, outcomes.get(situation.name), major);
    }
  }
});
