import {asciiJson} from '../../ec2/escape-json.js';
import type {Options} from '../arguments/option-types.js';
import {isAsciiTerminal} from '../ascii-terminal.js';
import type {CliIo} from '../io.js';

/** Writes a report or its lines to stdout. What is data stays the same data on a terminal without UTF-8, too: JSON can say every character in ASCII. */
export function dataWriter(
  {output}: Pick<Options, 'output'>,
  {stdout, env}: Pick<CliIo, 'stdout' | 'env'>,
): (text: string) => void {
  const isJson = output === 'json' || output === 'ndjson';
  return isJson && isAsciiTerminal(stdout, env)
    ? text => void stdout.write(asciiJson(text))
    : text => void stdout.write(text);
}
