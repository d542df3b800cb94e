import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {KEY} from '../helpers/pty-keys.js';
import {interrupt, startLive} from '../helpers/pty-live.js';
import {suspendAndResume} from './suspend-and-resume.js';

const SIZE = {columns: 80, rows: 24};

/** From the list: the keys that lead there, and what is to be seen then. */
const MODES: Readonly<Record<string, readonly [keys: string, shows: RegExp]>> = {
  'the list': ['', /^> ami-/m],
  'a search': ['/ami', /^Search ami_/m],
  'the list of buckets': ['b', /^Buckets /m],
  'the help': ['?', /^Help /m],
  'a search in the help': ['?/page', /^Find page_/m],
  'the detail': [KEY.enter, /^Detail /m],
  'the events': ['e', /^Event log|^\[1]All/m],
  'what is wrong': ['!', /^What is wrong now /m],
  'the overview': ['v', /^Overview /m],
};

for (const [mode, [keys, shows]] of Object.entries(MODES)) {
  test(`in ${mode}: many resizes, stops and SIGWINCHs, and ^C leaves a right terminal`, async t => {
    const {pty} = await startLive(t, {shell: 'jobs', size: SIZE, args: ['--interval', '300']});
    pty.press(keys);
    await pty.waitFor(shows, mode);
    const pid = await pty.pid();
    for (let size = 1; size <= 30; size++) {
      pty.resize({columns: 10 + ((size * 37) % 190), rows: 2 + ((size * 13) % 58)});
      process.kill(pid, 'SIGWINCH');
    }

    pty.resize(SIZE);
    await pty.waitFor(shows, 'as before');
    await suspendAndResume(pty, 1, undefined, shows);
    await suspendAndResume(pty, 2, () => process.kill(pid, 'SIGTSTP'), shows);
    process.kill(pid, 'SIGCONT');
    await pty.waitFor(shows, 'as before');
    assert.ok(pty.modes().has('bracketedPaste'));
    await interrupt(pty);
  });
}
