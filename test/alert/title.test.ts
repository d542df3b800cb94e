import assert from 'node:assert/strict';
import test from 'node:test';
import {createTitle} from '../../source/alert/sequences/title.js';
import {titleTexts} from '../../source/alert/sequences/title-text.js';
import {A_SOURCE, aSnapshot, aTask, NOW} from '../helpers/fake-store.js';

const NO_ENDS = {completed: 0, failed: 0, isCut: false};
const running = (index: number, percent: number, bucket?: string) =>
  aTask(index, {
    storeTaskState: 'InProgress',
    progressPercentage: percent,
    ...(bucket ? {bucket} : {}),
  });
const error = {kind: 'network', code: undefined, message: 'x', since: NOW, count: 1} as const;

function titleOf(env: NodeJS.ProcessEnv) {
  const written: string[] = [];
  return {written, title: createTitle(sequence => written.push(sequence), env)};
}

test('tells what runs, how far, and what failed since the start', () => {
  const text = titleTexts(() => true);
  const tasks = [running(0, 41), running(1, 102 - 1), aTask(2, {storeTaskState: 'Failed'})];
  assert.equal(
    text(aSnapshot({tasks}), {completed: 3, failed: 1, isCut: false}),
    '2 running 71% | 1 failed',
  );
  assert.equal(
    text(aSnapshot({tasks: [aTask(3)]}), {completed: 3, failed: 1, isCut: false}),
    '3 completed | 1 failed',
  );
  assert.equal(text(aSnapshot({tasks: [aTask(3)]}), NO_ENDS), 'idle');
});

test('claims no number of ends where some came too fast to be counted', () => {
  const text = titleTexts(() => true);
  const ends = {completed: 3, failed: 0, isCut: true};
  assert.equal(text(aSnapshot({tasks: [aTask(3)]}), ends), '3+ completed | 0+ failed');
});

test('says when it doesn’t know, or not any more', () => {
  const text = titleTexts(() => true);
  const pending = {...A_SOURCE, status: 'pending'} as const;
  assert.equal(text(aSnapshot({sources: [pending]}), NO_ENDS), 'amiwatch');
  assert.equal(text(aSnapshot({sources: [{...pending, error}]}), NO_ENDS), 'amiwatch | no answer');
  const stale = aSnapshot({tasks: [running(0, 41)], sources: [{...A_SOURCE, error}]});
  assert.equal(text(stale, NO_ENDS), '1 running 41% | stale');
});

test('counts only what is watched', () => {
  const text = titleTexts(task => task.bucket === 'mine');
  assert.equal(
    text(aSnapshot({tasks: [running(0, 10, 'mine'), running(1, 90)]}), NO_ENDS),
    '1 running 10%',
  );
});

test('keeps the old title, writes only what changed, and gives the old one back', () => {
  const {written, title} = titleOf({TERM: 'xterm-256color'});
  title.show('2 running 71%');
  title.show('2 running 71%');
  title.show('1 running 80%');
  assert.deepEqual(written, [
    '\u{1B}[22;0t\u{1B}]0;2 running 71%\u{7}',
    '\u{1B}]0;1 running 80%\u{7}',
  ]);
  title.restore();
  title.restore();
  assert.deepEqual(written.slice(2), ['\u{1B}]0;\u{7}\u{1B}[23;0t']);
});

test('touches nothing when nothing was shown', () => {
  const {written, title} = titleOf({TERM: 'xterm-256color'});
  title.restore();
  assert.deepEqual(written, []);
});

test('names the window under screen, and gives it the name of the shell back', () => {
  const {written, title} = titleOf({TERM: 'screen', STY: '1.pts', SHELL: '/bin/zsh'});
  title.show('idle');
  title.restore();
  assert.deepEqual(written, ['\u{1B}kidle\u{1B}\\', '\u{1B}kzsh\u{1B}\\']);
});

test('leaves a terminal alone that has no title', () => {
  for (const TERM of ['linux', 'vt100', 'dumb', undefined]) {
    const {written, title} = titleOf({TERM});
    title.show('idle');
    title.restore();
    assert.deepEqual(written, []);
  }
});
