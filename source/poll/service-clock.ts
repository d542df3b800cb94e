import type {StoreImageTask} from '../task/store-image-task.js';

/** The `Date` header tells whole seconds: the service's clock is up to this much further on. */
const DATE_STEP_MS = 1000;

/**
The service's clock, as its answers tell it: this machine's clock and an offset. Times of tasks are the service's, so only its time can be compared with them; a request is signed with it, too, so that a machine's clock may be wrong for weeks without anything else to show for it.
*/
export class ServiceClock {
  /** The service's clock minus this machine's, ms; 0 before the service has said. */
  offsetMs = 0;

  /** The same by the first answer: what makes a moment at the start, by this machine's clock, one of the service's, even when the clock was set since. */
  startOffsetMs = 0;

  #hasAnswered = false;
  readonly #machine: () => number;

  /** @param machine This machine's clock, ms since the epoch. */
  constructor(machine: () => number) {
    this.#machine = machine;
  }

  /** Milliseconds since the epoch, by the service's clock. */
  readonly now = (): number => this.#machine() + this.offsetMs;

  /**
  Takes in what an answer says. The offset stays as it is while it can be right: what a header of whole seconds and the way of the answer leave open is no reason to move every time on the screen.
  @param date The service's clock, ms since the epoch; `undefined` when the answer didn't tell.
  @param sentAt When the request was sent by this machine's clock; the answer came just now.
  */
  note(date: number | undefined, sentAt: number): void {
    const least = (date ?? 0) - this.#machine();
    const most = (date ?? 0) + DATE_STEP_MS - sentAt;
    // The clock was set back on the way: this answer tells nothing.
    if (date === undefined || least > most) {
      return;
    }

    if (this.offsetMs < least || this.offsetMs > most) {
      this.offsetMs = Math.round((least + most) / 2);
    }

    if (!this.#hasAnswered) {
      this.#hasAnswered = true;
      this.startOffsetMs = this.offsetMs;
    }
  }
}

/** What a source tells of its service's clock. */
export type ServiceOffset = {
  /** The service's clock minus this machine's, ms; 0 before it is known. */
  readonly clockOffsetMs: number;

  /** The same by the first answer, for moments that were told by this machine's clock at the start. */
  readonly startOffsetMs: number;
};

/** The service's time. @param now Of this machine, ms since the epoch. */
export function serviceNow(
  source: Partial<Pick<ServiceOffset, 'clockOffsetMs'>> | undefined,
  now: number,
): number {
  return now + (source?.clockOffsetMs ?? 0);
}

/** What limits tasks by their start, as --since says it. */
export type SinceLimit = {
  /** Nothing that started before this (ms since the epoch); `undefined`: no limit. */
  readonly since?: number | undefined;

  /** True where it was so long ago by this machine's clock, false for a time that was given as such. @default false */
  readonly isSinceAgo?: boolean | undefined;
};

/** The limit by a source's service: ms since the epoch. */
export function sinceAt(
  {since, isSinceAgo}: SinceLimit,
  source: Pick<ServiceOffset, 'startOffsetMs'> | undefined,
): number | undefined {
  return since === undefined || !isSinceAgo ? since : since + (source?.startOffsetMs ?? 0);
}

/** Whether a task started within the limit. One without a readable start may have started at any time. */
export function isWithin(
  limit: SinceLimit,
  {startedAt}: StoreImageTask,
  source: Pick<ServiceOffset, 'startOffsetMs'> | undefined,
): boolean {
  const since = sinceAt(limit, source);
  return since === undefined || startedAt === undefined || startedAt >= since;
}
