import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  COLUMNS,
  type ColumnNeeds,
  headingText,
  placeColumns,
} from '../../source/view/panels/columns.js';
import type {CellContext} from '../../source/view/panels/task-cells.js';
import {textWidth} from '../../source/view/text/fit-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aTask, NOW} from '../helpers/fake-store.js';

const place = (needs: Partial<ColumnNeeds>) =>
  placeColumns({width: 80, sources: 'nothing', isAbsoluteTime: false, ...needs});
const titles = (needs: Partial<ColumnNeeds>) =>
  place(needs)
    .map(column => column.title)
    .filter(title => title.trim());

const context: CellContext = {
  now: NOW,
  display: {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false},
  sources: [A_SOURCE],
  isSelected: false,
};

/** The texts of a task's cells by column. */
function cells(task: Parameters<typeof aTask>[1], now = context): Record<string, string> {
  return Object.fromEntries(
    COLUMNS.map(({id, write, max}) => [id, write(aTask(4, task), now, max).text]),
  );
}

test('columns give way by what they say, the AMI ID last', () => {
  assert.deepEqual(titles({width: 200}), [
    'AMI ID',
    'STATE',
    'PROGRESS',
    'STARTED',
    'ETA',
    'BUCKET',
    'KEY',
    'FAILURE REASON',
  ]);
  assert.deepEqual(titles({width: 80}), ['AMI ID', 'STATE', 'PROGRESS', 'STARTED', 'ETA']);
  assert.deepEqual(titles({width: 40}), ['AMI ID', 'STATE', 'PROGRESS']);
  assert.deepEqual(titles({width: 20}), ['AMI ID']);
});

test('region and profile are shown when there are several sources', () => {
  assert.ok(titles({width: 120, sources: 'both'}).includes('REGION'));
  assert.ok(!titles({width: 120}).includes('REGION'));
});

test('at 80 columns several sources cost a part of the bar, and show what differs', () => {
  const shown = ['AMI ID', 'STATE', 'PROGRESS', 'STARTED', 'ETA'];
  assert.deepEqual(titles({sources: 'region'}), [...shown, 'REGION']);
  assert.deepEqual(titles({sources: 'profile'}), [...shown, 'PROFILE']);
  assert.deepEqual(titles({sources: 'both'}), [...shown, 'REGION']);
});

test('a heading shows the direction of the order, in short where there is no room', () => {
  const heading = (id: string, width: number) => {
    const column = place({width}).find(one => one.id === id);
    return column && headingText(column, '↓');
  };

  assert.equal(heading('started', 80), 'STARTED↓');
  assert.equal(heading('progress', 80), 'PROGRESS↓');
  assert.equal(heading('progress', 40), '  %↓');
});

test('--columns decides, but the AMI ID stays', () => {
  assert.deepEqual(titles({width: 200, only: ['bucket', 'region']}), [
    'AMI ID',
    'BUCKET',
    'REGION',
  ]);
  assert.deepEqual(titles({width: 200, only: ['bucket', 'ami']}), ['BUCKET', 'AMI ID']);
});

test('the columns never take more than the width', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.constantFrom('nothing', 'region', 'profile', 'both'),
      fc.boolean(),
      (width, sources, isAbsoluteTime) => {
        const placed = place({width, sources, isAbsoluteTime});
        const taken = placed.reduce((sum, column) => sum + column.gap + column.width, 0);
        assert.ok(taken <= Math.max(width, 1), `${taken} of ${width}`);
      },
    ),
  );
});

test('a running task is written with its bar, percent and time to go', () => {
  const running = cells({
    storeTaskState: 'InProgress',
    progressPercentage: 50,
    startedAt: NOW - 600_000,
  });
  assert.equal(running.state, 'InProgress');
  assert.equal(running.progress, '[##########----------]  50%');
  assert.equal(running.started, '10m ago');
  assert.match(running.eta ?? '', /^~\d+m$/);
});

test('a settled task has no time to go', () => {
  assert.equal(cells({}).eta, '');
  const failed = cells({
    storeTaskState: 'Failed',
    progressPercentage: 31,
    storeTaskFailureReason: 'No access.',
  });
  assert.equal(failed.progress, '[######xxxxxxxxxxxxxx]  31%');
  assert.equal(failed.reason, 'No access.');
});

test('a task at 0 % for long is said to be queued, and gets no invented time', () => {
  const queued = cells({
    storeTaskState: 'InProgress',
    progressPercentage: 0,
    startedAt: NOW - 3_600_000,
  });
  assert.equal(queued.eta, 'queued?');
});

test('missing members leave a gap or a question mark, never a wrong value', () => {
  const empty = cells({
    amiId: undefined,
    bucket: undefined,
    s3ObjectKey: undefined,
    progressPercentage: undefined,
    storeTaskState: undefined,
    startedAt: undefined,
  });
  assert.equal(empty.state, '?');
  assert.equal(empty.bucket, '');
  assert.match(empty.progress ?? '', /^\[\?+] +$/);
});

test('times are absolute on demand', () => {
  const display = {...context.display, isAbsoluteTime: true};
  const text = cells({startedAt: NOW}, {...context, display}).started ?? '';
  assert.equal(text, '01-31 12:00Z');
  assert.equal(
    place({isAbsoluteTime: true}).find(({id}) => id === 'started')?.width,
    textWidth(text),
  );
});
