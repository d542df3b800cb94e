import assert from 'node:assert/strict';
import test from 'node:test';
import {readRecorded} from './ask-botocore.js';
import {asOurs, ourWay, type WayAnswer, type WayCase} from './way-cases.js';

const {versions, answers} = readRecorded<WayCase, WayAnswer>('way');

test(`${answers.length} recorded configurations lead to the credentials that ${versions} finds`, async () => {
  assert.ok(answers.length >= 400);
  for (const [item, theirs] of answers) {
    assert.deepEqual(await ourWay(item), asOurs(theirs), JSON.stringify(item));
  }
});
