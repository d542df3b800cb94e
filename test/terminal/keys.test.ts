import assert from 'node:assert/strict';
import test from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {interrupt, quit, startLive} from '../helpers/pty-live.js';
import {FAILED, ptyAmiId, ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** Presses keys, and waits for what they are to show. */
type Step = readonly [keys: string, shows: string | RegExp | ((text: string) => boolean)];

async function walk(pty: Pty, steps: readonly Step[]): Promise<void> {
  for (const [keys, shows] of steps) {
    pty.press(keys);
    await pty.waitFor(shows, `after ${JSON.stringify(keys)}: ${shows}`);
  }
}

/** Everything is on the service's newest page, so that only keys change what is shown. */
const fewTasks = () =>
  ptyScenario([...someDemoTasks(100), ...someDemoTasks(450).slice(FAILED[0], FAILED[0] + 1)]);

const selected = (index: number) => new RegExp(`^> ${ptyAmiId(index)} `, 'm');
const started = (start: string) => new RegExp(`^> ami-0{17} .*  ${start}`, 'm');

test('↑ ↓ j k move by a row, PgUp PgDn ^B ^F ← → by a page, g G Home End to the ends', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    [KEY.down, selected(1)],
    ['j', selected(2)],
    [KEY.up, selected(1)],
    ['k', selected(0)],
    ['k', selected(0)],
    [KEY.right, selected(16)],
    [KEY.pageDown, selected(32)],
    [KEY.ctrlF, selected(48)],
    [KEY.ctrlB, selected(32)],
    [KEY.pageUp, selected(16)],
    [KEY.left, selected(0)],
    ['G', /^> ami-0{15}96 .*Failed/m],
    ['g', selected(0)],
    [KEY.end, 'Page 7/7   rows 97-101 of 101'],
    [KEY.home, 'Page 1/7   rows 1-16 of 101'],
  ]);
  await quit(pty);
});

test('1 2 3 4 choose a state, s the next one, c clears', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    ['2', 'rows 1-3 of 3'],
    ['3', 'rows 1-16 of 97'],
    ['4', 'rows 1-1 of 1'],
    ['4', /^State Failed/m],
    ['1', 'rows 1-16 of 101'],
    ['s', /^State InProgress/m],
    ['s', /^State Completed/m],
    ['s', /^State Failed/m],
    ['s', /^State All/m],
    ['2', /^State InProgress/m],
    ['c', /^State All/m],
  ]);
  assert.match(pty.text(), /rows 1-16 of 101/);
  await quit(pty);
});

test('b lists the buckets with counts: ↑ ↓ move, space chooses, Enter applies, Esc leaves', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    ['b', /^> \[ ] {5}26 {2}ami-archive-02$/m],
    [KEY.down, /^> \[ ] {5}25 {2}ami-archive-00$/m],
    [KEY.down, /^> \[ ] {5}25 {2}ami-archive-01$/m],
    [' ', /^> \[x] {5}25 {2}ami-archive-01$/m],
    [KEY.up, /^> \[ ] {5}25 {2}ami-archive-00$/m],
    [' ', /^> \[x] {5}25 {2}ami-archive-00$/m],
    [KEY.enter, 'rows 1-16 of 50'],
    ['b', 'Buckets'],
    [' ', /^> \[x] .*ami-archive-02$/m],
    [KEY.escape, 'rows 1-16 of 50'],
    ['c', 'rows 1-16 of 101'],
    ['b', 'Buckets'],
    ['q', 'rows 1-16 of 101'],
  ]);
  await quit(pty);
});

test('/ searches while one types; Enter keeps it, Esc leaves it', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    ['/', 'Search _'],
    ['0', 'Search 0_'],
    ['06', /Search 006_[\s\S]*rows 1-5 of 5/],
    [KEY.backspace, 'Search 00_'],
    [KEY.ctrlU, 'Search _'],
    ['DENIED', 'rows 1-1 of 1'],
    [KEY.enter, /Search DENIED(?![_\w])/],
    ['/', 'Search DENIED_'],
    [KEY.escape, /Search -[\s\S]*rows 1-16 of 101/],
    ['/qrc4', /Search qrc4_[\s\S]*no task matches/],
    [KEY.enter, /Search qrc4(?![_\w])/],
    ['c', /Search -[\s\S]*rows 1-16 of 101/],
  ]);
  await quit(pty);
});

test('o and O order and reverse', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks(), size: {columns: 120, rows: 24}});
  await walk(pty, [
    ['O', /Order start, oldest first/],
    ['g', /^> ami-0{15}96 .*Failed/m],
    ['O', /^State All(?![\s\S]*Order start, oldest first)/m],
    ['o', /Order state/],
    ['o', /Order progress/],
    ['o', /Order eta/],
    ['o', /Order bucket/],
    ['g', /^> ami-\S+ .*ami-archive-00/m],
    ['O', /Order bucket, Z to A/],
    ['g', /^> ami-\S+ .*ami-archive-03/m],
  ]);
  await quit(pty);
});

