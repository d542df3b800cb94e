import assert from 'node:assert/strict';
import test from 'node:test';
import {detailLines} from '../../source/view/panels/detail-lines.js';
import {singleSummary} from '../../source/view/panels/single-lines.js';
import {writeEta, writeStarted} from '../../source/view/panels/task-cells.js';
import {visibleRows} from '../../source/view/rows/visible-rows.js';
import {NO_FILTERS} from '../../source/view/state/view-state.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, aTask, NOW} from '../helpers/fake-store.js';

const MINUTE = 60_000;
const AHEAD = 40 * 24 * 60 * MINUTE;

/** The second source's service is 40 days ahead of this machine. */
const sources = [A_SOURCE, {...A_SOURCE, clockOffsetMs: AHEAD, startOffsetMs: AHEAD}];
const display = {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false};

/** Started ten minutes ago, by the clock of its service. */
function running(source: number, index: number, percent = 50) {
  const startedAt = NOW + (sources[source]?.clockOffsetMs ?? 0) - 10 * MINUTE;
  return aTask(index, {
    source,
    startedAt,
    storeTaskState: 'InProgress',
    progressPercentage: percent,
  });
}

test('age and time to go are told by the clock of the service that a task is of', () => {
  for (const source of [0, 1]) {
    const tracked = running(source, 1);
    const cell = {now: NOW, display, sources, isSelected: false};
    assert.equal(writeStarted(tracked, cell, 20).text, '10m ago');
    assert.equal(writeEta(tracked, cell, 20).text, '~10m');
    const text = detailLines(tracked, [], {now: NOW, width: 200, display, sources})
      .map(line => line.map(part => part.text).join(''))
      .join('\n');
    assert.match(text, /for 10m, since/);
    assert.match(text, /about 12:10Z/, 'by the clock of this machine');
    const snapshot = aSnapshot({tasks: [tracked], sources, imageIds: ['ami-1']});
    assert.match(
      singleSummary(snapshot, tracked, NOW)
        .map(part => part.text)
        .join(''),
      /~10m/,
    );
  }
});

test('since and the order by ETA compare each task with its own clock', () => {
  const {tasks} = aSnapshot({tasks: [running(0, 1, 20), running(1, 2, 80), running(0, 3, 90)]});
  const query = {...NO_FILTERS, order: 'start', isReversed: false} as const;
  const ids = (more: object) => {
    const rows = visibleRows(tasks, {...query, ...more}, NOW, sources);
    return rows
      .slice(0, rows.total)
      .map(({task}) => Number.parseInt(task.amiId?.slice(4) ?? '', 16));
  };
  assert.deepEqual(ids({order: 'eta'}), [3, 2, 1]);
  assert.deepEqual(ids({search: 'since:11m'}).sort(), [1, 2, 3]);
  assert.deepEqual(ids({search: 'since:9m'}), []);
  assert.deepEqual(ids({since: NOW - 11 * MINUTE, isSinceAgo: true}).sort(), [1, 2, 3]);
  assert.deepEqual(ids({since: NOW - 9 * MINUTE, isSinceAgo: true}), []);
  assert.deepEqual(ids({since: NOW + MINUTE, isSinceAgo: false}), [2], 'a date is a date');
});
