import assert from 'node:assert/strict';
import test from 'node:test';
import type {Pty} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {FAILED, ptyAmiId, ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/*
Of each kind of key one goes through a real terminal, into a program that is started once; what every key does is in test/app/keys.test.ts.
*/

/** Presses keys, and waits for what they are to show. */
type Step = readonly [keys: string, shows: string | RegExp];

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
const started = (start: string) => new RegExp(`^> ami-0{16}3 .* ${start}`, 'm');

/** Three tasks at most are listed. */
const FEW = /^[> ] ami.*\n(?:[> ] ami.*\n){0,2}\n+.*quit$/m;

/** Wherever a test has left it. */
const RESET: readonly Step[] = [
  [KEY.escape, 'All '],
  ['cg', / b all {3}\/ -$[\s\S]*^> ami-0{17} /m],
];

test('on a real terminal', async t => {
  const {pty, endpoint, scenario} = await startLive(t, {
    scenario: fewTasks(),
    args: ['--interval', '300'],
    env: {TZ: 'Asia/Tokyo'},
  });
  const keys = (what: string, steps: readonly Step[]) =>
    t.test(what, async () => {
      await walk(pty, RESET);
      await walk(pty, steps);
    });

  await keys('letters, arrows, keys with a tilde and control characters move', [
    ['j', selected(1)],
    [KEY.down, selected(2)],
    [KEY.pageDown, selected(21)],
    [KEY.ctrlB, selected(2)],
    ['G', /^> ami-0{15}96 .*Failed/m],
    [KEY.home, '1-19 of 101'],
  ]);

  await keys('Enter opens, a lone Escape leads back, digits choose', [
    ['4', FEW],
    [KEY.enter, /^Reason +Client error: access to the bucket was denied$/m],
    [KEY.escape, FEW],
  ]);

  await keys('space chooses in a list', [
    ['b', /^> \[ ] {6}26 {2}ami-archive-02$/m],
    [' ', /^> \[x] {6}26 {2}ami-archive-02$/m],
    [KEY.enter, '1-19 of 26'],
  ]);

  await keys('text is typed, taken back and erased', [
    ['/06', /Search 06_ {2}\d+ found/],
    [KEY.backspace, 'Search 0_'],
    [KEY.ctrlU, 'Search _'],
    ['DENIED', '1 found'],
    [KEY.enter, / \/DENIED$/m],
  ]);

  await keys('keys that arrive in one chunk are handled one by one', [
    [`jjj${KEY.down}${KEY.down}k`, selected(4)],
    ['2j', FEW],
    [`c${KEY.right}${KEY.right}${KEY.left}g`, selected(0)],
  ]);

  await t.test('t shows times absolute, u in UTC or where one is', async () => {
    const at = (hours: number) => {
      // As the service has it: made anew, it may be of the next minute.
      const {startedAt} = scenario.all()[3] ?? {startedAt: 0};
      return new Date(startedAt + hours * 3_600_000).toISOString().slice(5, 13).replace('T', ' ');
    };

    await walk(pty, [
      ...RESET,
      ['jjj', selected(3)],
      ['t', started(`${at(9)}:\\d\\d `)],
      ['u', started(`${at(0)}:\\d\\dZ`)],
      ['ut', started('4h ago')],
    ]);
  });

  await t.test('y puts the ID on the clipboard of the terminal, and says so', async () => {
    await walk(pty, [...RESET, ['y', `copied ${ptyAmiId(0)}`]]);
    const sequence = `\u{1B}]52;c;${Buffer.from(ptyAmiId(0)).toString('base64')}\u{7}`;
    assert.ok(pty.output().includes(sequence));
  });

  await t.test('paused, nothing is asked for; r asks at once', async () => {
    await walk(pty, RESET);
    const before = endpoint.requests.total().requests;
    await walk(pty, [['p', 'paused · read']]);
    assert.equal(endpoint.requests.total().requests, before);
    scenario.change(0, {progressPercentage: 55});
    await walk(pty, [['p', /^> ami-0{17} .* 55%/m]]);
    scenario.change(0, {progressPercentage: 66});
    await walk(pty, [['r', /^> ami-0{17} .* 66%/m]]);
    assert.equal(endpoint.requests.total().requests, before + 2);
  });

  await t.test('^L draws everything again', async () => {
    await walk(pty, [...RESET, ['p', 'paused']]);
    const before = pty.bytes();
    pty.press(KEY.ctrlL);
    await pty.waitFor(
      () => pty.framesSince(before).some(frame => frame.includes(ptyAmiId(18))),
      'the whole screen again',
    );
    assert.match(pty.text(), selected(0));
  });

  await t.test('q leaves', () => quit(pty));
});
