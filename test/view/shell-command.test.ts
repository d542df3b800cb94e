import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import test from 'node:test';
import fc from 'fast-check';
import {shellCommand, shellQuote} from '../../source/view/shell-command.js';

test('plain words stay as they are', () => {
  assert.equal(shellQuote('ami-0d91b7584a2265b1f.bin'), 'ami-0d91b7584a2265b1f.bin');
  assert.equal(shellQuote('arn:aws:s3:::a/b_c'), 'arn:aws:s3:::a/b_c');
});

test('whatever else is quoted', () => {
  assert.equal(shellQuote('a b'), "'a b'");
  assert.equal(shellQuote("it's"), "'it'\\''s'");
  assert.equal(shellQuote('$(id)'), "'$(id)'");
  assert.equal(shellQuote(''), "''");
});

test('sh hands every text on as it was', () => {
  const words = fc
    .sample(fc.string({unit: 'grapheme', maxLength: 20}), 200)
    .map(word => word.replaceAll('\0', ''));
  const script = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
  const output = execFileSync('sh', ['-c', script], {encoding: 'utf8'});
  assert.deepEqual(output.split('\0').slice(0, -1), words);
});

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
