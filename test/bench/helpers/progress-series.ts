import {randomFrom} from './random.js';

/** One task's progress over its whole life. */
export type ProgressSeries = {
  /** Milliseconds from its start to its end. */
  readonly durationMs: number;

  /** What the service says so many ms after the start: a whole percent. */
  readonly percentAt: (ms: number) => number;
};

/** The part that is done (0 to 1) when so much of the time (0 to 1) has passed. Speeds wander as those of real copies do. */
type Shape = (time: number, wander: (time: number) => number) => number;

const SHAPES = {
  linear: (time, wander) => wander(time),
  // Twelve parts, each of which shows only when it is whole.
  stepwise: (time, wander) => Math.floor(wander(time) * 12) / 12,
  // Nothing moves for a quarter of the time.
  stalling: (time, wander) =>
    wander(time < 0.4 ? time / 0.75 : time < 0.65 ? 0.4 / 0.75 : (time - 0.25) / 0.75),
  // After a third of the time the service begins again at nothing.
  restarting: (time, wander) => (time < 0.33 ? wander(time * 1.5) : wander((time - 0.33) / 0.67)),
} as const satisfies Record<string, Shape>;

export type SeriesKind = keyof typeof SHAPES;

export const SERIES_KINDS = Object.keys(SHAPES) as readonly SeriesKind[];

const MINUTE = 60_000;

/** So many tasks of a kind, from ten minutes to four hours long, each the same in every run. */
export function progressSeries(kind: SeriesKind, count: number): readonly ProgressSeries[] {
  return Array.from({length: count}, (_, index) => {
    const random = randomFrom(1000 + index);
    const workMs = (10 + 230 * random() ** 2) * MINUTE;
    const queuedMs = random() * 2 * MINUTE;
    // Two waves of 1.5 %: the speed wanders by a fifth at most.
    const [size, phase] = [0.015 * random(), 2 * Math.PI * random()];
    const wander = (time: number) => {
      const wave = (at: number) => size * Math.sin(2 * Math.PI * 2 * at + phase);
      return Math.min(1, Math.max(0, time + wave(time) - wave(0)));
    };

    return {
      durationMs: queuedMs + workMs,
      percentAt: ms =>
        Math.min(99, Math.floor(100 * SHAPES[kind](Math.max(0, ms - queuedMs) / workMs, wander))),
    };
  });
}
