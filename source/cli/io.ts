import type {Ec2Source, Ec2SourceOptions} from '../ec2/client.js';
import type {Clock} from '../poll/clock.js';

/** A stream that text is written to. */
export type Writer = {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;

  /** The width of a terminal. */
  readonly columns?: number;
};

/** The terminal itself, for the live screen. */
export type Terminal = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;

  /** False in the background, where nothing may be drawn, read or set. */
  readonly isForeground: () => boolean;
};

/** Everything the command line needs from outside, so that tests can stand in for the process. */
export type CliIo = {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Writer;
  readonly stderr: Writer;

  /** What the live screen is drawn on; `undefined` when nothing can be drawn there or no key can be read. */
  readonly terminal: Terminal | undefined;
  readonly clock: Clock;

  /** 0 to 1. */
  readonly random: () => number;

  /** Starts to listen to the signals that end a report, and gives what they abort. The live screen listens to its own. */
  readonly untilInterrupted: () => AbortSignal;

  /** Ends the program as soon as nobody reads its output any more, for a mode that may write nothing for days. */
  readonly watchReader: (mode: 'wait' | 'follow') => void;
  readonly openSource: (options: Ec2SourceOptions) => Promise<Ec2Source>;
};
