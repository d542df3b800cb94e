import {jsonLine} from '../../ec2/escape-json.js';
import {eventRecord, noteRecord} from '../../poll/tasks/event-record.js';
import {type FormatLine, type TextLineOptions, textLines} from '../../report/watch/change-line.js';
import {toApiTask} from '../../task/api-task.js';
import {sourceMembers} from '../../task/source-name.js';
import type {Options} from '../arguments/option-types.js';

/** The formats of --wait and --follow. */
export function lineOutput({output}: Pick<Options, 'output'>): 'text' | 'ndjson' {
  return output === 'ndjson' ? 'ndjson' : 'text';
}

/**
Makes the writer of the lines of --wait and --follow.

An ndjson line is an object as --log and --exec have it (see `eventRecord`): `Time` (when it was seen, ISO 8601 in UTC), `Event`, `Profile`, `Region`, and the task as it is now with the names of the API (`AmiId`, `TaskStartTime`, `Bucket`, `S3objectKey`, `ProgressPercentage`, `StoreTaskState`, `StoreTaskFailureReason`), without what the service left out, then `PreviousStoreTaskState` and `PreviousProgressPercentage`. `Event` is `started`, `progress`, `completed`, `failed`, `gone` or `gap`, which has `From` and `Reason` instead of a task; with --wait also `watching`, a running task that is waited for, and `summary` at the end (see `formatSummary`).
*/
export function lineFormat(
  options: Pick<Options, 'output' | 'utc'>,
  sources: TextLineOptions['sources'],
): FormatLine {
  if (lineOutput(options) === 'text') {
    return textLines({isUtc: options.utc, sources});
  }
  return line => {
    const source = sources[line.source];
    const record =
      line.type === 'watching'
        ? noteRecord('watching', line.at, {
            ...(source && sourceMembers(source)),
            ...toApiTask(line.task),
          })
        : eventRecord(line, sources);
    return jsonLine(record);
  };
}
