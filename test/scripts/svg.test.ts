import assert from 'node:assert/strict';
import test from 'node:test';
import {readRuns} from '../../scripts/pictures/read-runs.js';
import {screenSvg} from '../../scripts/pictures/svg.js';

const SIZE = {columns: 20, rows: 4};

test('a screen becomes runs of text with their colours, without the blanks around them', async () => {
  const [first, second, ...rest] = await readRuns(
    '\u{1B}[1ma\u{1B}[22m  \u{1B}[31mb c\u{1B}[0m\r\n  \u{1B}[2m桶d',
    SIZE,
  );
  const plain = {color: undefined, isBold: false, isDim: false, isInverse: false};
  assert.deepEqual(first, [
    {...plain, text: 'a', column: 0, width: 1, isBold: true},
    {...plain, text: 'b c', column: 3, width: 3, color: 1},
  ]);
  assert.deepEqual(second, [{...plain, text: '桶d', column: 2, width: 3, isDim: true}]);
  assert.equal(rest.length, 0);
});

test('what a service may call a bucket can’t break out of the picture', () => {
  const text = `</text><script>"&'`;
  const svg = screenSvg({
    title: text,
    columns: 20,
    lines: [
      [{text, column: 0, width: 17, color: 1, isBold: false, isDim: false, isInverse: false}],
    ],
  });
  assert.doesNotMatch(svg, /<script/);
  assert.match(svg, />&lt;\/text&gt;&lt;script&gt;&quot;&amp;&apos;<\/text>/);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="196" height="46"/);
});
