import assert from 'node:assert/strict';
import test from 'node:test';
import {shellCommand} from '../../source/view/text/shell-command.js';

test('a value that could be taken for something else makes no command', () => {
  for (const value of [
    '-rf',
    '--endpoint-url=x',
    'file:///etc/passwd',
    'FILEB://x',
    '',
    'a\nb',
    'ü',
  ]) {
    assert.equal(shellCommand('aws s3api head-object', [['key', value]]), undefined, value);
  }
});

test('an option without a value is left out', () => {
  assert.equal(
    shellCommand('aws x', [
      ['bucket', 'b'],
      ['region', undefined],
    ]),
    'aws x --bucket b',
  );
});
