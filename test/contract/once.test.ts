import test from 'node:test';
import {endpointFor} from '../helpers/demo-endpoint.js';
import {ACCOUNTS, casesFor, ENDPOINTS, nextCases} from './aws-cases.js';
import {answerTo, readRecord} from './aws-record.js';
import {compareWithAws} from './compare-with-aws.js';

/*
The aws command itself is asked in the full tier; here its recorded answers speak for it.
*/

for (const major of [1, 2]) {
  const record = readRecord(major);
  test(`--once is the aws command: ${record.version}`, async t => {
    for (const at of ACCOUNTS) {
      const {url} = await endpointFor(t, ENDPOINTS[at]);
      for (const known of casesFor(major, at)) {
        await t.test(`${known.args.join(' ')} of ${at}`, async () => {
          const theirs = answerTo(known, record);
          await compareWithAws(known, theirs, url, major);
          // Their token, as recorded, in ours.
          for (const next of known.goesOn ? nextCases(known, theirs.stdout) : []) {
            await compareWithAws(next, answerTo(next, record), url, major);
          }
        });
      }
    }
  });
}
