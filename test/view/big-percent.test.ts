import assert from 'node:assert/strict';
import test from 'node:test';
import {besideDigits, bigText, chooseDigits} from '../../source/view/text/big-percent.js';

test('digits are five rows of ASCII, each another', () => {
  const all = Array.from('0123456789%', character => bigText(character).join('\n'));
  assert.equal(new Set(all).size, 11);
  assert.ok(all.every(text => text.split('\n').length === 5 && /^[# \n]+$/.test(text)));
  assert.deepEqual(bigText('41%'), [
    '#   #    #    #   #',
    '#   #   ##       #',
    '#####    #      #',
    '    #    #     #',
    '    #   ###   #   #',
  ]);
});

const placeAt = (width: number, height: number) => chooseDigits('41%', {width, height});

test('the room decides: twice as large, beside, above, or none', () => {
  assert.equal(placeAt(200, 55).rows.length, 10);
  assert.equal(placeAt(80, 19).place, 'beside');
  assert.equal(placeAt(80, 19).roomBeside, 51);
  assert.equal(placeAt(40, 30).place, 'above');
  assert.equal(placeAt(40, 7).place, 'none');
  assert.equal(placeAt(80, 5).place, 'none');
  assert.equal(chooseDigits('', {width: 200, height: 60}).place, 'none');
});

test('no line gets wider than the screen, and every fact stays', () => {
  for (let width = 1; width < 220; width++) {
    for (const height of [3, 10, 22, 60]) {
      const digits = chooseDigits('100%', {width, height});
      const facts = Array.from({length: 7}, (_, index) => [
        {text: `${index}`.repeat(digits.roomBeside)},
      ]);
      const lines = besideDigits(facts, digits, 'plain').map(line =>
        line.map(({text}) => text).join(''),
      );
      assert.ok(
        lines.every(line => line.length <= width),
        `${width}x${height}`,
      );
      for (let index = 0; index < 7; index++) {
        assert.ok(lines.some(line => line.startsWith(`${index}`)));
      }
    }
  }
});
