import assert from 'node:assert/strict';
import test from 'node:test';
import chalk from 'chalk';
import fc from 'fast-check';
import {linePatch} from '../../source/ui/line-patch.js';
import {createScreen} from '../helpers/screen.js';

chalk.level = 1;

const plain = (text: string) => [{text}];

test('only what differs is written, at its place, and the cursor comes back', () => {
  assert.equal(
    linePatch(
      1,
      [{text: 'updated 4s ago'}],
      [plain('updated 3s ago'), plain('updated 0s ago')],
      80,
    ),
    '\u{1B}7\u{1B}[1;9H4s ago\u{1B}8',
  );
});

test('nothing is written where nothing differs', () => {
  const both = [{text: 'a'}, {text: 'b', tone: 'strong'}] as const;
  assert.equal(linePatch(1, both, [both, both], 80), '');
});

test('another tone is another text', () => {
  assert.equal(
    linePatch(1, [{text: 'ab'}, {text: ' stale', tone: 'warning'}], [plain('ab stale')], 80),
    '\u{1B}7\u{1B}[1;3H\u{1B}[35m\u{1B}[1m stale\u{1B}[22m\u{1B}[39m\u{1B}8',
  );
});

test('what a longer line leaves behind is blanked, but not beyond the screen', () => {
  const patch = (width: number) =>
    linePatch(1, [{text: 'in 9s'}], [plain('in 10s'), plain('in 10s, later')], width);
  assert.equal(patch(80), '\u{1B}7\u{1B}[1;4H9s        \u{1B}8');
  assert.equal(patch(6), '\u{1B}7\u{1B}[1;4H9s \u{1B}8');
});

test('it has the colours of the line', () => {
  assert.equal(
    linePatch(
      2,
      [{text: 'ab'}, {text: 'cd', tone: 'warning'}],
      [[{text: 'ab'}, {text: 'cx', tone: 'warning'}]],
      80,
    ),
    '\u{1B}7\u{1B}[2;4H\u{1B}[35m\u{1B}[1md\u{1B}[22m\u{1B}[39m\u{1B}8',
  );
});

test('whatever of the possible lines is there, it becomes the wanted one', async () => {
  const line = fc
    .array(fc.constantFrom('a', 'b', '·', '桶', ' '), {minLength: 1, maxLength: 8})
    .map(parts => `${parts.join('')}|`);
  await fc.assert(
    fc.asyncProperty(line, line, fc.array(line, {maxLength: 2}), async (there, wanted, others) => {
      const screen = createScreen({columns: 40, rows: 2});
      await screen.write(`${there}\r\n`);
      await screen.write(linePatch(1, [{text: wanted}], [there, ...others].map(plain), 40));
      assert.equal(screen.lines()[0], wanted);
    }),
    {numRuns: 100},
  );
});
