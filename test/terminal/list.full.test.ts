import assert from 'node:assert/strict';
import test from 'node:test';
import {createScreen} from '../helpers/screen.js';
import {skip, startPane} from './tmux-pane.js';

/*
What the list promises, in tmux.
*/

/** Each line of a captured pane, and from which column on which look holds. */
async function cellsOf(looks: string): Promise<readonly string[]> {
  const screen = createScreen({columns: 120, rows: 41});
  await screen.write(looks.replaceAll('\n', '\r\n'));
  return screen.cells();
}

for (const [what, env, hasColor] of [
  ['with colour', {}, true],
  ['under NO_COLOR', {NO_COLOR: '1'}, false],
  ['with FORCE_COLOR=0', {FORCE_COLOR: '0'}, false],
  ['with CLICOLOR=0', {CLICOLOR: '0'}, false],
] as const) {
  test(`the selected row is a bar across the screen ${what}`, {skip}, async t => {
    const {looks} = await startPane(t, {env});
    const cells = await cellsOf(await looks());
    const bar = cells.find(line => line.startsWith('> ami-'));
    assert.match(bar ?? '', /\| 0:bold\+inverse$/, 'one look from the first column to the last');
    const all = cells.join('\n');
    assert.equal(/foreground/.test(all), hasColor);
    assert.match(all, /Completed .*:dim /, 'what is done is dim, with colour or without');
  });
}

test('a failure is a line of news and a mark, with its reason in the row and whole in the preview', {
  skip,
}, async t => {
  const {tmux, until, scenario} = await startPane(t);
  const reason = 'AccessDenied: Access Denied (Service: S3, Status Code: 403)';
  await tmux('send-keys', 'j');
  scenario.change(1, {storeTaskState: 'Failed', storeTaskFailureReason: reason});
  // tmux reads a long frame in several pieces: each may show by itself.
  for (const wanted of [
    /^── since you looked \(\d\d:\d\d\): 1 failed ─+ e shows ──$/m,
    /^! ami-0{16}1 {2}Failed .* AccessDenied: Access D/m,
    /^why {10}AccessDenied: Access Denied \(Service: S3, Status Code: 403\)$/m,
  ]) {
    await until(shown => wanted.test(shown), String(wanted));
  }

  await tmux('send-keys', 'c');
  await until(shown => !shown.includes('since you looked'), 'no news');
});

test('the preview is below, at the right of a wide screen, and Tab takes it away', {
  skip,
}, async t => {
  const {tmux, until} = await startPane(t);
  await until(
    text => /^── ami-0{17} {2}InProgress ─+ 1 of .* Enter opens ──$/m.test(text),
    'below',
  );
  await tmux('send-keys', 'Tab');
  await until(text => !text.includes('Enter opens'), 'none');
  await tmux('send-keys', 'Tab');
  await tmux('resize-window', '-x', '200', '-y', '60');
  await until(
    text => /^ {2}AMI ID .* │ ── ami-0{17} .* Enter opens ──$/m.test(text),
    'at the right',
  );
});

test('6,000 tasks in 3 rows: no count claims more than is loaded, before and after a filter', {
  skip,
}, async t => {
  const {tmux, until} = await startPane(t, {
    size: {columns: 100, rows: 3},
    count: 6000,
    ready: /^InProgress 3 {2}Completed \d+\+ {2}Failed \d+\+/m,
  });
  await tmux('send-keys', '4');
  await until(text => /Failed \d+ {2}filtered/.test(text), 'all that failed');
  await tmux('send-keys', 'c');
  await until(
    text => /^InProgress 3 {2}Completed \d+\+ {2}Failed \d+ +read/m.test(text),
    'each count by itself',
  );
});

test('buckets: typing narrows, the arrow loads what is missing, Enter takes the line of the cursor', {
  skip,
}, async t => {
  const {tmux, until} = await startPane(t);
  await tmux('send-keys', 'b');
  await until(text => text.includes('older buckets may be missing; → loads them'), 'the list');
  await tmux('send-keys', '-l', 'RARE');
  await until(text => text.includes('no name has that'), 'nothing yet');
  await tmux('send-keys', 'Right');
  await until(text => /^> \[ ] {7}2 {2}ami-rare$/m.test(text), 'the old bucket');
  await tmux('send-keys', 'Enter');
  await until(text => /All 2 .* b ami-rare /.test(text), 'its tasks');
});
