import assert from 'node:assert/strict';
import test from 'node:test';
import {paint} from '../../source/view/text/paint.js';
import {selectedLine, type TextLine} from '../../source/view/text/text-lines.js';
import type {Tone} from '../../source/view/text/theme.js';

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

test('between two pieces only what differs is told', () => {
  const pieces = (...tones: readonly Tone[]) =>
    paint(
      tones.map((tone, index) => ({text: 'abcd'.charAt(index), tone})),
      10,
      true,
    );
  assert.equal(pieces('dim', 'dim'), `${E}2mab${E}22m`);
  assert.equal(pieces('running', 'failed'), `${E}36ma${E}31mb${E}39m`);
  assert.equal(pieces('running', 'runningBar', 'strong'), `${E}36ma${E}1mb${E}39mc${E}22m`);
  assert.equal(pieces('strong', 'dim'), `${E}1ma${E}22m${E}2mb${E}22m`, 'bold ends by itself');
  assert.equal(pieces('runningBar', 'plain'), `${E}1m${E}36ma${E}39m${E}22mb`);
  assert.equal(
    paint(
      [
        {text: 'a', tone: 'failed'},
        {text: '', tone: 'dim'},
        {text: 'b', tone: 'failed'},
      ],
      10,
      true,
    ),
    `${E}31mab${E}39m`,
    'nothing is told of an empty piece',
  );
});

test('of blanks nothing is told but what shows', () => {
  const pieces = (...some: readonly (readonly [text: string, tone: Tone])[]) =>
    paint(
      some.map(([text, tone]) => ({text, tone})),
      20,
      true,
    );
  assert.equal(pieces([' ', 'strong'], ['a', 'plain']), ' a');
  assert.equal(pieces(['a', 'dim'], ['  ', 'plain'], ['b', 'dim']), `${E}2ma  b${E}22m`);
  assert.equal(
    pieces(['a', 'dim'], [' ', 'strong'], ['b', 'failed']),
    `${E}2ma ${E}22m${E}31mb${E}39m`,
  );
  assert.equal(pieces(['a', 'dim'], ['  ', 'dim']), `${E}2ma${E}22m  `, 'the end can be cut away');
  assert.equal(
    pieces(['a', 'active'], [' ', 'plain'], ['b', 'active']),
    `${E}7ma${E}27m ${E}7mb${E}27m`,
  );
  assert.equal(pieces([' ', 'active']), `${E}7m ${E}27m`);
  assert.equal(paint([{text: ' ', isFound: true}], 20, true), `${E}7m ${E}27m`);
});
