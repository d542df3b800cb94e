import assert from 'node:assert/strict';
import test from 'node:test';
import {type PlotNeeds, progressPlot} from '../../source/view/panels/progress-plot.js';
import {textWidth} from '../../source/view/text/fit-text.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {NOW} from '../helpers/fake-store.js';

const MINUTE = 60_000;
const display = {glyphs: chooseGlyphs({}), isUtc: true, isAbsoluteTime: false};

/** 0 % at noon, 25 % after 2 minutes, 50 % after 4; ready after 8. */
const RUNNING: PlotNeeds = {
  samples: [0, 2, 4].map((minutes, index) => ({at: NOW + minutes * MINUTE, percent: index * 25})),
  startedAt: NOW,
  readyAt: NOW + 8 * MINUTE,
  endedAt: undefined,
  state: 'InProgress',
  width: 60,
  height: 7,
  display,
};

const draw = (needs: Partial<PlotNeeds>) =>
  progressPlot({...RUNNING, ...needs}).map(line =>
    line
      .map(({text}) => text)
      .join('')
      .trimEnd(),
  );

test('what was seen, what is expected, and when', () => {
  assert.deepEqual(draw({}), [
    '100% |                                               .  .  .',
    ' 75% |                                   .  .  .  .',
    ' 50% |                           # .  .',
    ' 25% |             ##############',
    '  0% |#############                      # seen   . expected',
    '     +------------------------------------------------------',
    '      12:00        12:02         12:04        12:06',
  ]);
});

test('the rows have round figures, as many as there is room for', () => {
  for (const [height, step] of [
    [5, 50],
    [6, 50],
    [7, 25],
    [8, 20],
    [12, 20],
    [13, 10],
    [22, 10],
    [23, 5],
    [60, 5],
  ] as const) {
    const scale = draw({height}).flatMap(line => /^ *(\d+)% \|/.exec(line)?.[1] ?? []);
    assert.equal(Number(scale[0]) - Number(scale[1]), step, `${height} lines`);
    assert.equal(scale.at(-1), '0');
  }
});

test('where there is no room, or nothing to see, there is no plot', () => {
  assert.deepEqual(draw({height: 4}), []);
  assert.deepEqual(draw({width: 20}), []);
  assert.deepEqual(draw({samples: []}), []);
  assert.deepEqual(draw({samples: [{at: NOW, percent: 0}], readyAt: undefined}), []);
});

test('after the end nothing is expected, and the last percent stands until then', () => {
  const lines = draw({readyAt: undefined, endedAt: NOW + 5 * MINUTE, state: 'Failed'});
  assert.ok(lines.every(line => !line.includes('.')));
  assert.match(lines[2] ?? '', /^ 50% \| +#{10,}$/);
});

test('of a long time before anyone looked only a part is shown', () => {
  const early = draw({startedAt: NOW - 10 * 60 * MINUTE, width: 106});
  const column = early[4]?.indexOf('#') ?? 0;
  assert.equal(column, 6 + 20);
  assert.match(early.at(-1) ?? '', /^ +11:5\d|^ +12:00/);
});

test('no line is wider than the screen, whatever was seen, in any size', () => {
  let dice = 3;
  const random = (below: number) => {
    dice = (dice * 48_271) % 2_147_483_647;
    return dice % below;
  };
  for (let turn = 0; turn < 500; turn++) {
    let at = NOW;
    const samples = Array.from({length: 1 + random(40)}, () => {
      at += random(90 * MINUTE);
      return {at, percent: random(101)};
    });
    const needs = {
      samples,
      startedAt: random(3) === 0 ? undefined : NOW - random(600) * MINUTE,
      readyAt: random(2) === 0 ? undefined : at + random(6000) * MINUTE,
      width: random(220),
      height: random(30),
    };
    const lines = draw(needs);
    assert.ok(lines.length <= needs.height);
    assert.ok(lines.every(line => textWidth(line) <= needs.width));
  }
});
