/**
Records who signs in each situation with the aws command, in both versions, for tests where it isn't there:
node --import=tsx --test test/contract/identity/record.ts
What is recorded of the same version already stays, unless RECORD_ALL is set.
*/
import {existsSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {installedAws} from '../../helpers/aws-command.js';
import {askAwsFor} from './ask.js';
import {readOutcomes, recordFile} from './recorded.js';
import {SITUATIONS} from './situations.js';
import {startWorld} from './world.js';

for (const {command, version, major} of installedAws()) {
  test(`${version} is recorded`, async t => {
    const {outcome} = await startWorld(t);
    const before = existsSync(recordFile(major)) ? readOutcomes(major) : undefined;
    const isKept = before?.version === version && !process.env.RECORD_ALL;
    const lines: unknown[] = [version];
    for (const situation of SITUATIONS) {
      const known = isKept ? before.outcomes.get(situation.name) : undefined;
      lines.push([situation.name, known ?? (await outcome(situation, askAwsFor(command)))]);
    }

    writeFileSync(recordFile(major), lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  });
}
