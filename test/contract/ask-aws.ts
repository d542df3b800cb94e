import assert from 'node:assert/strict';
import test from 'node:test';
import {awsDescribe, installedAws} from '../helpers/aws-command.js';
import {endpointFor} from '../helpers/demo-endpoint.js';
import {ACCOUNTS, type AwsCase, casesFor, ENDPOINTS, nextCases} from './aws-cases.js';
import {answerTo, readRecord} from './aws-record.js';
import {compareWithAws} from './compare-with-aws.js';

/**
Asks the aws command that is here for all the cases, and holds what amiwatch says against it; and the record, where it is of the same version.
@param major Of the aws command.
*/
export function askAws(major: 1 | 2): void {
  const installed = installedAws().find(aws => aws.major === major);
  const skip = installed ? false : `version ${major} of the aws command is not installed`;
  test(`--once is the aws command that is here: version ${major}`, {skip}, async t => {
    const {command, version} = installed as NonNullable<typeof installed>;
    const record = readRecord(major);
    for (const at of ACCOUNTS) {
      const {url} = await endpointFor(t, ENDPOINTS[at]);
      const ask = async (known: AwsCase) => {
        const theirs = await awsDescribe(known.args, {endpoint: url, command});
        await compareWithAws(known, theirs, url, major);
        if (version === record.version) {
          const {code, stdout, stderr} = answerTo(known, record);
          assert.deepEqual(theirs, {code, stdout, stderr}, 'as recorded (npm run record:aws)');
        }

        return theirs;
      };
      await inPairs(casesFor(major, at), known =>
        t.test(`${known.args.join(' ')} of ${at}`, async () => {
          const {stdout} = await ask(known);
          for (const next of known.goesOn ? nextCases(known, stdout) : []) {
            await ask(next);
          }
        }),
      );
    }
  });
}

/** Two at a time: the aws command takes most of a core. */
async function inPairs<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await run(item);
    }
  };
  await Promise.all([worker(), worker()]);
}
