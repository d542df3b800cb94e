import assert from 'node:assert/strict';
import test from 'node:test';
import {summaryLines} from '../../source/view/panels/summary-lines.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import {fitSegments} from '../../source/view/text/fit-segments.js';
import {A_SOURCE, aSnapshot, COMPLETE, NOW, someTasks} from '../helpers/fake-store.js';
import {SETTING, UNTOUCHED} from '../helpers/screen-state.js';

/** 100 tasks: 5 run, 5 failed, and more may be older. */
const SNAPSHOT = aSnapshot({
  tasks: someTasks(100),
  coverage: {...COMPLETE, isComplete: false, whole: [{states: ['InProgress'], buckets: []}]},
});

/** The lines of a pane as they are drawn. */
function pane(
  columns: number,
  rows: number,
  snapshot = SNAPSHOT,
  state = UNTOUCHED,
): readonly string[] {
  const setting = {...SETTING, size: {columns, rows}};
  return summaryLines(screenOf(state, snapshot, setting), NOW).map(line =>
    fitSegments(line, columns, '…')
      .map(({text}) => text)
      .join(''),
  );
}

test('in three rows the counts are whole: words, letters, and then the time goes', () => {
  const [words] = pane(60, 3);
  assert.equal(words, 'InProgress 5  Completed 90+  Failed 5+        read 11:59:57Z');
  assert.equal(pane(40, 3)[0], 'I 5 C 90+ F 5+            read 11:59:57Z');
  assert.equal(pane(26, 3)[0], 'I 5 C 90+ F 5+   11:59:57Z');
  assert.equal(pane(20, 3)[0], 'I 5 C 90+ F 5+');
  assert.equal(pane(12, 3)[0], 'F 5+ I 5 C …', 'what failed stays longest');
});

test('in one row they come before the latest failure and the time', () => {
  assert.match(pane(60, 1)[0] ?? '', /^I 5 C 90\+ F 5\+ {2}0005: Clie.*… read 11:59:57Z$/);
  assert.match(pane(20, 1)[0] ?? '', /^I 5 C 90\+ F 5\+ {2}000…$/);
});

test('what is wrong comes before all of it, and a line that is cut says so', () => {
  const error = {kind: 'network', message: 'gone', code: undefined, since: NOW, count: 1} as const;
  const ill = {...SNAPSHOT, sources: [{...A_SOURCE, error}]};
  for (const rows of [1, 3]) {
    assert.match(pane(80, rows, ill)[0] ?? '', /^NO ANSWER for 0s: network {2}.*F(?:ailed)? 5\+/);
    for (let columns = 4; columns < 90; columns++) {
      const [line = ''] = pane(columns, rows, ill);
      assert.ok(line.length <= columns);
      assert.ok(/F(?:ailed)? 5\+/.test(line) || line.endsWith('…'), `${columns}: ${line}`);
    }
  }
});

test('whatever the width, a count that is cut is marked', () => {
  for (let columns = 2; columns < 70; columns++) {
    const [line = ''] = pane(columns, 3);
    assert.ok(line.length <= columns);
    assert.ok(/F(?:ailed)? 5\+/.test(line) || line.endsWith('…'), `${columns}: ${line}`);
  }
});

test('of one AMI its state and the time are whole, and its ID is what is cut', () => {
  const {amiId = ''} = someTasks(1)[0]?.task ?? {};
  const snapshot = {...aSnapshot({tasks: someTasks(1)}), imageIds: [amiId]};
  const single = {...UNTOUCHED, root: 'single', mode: 'single'} as const;
  const first = (columns: number) => pane(columns, 3, snapshot, single)[0];
  assert.equal(first(60)?.replace(/ {2,}/, '  '), `0% InProgress ${amiId}  read 11:59:57Z`);
  assert.equal(first(40), '0% InProgress ami-000000… read 11:59:57Z');
  assert.equal(first(20), '0% InProgress ami-0…');
  const none = {...aSnapshot({}), imageIds: [amiId]};
  assert.match(pane(40, 3, none, single)[0] ?? '', /^no task yet for.*… read 11:59:57Z$/);
});
