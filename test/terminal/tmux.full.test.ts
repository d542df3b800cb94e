import assert from 'node:assert/strict';
import test from 'node:test';
import {skip, startPane} from './tmux-pane.js';

test('in tmux each look at the pane shows a whole frame, while bars move and pages turn', {
  skip,
}, async t => {
  const {tmux, look, until, scenario} = await startPane(t);
  for (let count = 0; count < 60; count++) {
    scenario.change(1, {progressPercentage: 40 + count});
    await tmux('send-keys', ['Right', 'Left', 'r', 'C-l', '?', 'Escape'][count % 6] ?? 'r');
    const text = await look();
    const lines = text.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^amiwatch .* \d\d:\d\d:\d\dZ?$/, text);
    assert.equal(lines.length, 39, text);
    assert.match(lines[38] ?? '', /(q quit|q back)$/, text);
  }

  await tmux('send-keys', 'g');
  await until(text => /^> ami-0{17} /m.test(text), 'the first row');
});
