import type {LiveResult} from '../../app/run.js';
import {cleanText} from '../../ec2/clean-text.js';
import type {CliIo} from '../io.js';

/** Says on stderr, once the screen is left, why it was and what of --log and --exec didn't work. */
export function tellLeft({message, notes}: LiveResult, stderr: CliIo['stderr']): void {
  for (const sentence of message === undefined ? notes : [message, ...notes]) {
    stderr.write(`amiwatch: ${cleanText(sentence)}\n`);
  }
}
