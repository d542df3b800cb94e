import type {ObservationGap, TaskChange, TaskEventType} from '../../source/poll/tasks/events.js';
import {aTask, NOW, type TaskOptions} from '../helpers/fake-store.js';

/** A change of the task `index`, seen at `NOW`. */
export function aChange(
  type: TaskEventType,
  index = 0,
  options: TaskOptions = {},
  previous: TaskOptions | undefined = undefined,
): TaskChange {
  const {key, source, task} = aTask(index, options);
  return {
    type,
    at: NOW,
    key,
    source,
    task,
    previous: previous && {...task, ...previous},
  };
}

export function completed(index = 0, options: TaskOptions = {}): TaskChange {
  return aChange('completed', index, options, {
    storeTaskState: 'InProgress',
    progressPercentage: 98,
  });
}

export function failed(index = 0, options: TaskOptions = {}): TaskChange {
  return aChange(
    'failed',
    index,
    {
      storeTaskState: 'Failed',
      progressPercentage: 31,
      storeTaskFailureReason: 'Client error: access denied',
      ...options,
    },
    {storeTaskState: 'InProgress', storeTaskFailureReason: undefined},
  );
}

export function started(index = 0, options: TaskOptions = {}): TaskChange {
  return aChange('started', index, {
    storeTaskState: 'InProgress',
    progressPercentage: 0,
    ...options,
  });
}

export const A_GAP: ObservationGap = {
  type: 'gap',
  at: NOW,
  source: 0,
  from: NOW - 600_000,
  reason: 'The network is unreachable.',
};
