import assert from 'node:assert/strict';
import test from 'node:test';
import type {Key} from 'ink';
import {pastedText, toKeys, typeAt, typedText} from '../../source/view/input/keys.js';
import {countSteps} from '../helpers/count-steps.js';

const key = (flags: Partial<Key> = {}) => flags as Key;

test('a chunk of several characters is as many keys', () => {
  assert.deepEqual(toKeys('jjj', key()), ['j', 'j', 'j']);
  assert.deepEqual(toKeys('/ab\r', key()), ['/', 'a', 'b', 'enter']);
  assert.deepEqual(toKeys('2 \u{C}\u{2}', key()), ['2', 'space', 'ctrl+l', 'ctrl+b']);
});

test('arrows, Enter and Escape have names', () => {
  assert.deepEqual(toKeys('', key({rightArrow: true})), ['right']);
  assert.deepEqual(toKeys('\r', key({return: true})), ['enter']);
  assert.deepEqual(toKeys('', key({escape: true})), ['escape']);
});

test('Escape and a key in one chunk are two keys', () => {
  assert.deepEqual(toKeys('q', key({meta: true})), ['escape', 'q']);
  assert.deepEqual(toKeys('', key({escape: true, meta: true})), ['escape', 'escape']);
});

test('control characters are named by their letter', () => {
  assert.deepEqual(toKeys('c', key({ctrl: true})), ['ctrl+c']);
});

test('only single characters are text', () => {
  assert.equal(typedText('é'), 'é');
  assert.equal(typedText('space'), ' ');
  assert.equal(typedText('pagedown'), undefined);
});

test('pasted text is one line', () => {
  assert.equal(pastedText('ami-1\r\n\u{1B}[31m'), 'ami-1 [31m');
});

test('what is typed is cut at 1,000 characters, never within one', () => {
  assert.deepEqual(typeAt('ab', 'c'), {text: 'abc', isCut: false});
  assert.deepEqual(typeAt('', 'x'.repeat(1000)), {text: 'x'.repeat(1000), isCut: false});
  assert.deepEqual(typeAt('y', 'x'.repeat(1000)), {text: `y${'x'.repeat(999)}`, isCut: true});
  const faces = '\u{1F600}'.repeat(1000);
  assert.deepEqual(typeAt('', faces), {text: faces, isCut: false});
  assert.deepEqual(typeAt(faces, 'x'), {text: faces, isCut: true});
  assert.deepEqual(typeAt('x', faces).text, `x${'\u{1F600}'.repeat(999)}`);
  assert.deepEqual(typeAt('ab', 'cd', 'ef'), {text: 'abcdef', isCut: false});
  assert.deepEqual(typeAt('a', 'x'.repeat(1000), 'b'), {
    text: `a${'x'.repeat(998)}b`,
    isCut: true,
  });
});

test('control characters of any number have the name that is on the key', () => {
  assert.deepEqual(toKeys('\0\u{1}\u{1A}\u{1C}\u{1D}\u{1E}\u{1F}', key()), [
    'ctrl+space',
    'ctrl+a',
    'ctrl+z',
    'ctrl+\\',
    'ctrl+]',
    'ctrl+^',
    'ctrl+_',
  ]);
  assert.deepEqual(toKeys('`', key({ctrl: true})), ['ctrl+space']);
});

test('what is beyond the cut is not looked at', () => {
  const steps = (length: number) => {
    const text = '漢x'.repeat(length);
    return countSteps(() => typeAt('', text));
  };

  assert.equal(steps(50_000), steps(5000));
});
