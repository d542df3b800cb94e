/**
Records what botocore answers, for tests where it isn't there:
node --import=tsx test/ec2/botocore/record.ts
The first line of each file says which versions gave the answers.
*/
import {mkdirSync} from 'node:fs';
import {createDice} from '../../fuzz/dice.js';
import {writeRecorded} from './ask-botocore.js';
import {CHOSEN_FILES, randomFilesCase, randomPathCase, randomWords} from './file-cases.js';
import {CHOSEN_PROXIES, randomProxyCase} from './proxy-cases.js';
import {randomWayCase} from './way-cases.js';

mkdirSync(new URL('recorded', import.meta.url), {recursive: true});
const dice = createDice(20_261_127);
writeRecorded('files', [
  ...CHOSEN_FILES,
  ...Array.from({length: 400}, () => randomFilesCase(dice)),
]);
writeRecorded(
  'words',
  Array.from({length: 300}, () => randomWords(dice)),
);
writeRecorded(
  'path',
  Array.from({length: 300}, () => randomPathCase(dice)),
);
writeRecorded('proxy', [
  ...CHOSEN_PROXIES,
  ...Array.from({length: 400}, () => randomProxyCase(dice)),
]);
writeRecorded(
  'way',
  Array.from({length: 500}, () => randomWayCase(dice)),
);
