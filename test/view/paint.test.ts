import assert from 'node:assert/strict';
import test from 'node:test';
import {paint} from '../../source/view/text/paint.js';
import {selectedLine, type TextLine} from '../../source/view/text/text-lines.js';

const E = '\u{1B}[';
const LINE: TextLine = [
  {text: 'a', tone: 'strong'},
  {text: 'b', tone: 'failed'},
  {text: 'c', isFound: true},
  {text: 'd', tone: 'dim'},
];

test('without colour bold, dim and inverse stay', () => {
  assert.equal(paint(LINE, 10, false), `${E}1ma${E}22mb${E}7mc${E}27m${E}2md${E}22m`);
  assert.equal(paint(LINE, 10, true), `${E}1ma${E}22m${E}31mb${E}39m${E}7mc${E}27m${E}2md${E}22m`);
});

test('the selected line is one inverse bar of the whole width, with colour and without', () => {
  const bar = `${E}1m${E}7mab${E}27mc${E}7md${' '.repeat(6)}${E}27m${E}22m`;
  for (const hasColor of [true, false]) {
    assert.equal(paint(selectedLine(LINE), 10, hasColor), bar);
  }
});
