import type {DemoTask} from './demo-task.js';

/** How a task moves from its first percent to its last. */
export type ProgressShape = 'steady' | 'uneven' | 'stepwise' | 'stalling';

/** The whole life of one task. */
export type TaskLife = {
  readonly amiId: string;
  readonly bucket: string;

  /** Milliseconds since the epoch. */
  readonly startedAt: number;

  /** Milliseconds at 0 % before the service begins. */
  readonly queuedMs: number;

  /** Milliseconds from there to 100 %. */
  readonly workMs: number;
  readonly pace: ProgressShape;

  /** It fails when so much of the work is done (0 to 1). */
  readonly failure?: {readonly at: number; readonly reason: string};
};

/** When the task is settled, in milliseconds since the epoch. */
export function endOf(life: TaskLife): number {
  return life.startedAt + life.queuedMs + life.workMs * (life.failure?.at ?? 1);
}

/** What the service says of the task at `now`, which is not before its start. */
export function readLife(life: TaskLife, now: number): DemoTask {
  const {amiId, bucket, startedAt, failure} = life;
  const worked = Math.max(0, now - startedAt - life.queuedMs) / life.workMs;
  const common = {amiId, startedAt, bucket, s3ObjectKey: `${amiId}.bin`};
  if (now < endOf(life)) {
    return {
      ...common,
      progressPercentage: percentOf(life.pace, worked),
      storeTaskState: 'InProgress',
    };
  }

  return failure
    ? {
        ...common,
        progressPercentage: percentOf(life.pace, failure.at),
        storeTaskState: 'Failed',
        storeTaskFailureReason: failure.reason,
      }
    : {
        ...common,
        progressPercentage: 100,
        storeTaskState: 'Completed',
        storeTaskFailureReason: '',
      };
}

/** Rounded down: a running task never says 100 %. */
function percentOf(pace: ProgressShape, worked: number): number {
  return Math.floor(100 * PACES[pace](worked));
}

/** The part of the work that shows as done when so much of the time has passed; both 0 to 1, never falling. */
const PACES = {
  steady: time => time,
  uneven: time => time - (0.9 * Math.sin(6 * Math.PI * time)) / (6 * Math.PI),
  stepwise: time => Math.floor(time * 9) / 9,
  stalling: time =>
    time < 0.3 ? time * 2 : time < 0.65 ? 0.6 : 0.6 + ((time - 0.65) * 0.4) / 0.35,
} satisfies Record<ProgressShape, (time: number) => number>;
