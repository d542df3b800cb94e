import assert from 'node:assert/strict';
import test from 'node:test';
import {type Question, readRecorded} from './ask-botocore.js';
import {ourFiles, ourPath, ourWords} from './file-cases.js';

/** @param ours What this program makes of a case. */
function compare<Case>(what: string, question: Question, ours: (item: Case) => unknown): void {
  const {versions, answers} = readRecorded<Case, unknown>(question);
  test(`${answers.length} recorded ${what} as ${versions} has it`, () => {
    assert.ok(answers.length >= 300);
    for (const [item, theirs] of answers) {
      assert.deepEqual(ours(item), theirs, JSON.stringify(item));
    }
  });
}

compare('pairs of files are read', 'files', ourFiles);
compare('texts are split into words', 'words', ourWords);
compare('paths are filled in', 'path', ourPath);
