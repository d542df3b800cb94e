import {objectUri} from '../../task/store-image-task.js';
import {nextSteps} from '../panels/next-step.js';
import {selectedTask} from './moves.js';
import type {Screen} from './screen.js';
import type {Effect} from './step.js';
import type {ViewState} from './view-state.js';

/** The intervals that `+` and `-` step through, in seconds. */
const INTERVALS = [2, 5, 10, 15, 30, 60, 120, 300] as const;

export const INTERVAL_LIMITS = {
  shortestMs: 1000 * Math.min(...INTERVALS),
  longestMs: 1000 * Math.max(...INTERVALS),
} as const;

export function longerInterval(_: ViewState, {snapshot}: Screen): Effect {
  const seconds = snapshot.intervalMs / 1000;
  return setInterval(INTERVALS.find(step => step > seconds) ?? seconds);
}

export function shorterInterval(_: ViewState, {snapshot}: Screen): Effect {
  const seconds = snapshot.intervalMs / 1000;
  return setInterval(INTERVALS.findLast(step => step < seconds) ?? seconds);
}

function setInterval(seconds: number): Effect {
  return {type: 'setInterval', ms: seconds * 1000};
}

export function pauseOrResume(_: ViewState, {snapshot}: Screen): Effect {
  return {type: snapshot.isPaused ? 'resume' : 'pause'};
}

export function copyId(_: ViewState, screen: Screen): Effect | undefined {
  return copy(selectedTask(screen)?.task.amiId);
}

export function copyUri(_: ViewState, screen: Screen): Effect | undefined {
  const task = selectedTask(screen)?.task;
  return copy(task && objectUri(task));
}

/** @param which What the state asks for, or what to look at before. */
export function copyStep(screen: Screen, which: 'main' | 'check'): Effect | undefined {
  const tracked = selectedTask(screen);
  return tracked
    ? copy(nextSteps(tracked.task, screen.snapshot.sources[tracked.source])[which]?.command)
    : undefined;
}

function copy(text: string | undefined): Effect | undefined {
  return text ? {type: 'copy', text} : undefined;
}
