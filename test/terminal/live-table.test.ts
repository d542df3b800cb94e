import assert from 'node:assert/strict';
import test from 'node:test';
import {quit, startLive} from '../helpers/pty-live.js';

test('the live table shows header, counts, rows with bars, and where one is', async t => {
  const {pty} = await startLive(t);
  const lines = pty.lines();
  assert.match(
    lines[0] ?? '',
    /^amiwatch {2}default · us-east-1 +live · every 10s · read \d\d:\d\d:\d\d$/,
  );
  assert.match(
    lines[1] ?? '',
    /^\[1]All \d+\+? {2}\[2]InProgress 3 {2}\[3]Completed \d+\+? {2}\[4]Failed \d\+? +b all {3}\/ -$/,
  );
  assert.match(lines[2] ?? '', /^ {2}AMI ID +STATE +PROGRESS +WHEN↓ +BUCKET$/);
  assert.match(
    lines[3] ?? '',
    /^> ami-0{17} {2}InProgress \[#+-+] {2}30% +~\d\dm +ami-archive-00$/,
  );
  assert.match(
    lines[6] ?? '',
    /^ {2}ami-0{16}3 {2}Completed {2}\[=+] 100% +4h ago +ami-archive-03$/,
  );
  assert.match(lines[22] ?? '', /^1-19 of (?:newest )?\d+.*\? help {2}q quit$/);
  assert.deepEqual([...pty.modes()].sort(), ['alternateScreen', 'bracketedPaste']);
  await quit(pty);
});

test('bars move by themselves', async t => {
  const {pty, scenario} = await startLive(t, {args: ['--interval', '2']});
  scenario.change(0, {progressPercentage: 77});
  await pty.waitFor(/^> ami-0{17} {2}InProgress \[#+-+] {2}77%/m, 'the bar at 77%');
  scenario.change(0, {progressPercentage: 100, storeTaskState: 'Completed'});
  await pty.waitFor(/^[>*] ami-0{17} {2}Completed {2}\[=+] 100%/m, 'the completed bar');
  await pty.waitFor('InProgress 2', 'one less running');
  await quit(pty);
});

test('the first screen costs two requests: the newest page, and what runs beyond it', async t => {
  const {pty, endpoint} = await startLive(t, {args: ['--interval', '300']});
  await pty.waitFor('of newest 200; → loads older', 'all of the first poll');
  pty.press('p');
  await pty.waitFor('paused', 'the pause');
  assert.deepEqual(
    endpoint.requests.entries().map(({params}) => params['Filter.1.Value.1'] ?? params.NextToken),
    [undefined, 'InProgress'],
  );
  await quit(pty);
});
