import type {StoreImageTask} from './store-image-task.js';

type BarTask = Pick<StoreImageTask, 'progressPercentage' | 'storeTaskState'>;

/**
A bar of exactly `width` ASCII characters whose glyphs tell the state without colour: `#` running, `=` completed, `x` what a failed task never reached, `?` nothing is known.
A running task's bar is full only at 100 %, and empty only at 0 %: rounding never claims either.
@param width Characters, brackets included; below 3 there is no room for a bar and the result is empty.
*/
export function progressBar(task: BarTask, width: number): string {
  const inner = width - 2;
  return inner < 1 ? '' : `[${fill(task, inner)}]`;
}

function fill({progressPercentage, storeTaskState}: BarTask, inner: number): string {
  if (storeTaskState === 'Completed') {
    return '='.repeat(inner);
  }

  if (progressPercentage === undefined) {
    return (storeTaskState === 'Failed' ? 'x' : '?').repeat(inner);
  }

  const done = filledCells(progressPercentage, inner);
  const rest = inner - done;
  switch (storeTaskState) {
    case 'InProgress':
      return '#'.repeat(done) + '-'.repeat(rest);
    case 'Failed':
      return '#'.repeat(done) + 'x'.repeat(rest);
    default:
      return '#'.repeat(done) + '?'.repeat(rest);
  }
}

function filledCells(percent: number, inner: number): number {
  if (percent <= 0) {
    return 0;
  }

  if (percent >= 100) {
    return inner;
  }

  return Math.min(Math.max(Math.round((percent / 100) * inner), 1), Math.max(inner - 1, 0));
}

/** `41%`; a completed task is at 100 % whatever the last reading said; empty when nobody knows. */
export function percentText({progressPercentage, storeTaskState}: BarTask): string {
  if (storeTaskState === 'Completed') {
    return '100%';
  }

  return progressPercentage === undefined ? '' : `${progressPercentage}%`;
}
