import {cleanText} from '../../ec2/clean-text.js';
import {multiplexer, passthrough} from './passthrough.js';
import {isPlainTerminal} from './plain-terminal.js';

/** Characters of a text to copy. Terminals refuse more than about 74,000 bytes of base64; nothing that is copied here comes near either. */
const MAX_LENGTH = 8192;

/**
The sequence that puts a text on the clipboard of the terminal at the other end of the line (OSC 52); empty where the terminal has none, or when the text is too long: half a command is worse than none.
Under tmux it goes out twice, for tmux itself (`set-clipboard on`) and through it (`allow-passthrough on`): which of them works is set there.
@param text Cleaned here once more: what is pasted into a shell must not have a line break in it.
@param env TERM, TMUX and STY tell what is at the other end and in between.
Source: xterm's "Control Sequences" (OSC 52); tmux(1), set-clipboard.
*/
export function clipboardSequence(text: string, env: NodeJS.ProcessEnv): string {
  if (isPlainTerminal(env) || text.length > MAX_LENGTH) {
    return '';
  }

  const payload = Buffer.from(cleanText(text, MAX_LENGTH)).toString('base64');
  const sequence = `\u{1B}]52;c;${payload}\u{7}`;
  const wrapped = passthrough(sequence, env);
  return multiplexer(env) === 'tmux' ? sequence + wrapped : wrapped;
}
