import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {percentText, progressBar} from '../../source/task/progress-bar.js';

const bar = (storeTaskState: string | undefined, progressPercentage: number | undefined) =>
  progressBar({storeTaskState, progressPercentage}, 12);

test('the glyphs tell the state', () => {
  assert.equal(bar('InProgress', 40), '[####------]');
  assert.equal(bar('Completed', 100), '[==========]');
  assert.equal(bar('Failed', 30), '[###xxxxxxx]');
  assert.equal(bar('Archived', 30), '[###???????]');
});

test('a missing percentage isn’t taken for 0', () => {
  assert.equal(bar('InProgress', undefined), '[??????????]');
  assert.equal(bar('Failed', undefined), '[xxxxxxxxxx]');
  assert.equal(percentText({storeTaskState: 'InProgress', progressPercentage: undefined}), '');
});

test('a completed task is at 100 % whatever the last reading said', () => {
  assert.equal(bar('Completed', 97), '[==========]');
  assert.equal(percentText({storeTaskState: 'Completed', progressPercentage: 97}), '100%');
});

test('a running bar is empty only at 0 and full only at 100', () => {
  assert.equal(bar('InProgress', 1), '[#---------]');
  assert.equal(bar('InProgress', 99), '[#########-]');
  assert.equal(bar('InProgress', 0), '[----------]');
  assert.equal(bar('InProgress', 100), '[##########]');
});

test('a bar has exactly its width and never shrinks as progress grows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('InProgress', 'Failed', 'Completed', 'Other', undefined),
      fc.integer({min: -10, max: 120}),
      fc.integer({min: 3, max: 200}),
      (state, percent, width) => {
        const draw = (value: number) =>
          progressBar({storeTaskState: state, progressPercentage: value}, width);
        const done = (text: string) => text.split('#').length;
        assert.equal(draw(percent).length, width);
        assert.ok(done(draw(percent + 1)) >= done(draw(percent)));
      },
    ),
  );
});

test('where there is no room there is no bar', () => {
  assert.equal(progressBar({storeTaskState: 'InProgress', progressPercentage: 5}, 2), '');
});
