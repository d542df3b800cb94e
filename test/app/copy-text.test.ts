import assert from 'node:assert/strict';
import test from 'node:test';
import {copyText, runWithInput} from '../../source/app/copy-text.js';

const TMUX = {TERM: 'tmux-256color', TMUX: '/tmp/tmux-1000/default,1,0'};

/** Copies, and gives where to, what was run and what was written. */
async function copy(
  text: string,
  env: NodeJS.ProcessEnv,
  {
    runs = () => true,
    isOurs = true,
  }: {readonly runs?: (command: string) => boolean; readonly isOurs?: boolean} = {},
) {
  const done: string[] = [];
  const where = await copyText(text, {
    env,
    async run(program, args, input) {
      const command = [program, ...args].join(' ');
      done.push(`${command} < ${input}`);
      return runs(command);
    },
    write(sequence) {
      done.push(JSON.stringify(sequence));
      return isOurs;
    },
  });
  return {where, done};
}

test('under tmux a text goes into its buffer, and nothing is written to the terminal', async () => {
  const {where, done} = await copy('ami-1', TMUX);
  assert.deepEqual([where, done], ['tmux', ['tmux load-buffer -w - < ami-1']]);
});

test('a tmux too old for -w is asked without it', async () => {
  const {where, done} = await copy('ami-1', TMUX, {runs: command => !command.includes('-w')});
  assert.equal(where, 'tmux');
  assert.equal(done.at(-1), 'tmux load-buffer - < ami-1');
});

test('where no tmux can be asked, the terminal gets it', async () => {
  const {where, done} = await copy('ami-1', TMUX, {runs: () => false});
  assert.equal(where, 'terminal');
  assert.match(done.at(-1) ?? '', /]52;c;YW1pLTE=/);
  const far = await copy('ami-1', {
    TERM: 'tmux-256color',
    SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22',
  });
  assert.deepEqual([far.where, far.done.length], ['terminal', 1]);
});

test('what is copied is one line without control characters, and not half of it', async () => {
  assert.deepEqual((await copy('a\nb\u{1B}[31mc', TMUX)).done, ['tmux load-buffer -w - < a bc']);
  assert.deepEqual(await copy('x'.repeat(8193), TMUX), {where: 'nowhere', done: []});
});

test('a terminal that takes no text, or isn’t ours now, is told of', async () => {
  assert.deepEqual(await copy('ami-1', {TERM: 'linux'}), {where: 'nowhere', done: []});
  const {where} = await copy('ami-1', {TERM: 'xterm'}, {isOurs: false});
  assert.equal(where, 'nowhere');
  assert.equal((await copy('ami-1', {TERM: 'xterm', TMUX: ''})).where, 'terminal');
});

test('a program gets its input, and how it ends is told, whatever it is', async () => {
  const script = 'read -r line; [ "$line" = ami-1 ]';
  assert.equal(await runWithInput('sh', ['-c', script], 'ami-1\n'), true);
  assert.equal(await runWithInput('sh', ['-c', script], 'ami-2\n'), false);
  assert.equal(await runWithInput('sh', ['-c', 'exec <&-; exit 0'], 'x'.repeat(1_000_000)), true);
  assert.equal(await runWithInput('amiwatch-has-no-such-program', [], ''), false);
});