test('p pauses and goes on; paused, nothing is asked for; r asks at once', async t => {
  const {pty, endpoint, scenario} = await startLive(t, {
    scenario: fewTasks(),
    args: ['--interval', '300'],
  });
  const before = endpoint.requests.total().requests;
  pty.press('p');
  await pty.waitFor('paused · updated', 'the pause');
  assert.equal(endpoint.requests.total().requests, before);
  scenario.change(0, {progressPercentage: 55});
  pty.press('p');
  await pty.waitFor(/^> ami-0{17} .* 55%/m, 'what going on has asked for');
  scenario.change(0, {progressPercentage: 66});
  pty.press('r');
  await pty.waitFor(/^> ami-0{17} .* 66%/m, 'what r has asked for');
  assert.equal(endpoint.requests.total().requests, before + 2);
  await quit(pty);
});

test('+ and - change the interval', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    ['+', 'live · 15s · '],
    ['+', 'live · 30s · '],
    ['-', 'live · 15s · '],
    ['--', 'live · 5s · '],
    ['---', 'live · 2s · '],
  ]);
  await quit(pty);
});

test('t shows times relative or absolute, u in UTC or local', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks(), env: {TZ: 'Asia/Tokyo'}});
  const at = (hours: number) => {
    const {startedAt} = someDemoTasks(1)[0] ?? {startedAt: 0};
    return new Date(startedAt + hours * 3_600_000).toISOString().slice(5, 13).replace('T', ' ');
  };

  await walk(pty, [
    ['t', started(`${at(9)}:\\d\\d `)],
    ['u', started(`${at(0)}:\\d\\dZ`)],
    ['u', started(`${at(9)}:\\d\\d `)],
    ['t', started('1\\dm ago')],
  ]);
  await quit(pty);
});

test('Enter shows everything about a task, Esc and q lead back', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    ['4', 'rows 1-1 of 1'],
    [KEY.enter, /^Reason +Client error: access to the bucket was denied$/m],
  ]);
  assert.match(pty.text(), /^Object +s3:\/\/ami-archive-02\/ami-0{15}96\.bin$/m);
  assert.match(pty.text(), /^State +Failed$/m);
  await walk(pty, [
    [KEY.escape, 'rows 1-1 of 1'],
    [KEY.enter, /^Reason/m],
    ['q', 'rows 1-1 of 1'],
  ]);
  await quit(pty);
});

test('y and Y put ID and URI on the clipboard of the terminal, and say so', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  const uri = `s3://ami-archive-00/${ptyAmiId(0)}.bin`;
  await walk(pty, [
    ['y', `copied ${ptyAmiId(0)}`],
    ['Y', `copied ${uri}`],
  ]);
  for (const text of [ptyAmiId(0), uri]) {
    const sequence = `\u{1B}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;
    assert.ok(pty.output().includes(sequence), text);
  }

  await quit(pty);
});

test('e shows what has changed, ? every key', async t => {
  const {pty, scenario} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    ['e', 'nothing has changed since the start'],
    [KEY.escape, 'rows 1-16'],
  ]);
  scenario.change(1, {storeTaskState: 'Failed', storeTaskFailureReason: 'Server error'});
  await walk(pty, [
    ['r', 'Failed 2'],
    ['e', /ami-0{16}1 {2}failed: Server error$/m],
    ['q', 'rows 1-16'],
    ['?', /^Move$/m],
  ]);
  const help = [pty.text()];
  while (!pty.text().includes('changes nothing.')) {
    const before = pty.text().split('\n').slice(3).join('\n');
    pty.press(KEY.pageDown);
    help.push(await pty.waitFor(text => !text.endsWith(before), 'more of the help'));
  }

  for (const key of [
    '↓ j',
    '→ PgDn ^F',
    '← PgUp ^B',
    'g Home',
    'G End',
    'Enter',
    '/',
    'y',
    'Y',
    '^L',
    '^Z',
    '^C',
  ]) {
    assert.ok(
      help.some(text => text.includes(`  ${key} `)),
      `${key} in the help`,
    );
  }

  await walk(pty, [[KEY.escape, 'rows 1-16']]);
  await quit(pty);
});

test('^L draws everything again', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  pty.press('p');
  await pty.waitFor('paused', 'the pause');
  const before = pty.bytes();
  pty.press(KEY.ctrlL);
  await pty.waitFor(
    () =>
      pty
        .framesSince(before)
        .some(frame => frame.includes('ami-archive') || frame.includes(ptyAmiId(15))),
    'the whole screen again',
  );
  assert.match(pty.text(), selected(0));
  await quit(pty);
});

test('^C leaves from everywhere, with 130', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [['/', 'Search _']]);
  await interrupt(pty);
});

test('keys that arrive in one chunk are handled one by one', async t => {
  const {pty} = await startLive(t, {scenario: fewTasks()});
  await walk(pty, [
    [`jjj${KEY.down}${KEY.down}k`, selected(4)],
    [`2j`, /rows 1-3 of 3/],
    [`c/03\r`, /Search 03(?![_\w])/],
    [`c${KEY.right}${KEY.right}${KEY.left}g`, selected(0)],
    [`b${KEY.down} ${KEY.enter}4`, /^State Failed .*Bucket ami-archive-00/m],
  ]);
  await quit(pty, 'cq');
});
