import assert from 'node:assert/strict';
import test from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {renderToString} from 'ink';
import stringWidth from 'string-width';
import {cleanText} from '../../source/ec2/clean-text.js';
import {compileSearch} from '../../source/task/filter.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';
import {TaskTable} from '../../source/ui/task-table.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {modernizeWidths} from '../fuzz/modern-widths.js';
import {columnsFor} from '../helpers/columns-for.js';
import {A_SOURCE, aTask, NOW} from '../helpers/fake-store.js';

const WIDTH = 200;
const LAST = 'the last column';
const FAILED = {storeTaskState: 'Failed', storeTaskFailureReason: LAST};
const display = {glyphs: chooseGlyphs({LANG: 'C.UTF-8'}), isUtc: true, isAbsoluteTime: false};

/** The lines of a table of failed tasks, each with other texts. */
function draw(tasks: readonly Partial<StoreImageTask>[], search = ''): readonly string[] {
  const rows = tasks.map((task, index) => aTask(index, {...FAILED, ...task}));
  const table = (
    <TaskTable
      rows={rows}
      columns={columnsFor(rows, {width: WIDTH})}
      width={WIDTH}
      hasHeading={true}
      selected={-1}
      marks={undefined}
      order="start"
      orderMark="↓"
      search={compileSearch(search, NOW)}
      context={{now: NOW, display, sources: [A_SOURCE]}}
    />
  );
  return renderToString(table, {columns: WIDTH}).split('\n');
}

/** At which cell of a terminal that goes by code points, as most do, the text begins. */
async function cellOf(text: string, line: string): Promise<number> {
  const terminal = new xterm.Terminal({cols: WIDTH, rows: 2, allowProposedApi: true});
  modernizeWidths(terminal);
  await new Promise<void>(resolve => {
    terminal.write(line, resolve);
  });
  const row = terminal.buffer.active.getLine(0);
  for (let x = 0; x < WIDTH; x++) {
    if (row?.translateToString(false, x).startsWith(text)) {
      return x;
    }
  }

  return -1;
}

const piece = fc.oneof(
  fc.constantFrom(
    '漢字',
    '한글',
    'ＡＢ',
    '🚀',
    'e\u{301}',
    '👩‍👩‍👧',
    '👍🏽',
    '✌️',
    '🇩🇪',
    'क्षि',
    'ab-',
  ),
  fc.string({unit: 'grapheme', maxLength: 6}),
);
const remoteText = fc.array(piece, {maxLength: 30}).map(pieces => cleanText(pieces.join('')));

test('every cell of a row keeps its width, whatever the script of its text', async () => {
  await fc.assert(
    fc.asyncProperty(
      remoteText,
      remoteText,
      fc.constantFrom('', '字', 'b'),
      async (bucket, s3ObjectKey, search) => {
        const [heading = '', line = ''] = draw([{bucket, s3ObjectKey}, {}], search);
        const expected = stripVTControlCharacters(heading).indexOf('WHY');
        assert.ok(expected > 0);
        const before = line.slice(0, line.indexOf(LAST));
        assert.equal(stringWidth(before), expected, 'by characters');
        assert.equal(await cellOf(LAST, line), expected, 'by code points');
      },
    ),
    {numRuns: 60},
  );
});

test('wide characters are drawn as they are', () => {
  for (const text of ['漢字テスト', '한국어', 'ＦＵＬＬ', '🚀🔥', 'e\u{301}te\u{301}']) {
    assert.ok(draw([{bucket: text}])[1]?.includes(text), text);
  }
});

test('a wide text is cut at its column, with a mark', () => {
  assert.match(draw([{bucket: '漢字'.repeat(40)}, {}])[1] ?? '', /漢字漢[漢字]*… +\S/u);
});

test('what was found is inverse, a wide text too', () => {
  const line = draw([{bucket: '倉庫-漢字'}], '漢')[1] ?? '';
  assert.ok(line.includes('倉庫-\u{1B}[7m漢\u{1B}[27m字'), line);
});

test('one line a task under the heading, without rules', () => {
  const lines = draw([{}, {}, {}]);
  assert.equal(lines.length, 4);
  assert.doesNotMatch(lines.join(''), /[─│┌├└]/u);
});
