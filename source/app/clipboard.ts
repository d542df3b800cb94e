/** Terminals refuse longer ones; nothing that is copied here comes near. */
const MAX_BYTES = 74_994;

/**
The sequence that puts a text on the clipboard of the terminal at the other end of the line (OSC 52), wrapped for tmux and screen; empty when the text is too long.
@param env TMUX and STY tell what is in between.
*/
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string {
  const payload = Buffer.from(text).toString('base64');
  if (payload.length > MAX_BYTES) {
    return '';
  }

  const sequence = `\u{1B}]52;c;${payload}\u{7}`;
  if (env.TMUX) {
    return `\u{1B}Ptmux;${sequence.replaceAll('\u{1B}', '\u{1B}\u{1B}')}\u{1B}\\`;
  }

  return env.STY ? `\u{1B}P${sequence}\u{1B}\\` : sequence;
}
