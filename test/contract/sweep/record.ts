import {skipWithoutBoth, startBothAws} from './ask-both.js';
import {beginnings, randomCases} from './sweep-case.js';
import {type RecordedCase, writeSweep} from './sweep-record.js';
import {openPlace} from './sweep-run.js';

/** Other ones than the full tier asks for. */
const SEED = 2026;
const COUNT = 300;

/** Asks both versions for command lines and keeps what they answer (`npm run record:aws`). */
export async function recordSweep(): Promise<void> {
  if (skipWithoutBoth) {
    console.error(skipWithoutBoth);
    return;
  }
  const place = await openPlace();
  const aws = startBothAws(place);
  const cases: RecordedCase[] = [];
  for (const item of [...beginnings(), ...randomCases(SEED, COUNT)]) {
    cases.push({...item, ...(await aws.ask(item))});
  }
  aws.close();
  await place.close();
  writeSweep(aws.versions, cases);
  console.error(`${cases.length} command lines asked of ${aws.versions}`);
}
