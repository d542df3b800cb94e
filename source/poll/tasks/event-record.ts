import {redact} from '../../ec2/redact.js';
import {toApiTask} from '../../task/api-task.js';
import {type SourceName, sourceMembers} from '../../task/source-name.js';
import {EVENT_NAMES, type TaskChange, type TaskEvent} from './events.js';

/** One JSON object of a log or of a hook's stdin. Members that don't apply are not there. */
export type EventRecord = Readonly<Record<string, string | number>>;

/**
An event as a program reads it: `Time` (ISO 8601, UTC), `Event`, `Profile`, `Region`, the task's members with the names of the API, and what it was before (`PreviousStoreTaskState`, `PreviousProgressPercentage`). A gap has `From` (ISO 8601) and `Reason` instead of a task; with `Until` tasks that started between the two could not be read.
Every text is what the service said, but for keys and signatures: it is data, and whoever draws it cleans it.
@param sources Those of the snapshot that the event comes from.
*/
export function eventRecord(event: TaskEvent, sources: readonly SourceName[]): EventRecord {
  const source = sources[event.source];
  const where = source && sourceMembers(source);
  const Time = new Date(event.at).toISOString();
  return event.type === 'gap'
    ? record({
        Time,
        Event: EVENT_NAMES.gap,
        ...where,
        From: new Date(event.from).toISOString(),
        Until: event.until === undefined ? undefined : new Date(event.until).toISOString(),
        Reason: event.reason,
      })
    : record({Time, Event: EVENT_NAMES[event.type], ...where, ...taskMembers(event)});
}

/** What amiwatch itself has to tell, such as a failed hook. @param at ms since the epoch. */
export function noteRecord(name: string, at: number, members: EventRecord): EventRecord {
  return record({Time: new Date(at).toISOString(), Event: name, ...members});
}

function taskMembers({task, previous}: TaskChange) {
  const before = previous?.said ?? previous;
  return {
    ...toApiTask(task),
    PreviousStoreTaskState: before?.storeTaskState,
    PreviousProgressPercentage: before?.progressPercentage,
  };
}

function record(members: Readonly<Record<string, string | number | undefined>>): EventRecord {
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) {
      result[name] = typeof value === 'string' ? redact(value) : value;
    }
  }

  return result;
}
