import {spawn} from 'node:child_process';
import {clipboardSequence, MAX_COPIED} from '../alert/sequences/terminal-sequences.js';
import {cleanText} from '../ec2/clean-text.js';

/** Where a text went: `terminal` can't be asked whether it took it. */
export type Copied = 'tmux' | 'terminal' | 'nowhere';

/** Runs a program with a text as its input. True when it ended well. */
export type RunWithInput = (
  program: string,
  args: readonly string[],
  input: string,
) => Promise<boolean>;

export type CopyTextOptions = {
  readonly env: NodeJS.ProcessEnv;

  /** Writes a sequence; false when the terminal can't be had now. */
  readonly write: (sequence: string) => boolean;

  /** @default runs the program */
  readonly run?: RunWithInput;
};

/**
Copies a text: under tmux into its buffer, and by tmux (`-w`, from 3.2 on) to the terminal's clipboard, which needs no setting there, while tmux ignores OSC 52 of programs unless `set-clipboard` is `on`; elsewhere by OSC 52.
@param text Cleaned once more: what is pasted into a shell must not have a line break in it.
*/
export async function copyText(
  text: string,
  {env, write, run = runWithInput}: CopyTextOptions,
): Promise<Copied> {
  if (text.length > MAX_COPIED) {
    return 'nowhere';
  }

  // TMUX names the server to ask; a tmux at the other end of an SSH connection can't be asked.
  const isInTmux = env.TMUX !== undefined && env.TMUX !== '';
  const plain = cleanText(text, MAX_COPIED);
  if (
    isInTmux &&
    ((await run('tmux', ['load-buffer', '-w', '-'], plain)) ||
      (await run('tmux', ['load-buffer', '-'], plain)))
  ) {
    return 'tmux';
  }

  const sequence = clipboardSequence(text, env);
  return sequence !== '' && write(sequence) ? 'terminal' : 'nowhere';
}

/** A tmux that doesn't answer is as good as none, in ms. */
const RUN_MS = 2000;

/** Nothing of what it says comes onto the screen. */
export const runWithInput: RunWithInput = (program, args, input) =>
  new Promise(resolve => {
    const child = spawn(program, args, {stdio: ['pipe', 'ignore', 'ignore'], timeout: RUN_MS});
    child.on('error', () => resolve(false));
    child.on('close', code => resolve(code === 0));
    // It may end without having read: that is told by its code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
