import assert from 'node:assert/strict';
import test from 'node:test';
import {mayUse, parseProcStat} from '../../source/terminal/foreground.js';

const PTS_3 = 0x88_03;
const PTS_5 = 0x88_05;

test('the state of a job is read behind a name that may hold anything', () => {
  for (const name of ['node', 'a) R 1 2 3 4', 'with blanks (and brackets)']) {
    assert.deepEqual(
      parseProcStat(`71 (${name}) S 70 71 60 ${PTS_3} 60 4194304 1 2`),
      {group: 71, foreground: 60, device: PTS_3},
      name,
    );
  }

  assert.equal(parseProcStat(''), undefined);
});

test('a process without a terminal that controls it has nobody to ask', () => {
  const state = parseProcStat('71 (node) S 70 71 71 0 -1 4194304');
  assert.equal(state && mayUse(state, [PTS_3]), true);
});

for (const [what, state, devices, expected] of [
  ['in the foreground', {group: 7, foreground: 7, device: PTS_3}, [PTS_3, PTS_3], true],
  ['in the background', {group: 7, foreground: 6, device: PTS_3}, [PTS_3, PTS_3], false],
  [
    'in the background, opened as /dev/tty',
    {group: 7, foreground: 6, device: PTS_3},
    [0x5_00],
    false,
  ],
  [
    'in the background, only stderr is one',
    {group: 7, foreground: 6, device: PTS_3},
    [undefined, undefined, PTS_3],
    false,
  ],
  [
    'in the background, on another terminal',
    {group: 7, foreground: 6, device: PTS_3},
    [PTS_5],
    true,
  ],
  [
    'in the background of a group outside its namespace',
    {group: 7, foreground: 0, device: PTS_3},
    [PTS_3],
    false,
  ],
  ['in the group outside its namespace', {group: 0, foreground: 0, device: PTS_3}, [PTS_3], true],
  ['where nobody is in the foreground', {group: 7, foreground: -1, device: PTS_3}, [PTS_3], true],
  ['in the background, as ps tells', {group: 7, foreground: 6, device: undefined}, [PTS_3], false],
] as const) {
  test(`${what}: ${expected ? 'it may use the terminal' : 'it keeps away'}`, () => {
    assert.equal(mayUse(state, devices), expected);
  });
}
