import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {typedLine} from '../../source/view/panels/typed-line.js';
import {textWidth} from '../../source/view/text/fit-text.js';

const drawn = (...args: Parameters<typeof typedLine>) =>
  typedLine(...args)
    .map(({text, isFound}) => (isFound ? `<${text}>` : text))
    .join('');

test('the place where typing goes on is in sight, at the end and within', () => {
  assert.equal(drawn('Search', '', 0, 10, '~'), 'Search _');
  assert.equal(drawn('Search', 'denied', 0, 10, '~'), 'Search denied_');
  assert.equal(drawn('Search', 'denied', 2, 10, '~'), 'Search deni<e>d');
  assert.equal(drawn('Search', 'denied', 6, 10, '~'), 'Search <d>enied');
  assert.equal(drawn('Search', 'abcdefghijkl', 0, 6, '~'), 'Search ~hijkl_');
  assert.equal(drawn('Search', 'abcdefghijkl', 6, 6, '~'), 'Search ~ef<g>h~');
});

test('it never takes more than its room, and the character is always there', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('a', 'é', '漢', '😀', ' '), maxLength: 40}),
      fc.nat(40),
      fc.integer({min: 4, max: 60}),
      (text, from, room) => {
        const characters = Array.from(text);
        const caret = Math.min(from, characters.length);
        const line = typedLine('Find', text, caret, room, '~');
        const width = textWidth(line.map(part => part.text).join(''));
        assert.ok(width <= 'Find '.length + room + 1, `${width} of ${room}`);
        const at = line.find(({isFound}) => isFound)?.text;
        assert.equal(at, caret === 0 ? undefined : characters[characters.length - caret]);
      },
    ),
  );
});
