import {untilAborted} from '../base/within.js';
import type {
  DescribeAnswer,
  DescribeRequest,
  DescribeStoreImageTasks,
} from '../ec2/answer/describe.js';
import {Ec2Error} from '../ec2/errors.js';
import {type Clock, type Moment, momentOf} from './clock.js';

/** Milliseconds. */
export const SILENCE = {
  /** Intervals since the last answer. */
  intervals: 2,

  /** What a request may always take. */
  leastMs: 3000,

  /** What none takes, however long the interval is. */
  mostMs: 30_000,

  /** A timer that goes off so much too late was stopped, with the program or the machine: the answer may lie there already. */
  slackMs: 1000,
} as const;

type Options = {
  readonly describe: DescribeStoreImageTasks;
  readonly clock: Clock;

  /** Between polls, as it is now. */
  readonly intervalMs: () => number;

  /** Called when `silentSince` has changed. */
  readonly onChange: () => void;
};

/** The request that is under way: how long the service has been silent, and how to give it up. */
export class OpenRequest {
  /** When the first of the requests that nobody answered was sent (ms since the epoch); only once that is too long ago. */
  silentSince: number | undefined;

  /** Whether the last answer had been missed. */
  wasSilent = false;

  readonly #options: Options;
  #open: {readonly sentAt: number; readonly giveUp: AbortController} | undefined;

  /** The first request since the last answer. */
  #firstUnanswered: Moment | undefined;

  /** Monotonic. */
  #answeredAt: number | undefined;

  /** Requests given up since the last answer. */
  #givenUp = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Sends it. @throws {Ec2Error} of kind `aborted`, too, when it was given up. */
  readonly send = async (
    request: DescribeRequest,
    signal: AbortSignal,
  ): Promise<DescribeAnswer> => {
    const {clock, describe} = this.#options;
    const sent = momentOf(clock);
    const giveUp = new AbortController();
    const ended = AbortSignal.any([signal, giveUp.signal]);
    this.#firstUnanswered ??= sent;
    this.#open = {sentAt: sent.monotonic, giveUp};
    const stopWatching = this.#watch(sent.monotonic);
    try {
      // Not every describe function minds its signal.
      const answer = await untilAborted(
        describe(request, ended),
        ended,
        () => new Ec2Error('The request was given up.', {kind: 'aborted'}),
      );
      this.#noteAnswer();
      return answer;
    } catch (error) {
      if (!ended.aborted) {
        this.#noteAnswer();
      }

      throw error;
    } finally {
      stopWatching();
      this.#open = undefined;
    }
  };

  /**
  Gives up the request under way, if it has been out for long: longer after each that was given up, so that a service that is only slow gets to answer.
  */
  giveUp(): void {
    const {clock} = this.#options;
    const leastMs = Math.min(SILENCE.leastMs * 2 ** this.#givenUp, SILENCE.mostMs);
    if (this.#open && clock.monotonic() - this.#open.sentAt >= leastMs) {
      this.#givenUp++;
      this.#open.giveUp.abort();
    }
  }

  #noteAnswer(): void {
    this.#answeredAt = this.#options.clock.monotonic();
    this.#firstUnanswered = undefined;
    this.#givenUp = 0;
    this.wasSilent = this.silentSince !== undefined;
    this.#setSilentSince(undefined);
  }

  /** @returns What ends it. */
  #watch(sentAt: number): () => void {
    const {clock, intervalMs} = this.#options;
    const since = this.#answeredAt ?? sentAt;
    const wantedAt = since + SILENCE.intervals * intervalMs();
    const at = Math.min(Math.max(wantedAt, sentAt + SILENCE.leastMs), sentAt + SILENCE.mostMs);
    const look = () => {
      if (clock.monotonic() > at + SILENCE.slackMs) {
        cancel = clock.schedule(tell, SILENCE.leastMs);
      } else {
        tell();
      }
    };

    const tell = () => this.#setSilentSince(this.#firstUnanswered?.now);
    let cancel = clock.schedule(look, at - sentAt);
    return () => cancel();
  }

  #setSilentSince(silentSince: number | undefined): void {
    if (this.silentSince !== silentSince) {
      this.silentSince = silentSince;
      this.#options.onChange();
    }
  }
}
