import assert from 'node:assert/strict';
import test from 'node:test';
import {afterCopy} from '../../source/view/state/after-copy.js';
import {textWidth} from '../../source/view/text/fit-text.js';
import {aSnapshot, someTasks} from '../helpers/fake-store.js';
import {press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const ID = 'ami-0123456789abcdef0';
const COMMAND = `aws ec2 create-restore-image-task --object-key ${ID}.bin --bucket ami-archive-01 --region us-east-1`;

const room = (width: number) => ({width, ellipsis: '…'});

test('the footer says what was copied and where it is, on every width', () => {
  assert.equal(afterCopy(UNTOUCHED, ID, 'tmux', room(80)).notice, `copied ${ID}: in tmux's buffer`);
  assert.equal(
    afterCopy(UNTOUCHED, ID, 'terminal', room(80)).notice,
    `copied ${ID}: sent to the terminal`,
  );
  for (const width of [40, 60, 80]) {
    const {notice = ''} = afterCopy(UNTOUCHED, COMMAND, 'tmux', room(width));
    assert.match(notice, /^copied aws ec2 .*…: in tmux's buffer$/);
    assert.ok(notice.length <= width);
    const plain = afterCopy(UNTOUCHED, COMMAND, 'tmux', {width, ellipsis: '~'});
    assert.equal(plain.notice, notice.replace('…', '~'));
  }
});

test('where there is little room, what was copied comes before where it is', () => {
  const said = (text: string, width: number, where: 'tmux' | 'terminal' = 'tmux') =>
    afterCopy(UNTOUCHED, text, where, room(width)).notice ?? '';
  assert.equal(said(ID, 46), `copied ${ID}: in tmux's buffer`);
  for (const where of ['tmux', 'terminal'] as const) {
    assert.equal(said(ID, 40, where), `copied ${ID}`);
    assert.equal(said(ID, 28, where), `copied ${ID}`);
    assert.equal(said(ID, 20, where), 'copied ami-01…bcdef0');
    assert.equal(said('s3://b/ami-1.bin', 30, where), 'copied s3://b/ami-1.bin');
  }

  for (const text of [ID, COMMAND, 's3://日本/日本日本日本日本.bin']) {
    for (let width = 16; width < 120; width++) {
      const notice = said(text, width);
      assert.ok(textWidth(notice) <= width, `${width}: ${notice}`);
      assert.ok(notice.startsWith(`copied ${text.slice(0, 3)}`), notice);
    }
  }
});

test('what can’t be copied is in sight: in the footer, or whole on a screen of its own', () => {
  assert.equal(afterCopy(UNTOUCHED, ID, 'nowhere', room(80)).notice, `can't be copied here: ${ID}`);
  const snapshot = aSnapshot({tasks: someTasks(3)});
  for (const columns of [40, 80]) {
    const state = afterCopy(UNTOUCHED, COMMAND, 'nowhere', room(columns));
    const setting = {...SETTING, size: {columns, rows: 24}};
    const lines = press([], snapshot, state, setting)
      .screen.lines()
      .map(line => line.map(({text}) => text).join(''));
    assert.ok(lines.every(line => line.length <= columns));
    const typed = lines.slice(lines.indexOf('') + 1).join('\n');
    assert.equal(typed.replaceAll(' \\\n', ' '), COMMAND, 'a shell takes it as it is');
    assert.equal(press(['q'], snapshot, state, setting).state.mode, 'table');
  }
});
