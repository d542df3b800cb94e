/** GNU screen drops a longer string: 4.x keeps 768 bytes of one, introducer included. */
const SCREEN_CHUNK = 512;

/** What stands between this program and the terminal. */
export type Multiplexer = 'tmux' | 'screen' | undefined;

/**
The multiplexer that the output goes through first. `TERM=tmux-…` without TMUX is a tmux at the other end of an SSH connection; `TERM=screen-…` alone could be either and counts as none, because screen prints what is meant for tmux.
*/
export function multiplexer(env: NodeJS.ProcessEnv): Multiplexer {
  if (env.TMUX || env.TERM?.startsWith('tmux')) {
    return 'tmux';
  }

  return env.STY ? 'screen' : undefined;
}

/**
Wraps a sequence so that tmux or screen hands it on to the terminal. tmux 3.3 and newer does that only with `set -g allow-passthrough on`, and swallows it otherwise.
@param sequence Ends with BEL where it has a choice: an `ESC \` in it would end screen's wrapping.
Source: tmux(1), allow-passthrough; screen's manual, "Control Sequences", `ESC P`.
*/
export function passthrough(sequence: string, env: NodeJS.ProcessEnv): string {
  switch (multiplexer(env)) {
    case 'tmux':
      return `\u{1B}Ptmux;${sequence.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`;
    case 'screen':
      return (sequence.match(CHUNKS) ?? []).map(chunk => `\u{1B}P${chunk}\u{1B}\\`).join('');
    default:
      return sequence;
  }
}

// Not to be cut behind an ESC: it would join the end of the wrapping.
const CHUNKS = new RegExp(`[^]{1,${SCREEN_CHUNK}}(?<!\\u{1B})`, 'gu');
