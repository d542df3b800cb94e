import assert from 'node:assert/strict';
import test from 'node:test';
import {skip, startPane} from './tmux-pane.js';

const HEAD = /^amiwatch .* \d\d:\d\d:\d\dZ?$/;
const PROGRAM = 'amiwatch ';
const LAST_LINE = /(q quit|q back)$/;
const LINES = 39;

test('in tmux no look at the pane finds the screen erased, while bars move and pages turn', {
  skip,
}, async t => {
  const {tmux, look, until, scenario} = await startPane(t);
  const isWhole = (text: string) => {
    const lines = text.trimEnd().split('\n');
    return (
      HEAD.test(lines[0] ?? '') && lines.length === LINES && LAST_LINE.test(lines.at(-1) ?? '')
    );
  };
  for (let count = 0; count < 60; count++) {
    scenario.change(1, {progressPercentage: 40 + count});
    const key = ['Right', 'Left', 'r', 'C-l', '?', 'Escape'][count % 6] ?? 'r';
    await tmux('send-keys', key);
    // tmux reads a long frame in several pieces, and may be asked between two of them: a line begins with its erasure, the first one too.
    const text = await look();
    const lines = text.trimEnd().split('\n');
    const [first = ''] = lines;
    assert.ok(PROGRAM.startsWith(first.slice(0, PROGRAM.length)), text);
    assert.ok(lines.length >= LINES - 1, text);

    await until(isWhole, `a whole frame after ${key}`);
  }

  await tmux('send-keys', 'g');
  await until(text => /^> ami-0{17} /m.test(text), 'the first row');
});
