import {cleanText} from '../../ec2/clean-text.js';
import {redact} from '../../ec2/redact.js';

/** So much of the end of a stream is kept, in characters. */
const MAX_TAIL = 2000;
const MAX_LINE = 200;

/**
Reads a stream to its end in bounded memory.
@returns Gives the last line so far, clean, cut and free of keys; empty when there is none.
*/
export function lastLineOf(stream: NodeJS.ReadableStream | null): () => string {
  let tail = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-MAX_TAIL);
  });
  stream?.on('error', () => {});
  return () => {
    const line =
      tail
        .trim()
        .split(/[\r\n]+/)
        .at(-1) ?? '';
    return cleanText(redact(line), MAX_LINE).trim();
  };
}
