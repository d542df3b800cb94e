import {PollAllTasks} from './poll-all-tasks.js';
import {PollImageIds} from './poll-image-ids.js';
import type {PolledSource, PollStrategy} from './poll-strategy.js';

type Options = PolledSource & {
  /** Only these AMIs; everything when there are none. */
  readonly imageIds: readonly string[];

  /** Whether a newer task of an AMI is expected. @default none is */
  readonly isAwaited?: ((imageId: string) => boolean) | undefined;

  /** Between polls as they are now, ms. */
  readonly intervalMs: () => number;

  /** What makes a moment at the start, by this machine's clock, one of the service's: ms. */
  readonly startOffsetMs: () => number;
};

/** The only place that tells the ways of polling apart. */
export function chooseStrategy(options: Options): PollStrategy {
  return options.imageIds.length > 0 ? new PollImageIds(options) : new PollAllTasks(options);
}
