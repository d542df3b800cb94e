import {spawnSync} from 'node:child_process';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {awsDescribe, installedAws} from '../helpers/aws-command.js';
import {NOW} from '../helpers/demo-endpoint.js';
import {ACCOUNTS, type AwsCase, casesFor, ENDPOINTS, nextCases} from './aws-cases.js';
import {type AwsRecord, recordFile, writeRecord} from './aws-record.js';
import {recordSweep} from './sweep/record.js';

/*
Asks each installed aws command for all the cases and keeps what it answers (`npm run record:aws`).
*/

for (const {command, version, major} of installedAws()) {
  const answers: AwsRecord['answers'][number][] = [];
  for (const at of ACCOUNTS) {
    const endpoint = await startEc2Endpoint({now: () => NOW, ...ENDPOINTS[at]});
    const waiting: AwsCase[] = [...casesFor(major, at)];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const {args, goesOn} = next;
      const answer = await awsDescribe(args, {endpoint: endpoint.url, command});
      answers.push({at: next.at, args, ...answer});
      if (goesOn) {
        waiting.push(...nextCases(next, answer.stdout));
      }
    }

    await endpoint.close();
  }

  writeRecord(major, {version, answers});
  spawnSync('biome', ['format', '--write', recordFile(major)], {stdio: 'inherit'});
  console.error(`${recordFile(major)}: ${answers.length} answers of ${version}`);
}

await recordSweep();
