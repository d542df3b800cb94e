import {isUtf8Locale} from '../base/locale.js';

/** What is written to; a stream of the process. */
export type Sink = {write: NodeJS.WriteStream['write']; readonly isTTY?: boolean};

/** Whether it is a terminal that may get nothing above 0x7E. */
export function isAsciiTerminal({isTTY}: Pick<Sink, 'isTTY'>, env: NodeJS.ProcessEnv): boolean {
  return isTTY === true && !isUtf8Locale(env);
}

/**
Sees to it that nothing above 0x7E ever reaches those of the streams that are terminals without UTF-8, whoever writes there: the screen, titles and notifications, lines, tables, help and errors. Files and pipes get what is written.
@returns Fulfilled when that is so; `undefined` where there is nothing to do, which costs no start anything.
*/
export function keepTerminalsAscii(
  streams: readonly Sink[],
  env: NodeJS.ProcessEnv,
): Promise<void> | undefined {
  const terminals = streams.filter(stream => isAsciiTerminal(stream, env));
  return terminals.length > 0 ? keepAscii(terminals) : undefined;
}

async function keepAscii(terminals: readonly Sink[]): Promise<void> {
  const {asciiText} = await import('../view/text/ascii-text.js');
  for (const terminal of terminals) {
    const write = terminal.write.bind(terminal) as (...args: readonly unknown[]) => boolean;
    terminal.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]) =>
      write(asciiText(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()), ...rest);
  }
}
