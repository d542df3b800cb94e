import assert from 'node:assert/strict';
import test from 'node:test';
import {aTask, fakeStore} from '../helpers/fake-store.js';
import {startScreen} from './fake-terminal.js';

const SIZE = {columns: 120, rows: 30};
const ID = 'ami-00000000000000001';

const copied = (text: string): readonly string[] =>
  [...text.matchAll(/\u{1B}\]52;c;([^\u{7}]*)\u{7}/gu)].map(([, payload = '']) =>
    Buffer.from(payload, 'base64').toString(),
  );

test('C and H copy the commands that detail and preview show; neither is run', async () => {
  const screen = startScreen(fakeStore({tasks: [aTask(1)]}), SIZE);
  await screen.until(text => text.includes('All 1'));
  screen.type('\r');
  await screen.until(text => text.includes('restore [C]'));
  const restore = `aws ec2 create-restore-image-task --object-key ${ID}.bin --bucket ami-archive-01 --region us-east-1`;
  const check = `aws s3api head-object --bucket ami-archive-01 --key ${ID}.bin --region us-east-1`;
  assert.ok(screen.text().replaceAll(/\s+/g, ' ').includes(restore));
  screen.type('C');
  await screen.until(text =>
    /copied aws ec2 create-restore-image-task .*: sent to the terminal/.test(text),
  );
  screen.type('H');
  await screen.until(text => text.includes('copied aws s3api head-object'));
  screen.type('\u{1B}');
  await screen.until(text => text.includes('[1]All 1'));
  screen.type('C');
  await screen.until(text => text.includes('copied aws ec2') && text.includes('[1]All 1'));
  screen.type('\u{3}');
  await screen.ended;
  assert.deepEqual(copied(screen.stdout.text), [restore, check, restore]);
});

test('a terminal without a clipboard shows a long text whole', async () => {
  const screen = startScreen(fakeStore({tasks: [aTask(1)]}), SIZE, {env: {TERM: 'linux'}});
  await screen.until(text => text.includes('All 1'));
  screen.type('\r');
  await screen.until(text => text.includes('restore [C]'));
  screen.type('C');
  await screen.until(text => text.includes('Copy by hand'));
  const shown = screen.text().replaceAll(/ \\\n/g, ' ');
  assert.match(shown, /^aws ec2 create-restore-image-task .* --region us-east-1$/m);
  screen.type('q');
  await screen.until(text => text.includes('restore [C]'));
  screen.type('\u{3}');
  await screen.ended;
});

test('a terminal without a clipboard is told of, and shows the text', async () => {
  const screen = startScreen(fakeStore({tasks: [aTask(1)]}), SIZE, {env: {TERM: 'linux'}});
  await screen.until(text => text.includes('All 1'));
  screen.type('y');
  await screen.until(text => text.includes(`be copied here: ${ID}`));
  screen.type('\u{3}');
  await screen.ended;
  assert.deepEqual(copied(screen.stdout.text), []);
});
