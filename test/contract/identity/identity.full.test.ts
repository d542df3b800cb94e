import assert from 'node:assert/strict';
import test from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {installedAws} from '../../helpers/aws-command.js';
import {askAmiwatch, askAwsFor} from './ask.js';
import {compareOutcomes} from './compare.js';
import {readOutcomes} from './recorded.js';
import {SITUATIONS} from './situations.js';
import {skipWorld, startWorld} from './world.js';

const installed = installedAws();

/** Where the records of both versions say the same, version 2 is asked every fourth one anew: each takes a second of a core, and the fast tier holds all records. */
function situationsFor(major: number) {
  if (major === 1) {
    return SITUATIONS;
  }
  const [one, two] = [readOutcomes(1).outcomes, readOutcomes(2).outcomes];
  return SITUATIONS.filter(
    ({name}, index) => index % 4 === 0 || !isDeepStrictEqual(one.get(name), two.get(name)),
  );
}

for (const major of [1, 2]) {
  const aws = installed.find(known => known.major === major);
  const skip = aws ? skipWorld : `version ${major} of the aws command is not installed`;
  test(`the keys sign that sign with version ${major}`, {skip, concurrency: 2}, async t => {
    const {command, version} = aws as NonNullable<typeof aws>;
    const record = readOutcomes(major);
    const waiting = [...situationsFor(major)];
    const work = async () => {
      const {outcome} = await startWorld(t);
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const situation = next;
        await t.test(situation.name, async () => {
          const theirs = await outcome(situation, askAwsFor(command));
          compareOutcomes(situation, await outcome(situation, askAmiwatch), theirs, major);
          if (version === record.version) {
            assert.deepEqual(theirs, record.outcomes.get(situation.name), 'as it is recorded');
          }
        });
      }
    };

    // Two at a time: the aws command takes most of a core.
    await Promise.all([work(), work()]);
  });
}
