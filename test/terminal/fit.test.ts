import assert from 'node:assert/strict';
import test from 'node:test';
import stringWidth from 'string-width';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** Rows of the table that are there from marker to percentage. */
const ROW =
  /^[ >] (?:ami-[\da-f]{17} +(InProgress|Completed|Failed) +(\[[#=x-]+])? *\d+%|[\da-f]{4} {2}[ICF] +(\d+%|~\S+|<1m))/;

const longTexts = () => {
  const tasks = someDemoTasks(60);
  return ptyScenario(
    tasks.map((task, index) => ({
      ...task,
      bucket: index % 2 ? 'b'.repeat(63) : task.bucket,
      s3ObjectKey: index % 3 ? task.s3ObjectKey : `${'k'.repeat(300)}.bin`,
      ...(index === 4
        ? {storeTaskState: 'Failed', storeTaskFailureReason: 'long words and 漢字 '.repeat(60)}
        : {}),
    })),
  );
};

test('nothing wraps', async t => {
  const {pty} = await startLive(t, {scenario: longTexts()});
  for (const [columns, rows, pageSize] of [
    [80, 24, 19],
    [120, 40, 27],
    [40, 10, 6],
    [200, 60, 55],
  ] as const) {
    await t.test(`at ${columns}x${rows}`, async () => {
      pty.resize({columns, rows});
      await pty.waitFor(
        text => rowsOf(text).length >= pageSize - 1 && text.split('\n').length === rows,
        'a page of rows',
      );
      for (const [key, shows] of [
        ['t', /^> (?:ami-|[\da-f]{4} )/m],
        [KEY.enter, 'Detail'],
        [KEY.escape, /^> (?:ami-|[\da-f]{4} )/m],
        ['?', 'Help'],
        [KEY.escape, /^> (?:ami-|[\da-f]{4} )/m],
        ['b', 'Buckets'],
        [KEY.escape, /^> (?:ami-|[\da-f]{4} )/m],
      ] as const) {
        pty.press(key);
        const text = await pty.waitFor(shows, `the screen after ${JSON.stringify(key)}`);
        const lines = text.split('\n');
        assert.equal(lines.length, rows);
        // A line that had wrapped would have pushed the last one down: one row stays free.
        assert.equal(lines.at(-1), '', text);
        assert.match(lines.at(-2) ?? '', /quit$|back$|apply$/, text);
        assert.ok(
          lines.every(line => stringWidth(line) <= columns),
          text,
        );
        if (shows instanceof RegExp) {
          const marked = rowsOf(text);
          assert.ok(Math.abs(marked.length - pageSize) <= 1, `${marked.length} rows\n${text}`);
        }
      }
    });
  }

  await t.test(
    'in 3 rows it counts, tells why the latest failed, and when what runs is done',
    async () => {
      pty.resize({columns: 80, rows: 3});
      await pty.waitFor(
        /^InProgress 3 .* read [\d:]+\nFailed ami-0{16}4 \d+h ago: long words .*\nami-0{17} 30% ~\d+m /,
        'three lines',
      );
    },
  );

  await quit(pty);
});

/** The lines of tasks. */
function rowsOf(text: string): readonly string[] {
  return text.split('\n').filter(line => ROW.test(line));
}
