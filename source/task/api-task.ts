import {type SourceName, sourceMembers} from './source-name.js';
import type {StoreImageTask} from './store-image-task.js';

/** A task with the names and the order of members that the aws command prints. */
export type ApiTask = Readonly<Record<string, string | number>>;

/**
A task as the aws command prints it: what the service said, word for word; a member that it left out is not there.
@param source Told only where there are several.
*/
export function toApiTask(task: StoreImageTask, source?: SourceName): ApiTask {
  const {said = task} = task;
  const members = {
    AmiId: said.amiId,
    TaskStartTime: task.taskStartTime,
    Bucket: said.bucket,
    S3objectKey: said.s3ObjectKey,
    ProgressPercentage: said.progressPercentage,
    StoreTaskState: said.storeTaskState,
    StoreTaskFailureReason: said.storeTaskFailureReason,
    ...(source && sourceMembers(source)),
  };
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) {
      result[name] = value;
    }
  }
  return result;
}
