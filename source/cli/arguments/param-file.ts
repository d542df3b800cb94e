import {readFileSync} from 'node:fs';
import {expandUser, expandVariables} from '../../ec2/config/expand-path.js';
import {UsageError} from './argument-errors.js';

/** Values that name a file, as in the aws command: `file://PATH` is text, `fileb://PATH` bytes. */
const PREFIX = /^(fileb?):\/\//;

/**
The text that stands for a value: the content of the file that it names, otherwise the value itself. In the path `~` is the home folder and `$NAME` a variable.
Source: awscli/paramfile.py
@param option Which one it is, for messages.
@param areBytesTaken Whether bytes may stand there, as they may for JSON.
@throws {UsageError} for a file that can't be read or isn't UTF-8, and for bytes where a text belongs.
*/
export function textOf(
  value: string,
  option: string,
  env: NodeJS.ProcessEnv,
  areBytesTaken = false,
): string {
  const [prefix, type] = PREFIX.exec(value) ?? [];
  if (prefix === undefined) {
    return value;
  }
  if (type === 'fileb' && !areBytesTaken) {
    throw new UsageError(`${option} takes a text, and fileb:// gives bytes. Use file://.`);
  }
  const file = expandVariables(expandUser(value.slice(prefix.length), env), env);
  try {
    const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(
      readFileSync(file),
    );
    return text.replaceAll(/\r\n?/g, '\n');
  } catch (error) {
    throw new UsageError(
      `${option} names the file ${file}, which can't be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
