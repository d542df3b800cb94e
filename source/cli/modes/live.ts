import type {LiveResult} from '../../app/run.js';
import {compileInPlace} from '../../base/small-heap.js';
import {cleanText} from '../../ec2/clean-text.js';
import {systemClock} from '../../poll/clock.js';
import {createTaskStore} from '../../poll/create-task-store.js';
import type {Options} from '../arguments/option-types.js';
import {screenOptions} from '../arguments/screen-options.js';
import type {CliIo} from '../io.js';
import {type FirstRequest, startPolling} from './first-request.js';
import {openSources} from './open-sources.js';

/**
Draws the live screen until it is left.
@throws {UsageError} for filters that a screen can't have; {Ec2Error} of kind `configuration`.
*/
export async function runLiveMode(options: Options, io: CliIo): Promise<number> {
  // Before the SDK and the screen are loaded.
  compileInPlace();
  const {stderr} = io;
  const screen = screenOptions(options, io);
  // Lines of debugging would go right through the screen, unless they go elsewhere.
  const debug = options.debug && !stderr.isTTY;
  const {sources, close} = await openSources({...options, debug, hasScreen: true}, io);
  let request: FirstRequest | undefined;
  try {
    const store = createTaskStore({
      sources,
      imageIds: options.imageIds,
      intervalMs: options.intervalMs,
    });
    // Asks while the screen is being loaded: the service takes its time as well.
    request = startPolling(store);
    await request.sent();
    const {runLive} = await import('../../app/run.js');
    await request.read();
    if (!screen.isForeground()) {
      stderr.write(
        'amiwatch: It runs in the background: the screen comes with the foreground (fg; timeout --foreground).\n',
      );
    }
    const left = await runLive({...screen, store, clock: systemClock});
    tellLeft(left, stderr);
    return left.exitCode;
  } finally {
    request?.stop();
    await close();
  }
}

/** Says on stderr, once the screen is left, why it was and what of --log and --exec didn't work. */
export function tellLeft({message, notes}: LiveResult, stderr: CliIo['stderr']): void {
  for (const sentence of message === undefined ? notes : [message, ...notes]) {
    stderr.write(`amiwatch: ${cleanText(sentence)}\n`);
  }
}
