import type {CliIo} from './io.js';
import type {Options} from './options.js';

/** Draws the live screen until it is left. */
export async function runLiveMode(_options: Options, _io: CliIo): Promise<number> {
  throw new Error('The live screen is not there yet.');
}
