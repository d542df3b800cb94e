import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {assertGone, quit, startLive} from '../helpers/pty-live.js';

const POP_TITLE = '\u{1B}[23;0t';

/** All that end a process and leave it able to clean up. */
const FATAL = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
  'SIGABRT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGUSR2',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGIO',
  'SIGPWR',
  'SIGSYS',
  'SIGTRAP',
] as const;

for (const signal of FATAL) {
  test(`${signal} gives screen and title back`, async t => {
    const {pty} = await startLive(t, {args: ['--title']});
    await pty.waitFor(() => pty.output().includes('running'), 'the title');
    process.kill(await pty.pid(), signal);
    await assertGone(pty, 128 + constants.signals[signal]);
    assert.ok(pty.output().includes(POP_TITLE), 'the old title is taken from the stack');
  });
}

for (const [what, args, end] of [
  ['live', ['--title', '--bell', '--notify'], 'q'],
  ['live, with --debug', ['--debug'], 'q'],
  ['live, ended by a signal', ['--title'], 'SIGTERM'],
  ['--wait', ['--wait', '--debug'], 'q'],
] as const) {
  test(`nothing but words gets into stderr's file: ${what}`, async t => {
    const folder = mkdtempSync(join(tmpdir(), 'amiwatch-stderr-'));
    t.after(() => rmSync(folder, {recursive: true, force: true}));
    const file = join(folder, 'stderr');
    const {pty} = await startLive(t, {args, redirect: `2>'${file}'`});
    if (end === 'q') {
      await quit(pty, 'q', args[0] === '--wait' ? 130 : 0);
    } else {
      process.kill(await pty.pid(), end);
      await assertGone(pty, 143);
    }

    assert.match(readFileSync(file, 'utf8'), /^[\n\P{Cc}]*$/u);
  });
}
