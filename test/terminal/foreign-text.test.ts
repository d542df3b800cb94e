import assert from 'node:assert/strict';
import test from 'node:test';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** What terminals disagree about, and what is cleaned away. */
const REASONS = [
  '漢字テスト',
  '👩‍👩‍👧 family 👍🏽 ✌️',
  'e\u{301}te\u{301} नमस्ते',
  'العربية \u{202E}evil',
  '\u{1B}[2J\u{1B}]0;title\u{7}\u{9B}31m',
];

test('text of any script is shown in the table and in the detail, and ends nothing', async t => {
  const tasks = someDemoTasks(20).map((task, index) => ({
    ...task,
    storeTaskState: 'Failed',
    storeTaskFailureReason: `${REASONS[index % REASONS.length]} `.repeat(1 + index).trim(),
  }));
  const {pty} = await startLive(t, {
    scenario: ptyScenario(tasks),
    size: {columns: 200, rows: 40},
  });
  assert.match(pty.text(), / WHY /);
  for (let row = 0; row < REASONS.length; row++) {
    pty.press(KEY.enter);
    await pty.waitFor(/^Detail/m, 'the detail');
    assert.equal(pty.lines().at(-1), '', 'one row stays free');
    pty.press(`${KEY.escape}`);
    await pty.waitFor(/^> ami-/m, 'the table');
    pty.press('j');
  }

  assert.doesNotMatch(pty.output(), /\u{1B}\[2J|\u{1B}\]0;|\u{202E}|\u{9B}/u);
  await quit(pty);
});
