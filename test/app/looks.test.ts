import assert from 'node:assert/strict';
import test from 'node:test';
import {A_SOURCE, aTask, fakeStore, NOW, someTasks} from '../helpers/fake-store.js';
import {startScreen} from './fake-terminal.js';

const SIZE = {columns: 80, rows: 24};

/** Bold, dim, inverse and their end; red, green, magenta, cyan and the terminal's own colour. No white, no black, no background: what is readable depends on the palette alone. */
const ALLOWED = new Set(['1', '2', '22', '7', '27', '31', '32', '35', '36', '39', '0']);

test('only colours that every palette makes readable on its background are used', async () => {
  const samples = [0, 1, 2, 3].map(step => ({
    at: NOW - 400_000 + step * 30_000,
    percent: step * 9,
  }));
  const store = fakeStore({
    tasks: [
      aTask(0, {storeTaskState: 'InProgress', progressPercentage: 27, samples}),
      aTask(1, {storeTaskState: 'Failed', storeTaskFailureReason: 'Access denied'}),
      aTask(2, {storeTaskState: 'Odd'}),
      ...someTasks(60).slice(3),
    ],
    sources: [
      {
        ...A_SOURCE,
        error: {kind: 'network', code: undefined, message: 'No answer.', since: NOW, count: 1},
      },
    ],
  });
  const screen = startScreen(store, SIZE, {color: 'on'});
  await screen.until(text => text.includes('All '));
  for (const [keys, shown] of [
    ['\r', 'Detail'],
    ['\u{1B}j\r', 'Check'],
    ['\u{1B}?', 'Help'],
    ['\u{1B}b', 'Buckets'],
    ['\u{1B}e', 'Event log'],
    ['\u{1B}/', 'Search _'],
  ] as const) {
    screen.type(keys);
    await screen.until(text => text.includes(shown), shown);
  }

  screen.type('\u{3}');
  await screen.ended;
  const codes = [...screen.stdout.text.matchAll(/\u{1B}\[([\d;]*)m/gu)].flatMap(([, all = '']) =>
    all.split(';'),
  );
  assert.ok(codes.length > 50);
  assert.deepEqual(
    [...new Set(codes)].filter(code => code !== '' && !ALLOWED.has(code)),
    [],
  );
  for (const needed of ['31', '35', '36', '1', '2', '7']) {
    assert.ok(codes.includes(needed), `${needed} is used`);
  }
});

test('the mouse stays with the terminal, so that text can be selected', async () => {
  const screen = startScreen(fakeStore({tasks: someTasks(30)}), SIZE);
  await screen.until(text => text.includes('1-19 of'));
  screen.type('?\u{1B}e\u{1B}b\u{1B}\r\u{1B}\u{C}');
  await screen.until(text => text.includes('1-19 of'));
  screen.type('\u{3}');
  await screen.ended;
  assert.doesNotMatch(screen.stdout.text, /\u{1B}\[\?(?:9|100[0-6]|1015|1016)h/u);
});

test('without colour a state is still told from another, by word and by bar', async () => {
  const tasks = [
    aTask(0, {storeTaskState: 'InProgress', progressPercentage: 50}),
    aTask(1, {storeTaskState: 'Failed', progressPercentage: 50}),
    aTask(2),
  ];
  const screen = startScreen(fakeStore({tasks}), SIZE, {
    color: 'auto',
    env: {NO_COLOR: '1', TERM: 'xterm'},
  });
  await screen.until(text => text.includes('All 3'));
  assert.match(screen.text(), /InProgress +\[#+-+]/);
  assert.match(screen.text(), /Failed +\[#+x+]/);
  assert.match(screen.text(), /Completed +\[=+]/);
  const codes = [...screen.stdout.text.matchAll(/\u{1B}\[([\d;]*)m/gu)].map(([, code]) => code);
  const own = new Set(codes.filter(Boolean));
  assert.deepEqual([...own].sort(), ['1', '2', '22', '27', '7'], 'no colour');
  screen.type('\u{3}');
  await screen.ended;
});
