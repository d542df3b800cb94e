import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import test from 'node:test';
import fc from 'fast-check';
import {shellQuote} from '../../source/base/shell-quote.js';

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

test('a word that zsh would take for a command is quoted', () => {
  assert.equal(shellQuote('=ls'), "'=ls'");
  assert.equal(shellQuote('a=b'), 'a=b');
});

test('sh hands every text on as it was', () => {
  const words = fc
    .sample(fc.string({unit: 'grapheme', maxLength: 20}), 200)
    .map(word => word.replaceAll('\0', ''));
  const script = `printf '%s\\0' ${words.map(shellQuote).join(' ')}`;
  const output = execFileSync('sh', ['-c', script], {encoding: 'utf8'});
  assert.deepEqual(output.split('\0').slice(0, -1), words);
});
