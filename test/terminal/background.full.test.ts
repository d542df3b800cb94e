import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import test, {type TestContext} from 'node:test';
import {spawn} from '@lydell/node-pty';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {readToTheEnd, waitUntil} from '../helpers/pty.js';
import {builtProgram} from '../helpers/pty-build.js';
import {KEY} from '../helpers/pty-keys.js';
import {assertGone, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

const SCREEN = '\u{1B}[?1049h';
const RUNNING = 'ami-00000000000000001';

/** A script on a terminal of its own, in which `"$@"` is the program, and `$out` a folder for what it wants to keep. */
async function startScript(t: TestContext, script: string) {
  const endpoint = await startEc2Endpoint({scenario: ptyScenario(someDemoTasks(20))});
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-background-'));
  const command = [process.execPath, builtProgram(), '--endpoint-url', endpoint.url, '-n', '2'];
  const pty = spawn('sh', ['-c', script, 'sh', ...command], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      out: folder,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_REGION: 'us-east-1',
    },
  });
  let output = '';
  let code: number | undefined;
  pty.onData(data => {
    output += data;
  });
  readToTheEnd(pty, () => output.length);
  pty.onExit(exit => {
    code = exit.exitCode;
  });
  t.after(async () => {
    pty.kill('SIGKILL');
    await endpoint.close();
    rmSync(folder, {recursive: true, force: true});
  });
  return {
    press: (keys: string) => pty.write(keys),
    output: () => output,
    shows: (text: string) =>
      waitUntil(
        () => output.includes(text) || undefined,
        text,
        () => output,
      ),
    code: () =>
      waitUntil(
        () => code,
        'the end of the script',
        () => output,
      ),
    kept: (name: string) => readFileSync(join(folder, name), 'utf8'),
    asked: () =>
      waitUntil(
        () => endpoint.requests.total().requests > 0 || undefined,
        'a request',
        () => output,
      ),
  };
}

/** `timeout` in a script: its time is over when the test says so, by the signal that its own timer sends. */
async function startTimeout(t: TestContext, args: string, options = '') {
  const script = `sh -c 'echo $$ >"$out/timeout"; exec timeout ${options} 600 "$@"' sh "$@" ${args}; exit $?`;
  const started = await startScript(t, script);
  return {
    ...started,
    timeOut: () => process.kill(Number(started.kept('timeout')), 'SIGALRM'),
  };
}

test('timeout in a script ends --wait, which writes lines and draws nothing', async t => {
  const {code, output, shows, timeOut} = await startTimeout(t, `--wait ${RUNNING}`);
  await shows('watching');
  timeOut();
  assert.equal(await code(), 124);
  assert.match(output(), /watching +ami-0{16}1 /);
  assert.ok(!output().includes('\u{1B}'), 'not one control sequence');
});

test('timeout in a script ends the live screen, which polls and is never drawn', async t => {
  const {code, output, shows, asked, timeOut} = await startTimeout(t, '');
  await shows('It runs in the background');
  await asked();
  timeOut();
  assert.equal(await code(), 124);
  assert.match(output(), /^amiwatch: It runs in the background/);
  assert.ok(!output().includes('\u{1B}'), 'not one control sequence');
});

test('timeout --foreground leaves it the terminal', async t => {
  const {code, output, shows, timeOut} = await startTimeout(t, '', '--foreground');
  await shows(SCREEN);
  await shows('\u{1B}[?2004h');
  timeOut();
  assert.equal(await code(), 124);
  assert.ok(output().trimEnd().endsWith('\u{1B}[?25h'), 'the terminal is given back');
});

test('a job that is started with & draws as soon as it is in the foreground', async t => {
  const {code, output, shows, press} = await startScript(
    t,
    'set -m; "$@" & read -r line; fg >/dev/null',
  );
  await shows('It runs in the background');
  assert.ok(!output().includes(SCREEN));
  press('\r');
  await shows(SCREEN);
  await shows('\u{1B}[?2004h');
  press('q');
  assert.equal(await code(), 0);
});

for (const args of ['', `--wait ${RUNNING}`, '--follow', '--once']) {
  test(`the settings of the terminal are others' when a job ends in the background: ${args || 'live'}`, async t => {
    const {code, kept} = await startScript(
      t,
      `set -m
"$@" ${args} --debug 2>"$out/requests" &
until grep -q 200 "$out/requests"; do sleep 0.1; done
stty raw -echo
stty -g >"$out/mine"
kill $!
wait $!
stty -g >"$out/after"`,
    );
    await code();
    assert.equal(kept('after'), kept('mine'));
  });
}

test('where the terminal stops who writes from the background, it isn’t stopped, and ends', async t => {
  // A shell under it waits for its end: one with jobs tells of the stop, and of nothing after it.
  const {code, output, kept} = await startScript(
    t,
    `set -m
stty tostop
{
  sh -c 'echo $$ >"$out/pid"; exec "$@"' sh "$@" --wait ${RUNNING} --debug 2>"$out/requests"
  echo $? >"$out/ended"
} &
until grep -q 200 "$out/requests"; do sleep 0.1; done
pid=$(cat "$out/pid")
kill -STOP $pid
until grep -q 'State:.T' /proc/$pid/status; do sleep 0.1; done
kill -TERM $pid
kill -CONT $pid
until test -s "$out/ended"; do sleep 0.1; done`,
  );
  await code();
  assert.equal(kept('ended'), '143\n');
  assert.doesNotMatch(output(), /watching/);
});

test('after ^Z and bg it keeps away from the terminal, and a SIGTERM ends it', async t => {
  const {pty, endpoint} = await startLive(t, {
    args: ['--interval', '2', '--title'],
    shell: 'background',
  });
  pty.press(KEY.ctrlZ);
  await pty.waitFor('continues 1', 'the shell');
  const bytes = pty.output().length;
  const before = endpoint.requests.total().requests;
  await waitUntil(
    () => endpoint.requests.total().requests > before + 1 || undefined,
    'polls in the background',
  );
  pty.press('typed meanwhile\r');
  process.kill(await pty.pid(), 'SIGTERM');
  await assertGone(pty, 143);
  assert.doesNotMatch(pty.output().slice(bytes), /\u{1B}/u);
});
