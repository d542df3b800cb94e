import type {ObservationGap, TaskChange, TaskEvent} from '../poll/tasks/events.js';

/** A task came to its end: what a person wants to be told of. */
export function isEnding(event: TaskEvent): event is TaskChange {
  return event.type === 'completed' || event.type === 'failed';
}

/** Ends may be missing, and nobody will tell of them: whoever counts on them has to look. */
export function isLoss(event: TaskEvent): event is ObservationGap {
  return event.type === 'gap' && event.until !== undefined;
}

/**
A task came into a state: what a hook runs for. A task that was first seen at its end has started, too, but was never seen in any other state: only its end counts, or a hook would be told `Completed` twice.
*/
export function isTransition(event: TaskEvent): event is TaskChange {
  switch (event.type) {
    case 'completed':
    case 'failed':
      return true;
    case 'started':
      return !isAtItsEnd(event);
    default:
      return false;
  }
}

function isAtItsEnd({task}: TaskChange): boolean {
  return task.storeTaskState === 'Completed' || task.storeTaskState === 'Failed';
}
