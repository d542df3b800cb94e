import type {StoreImageTask} from './store-image-task.js';

/** A task with the names and the order of members that the aws command prints. */
export type ApiTask = Readonly<Record<string, string | number>>;

/** Profile and Region of a task, told only when there are several. */
export type TaskOrigin = {readonly Profile: string; readonly Region: string};

/** A task as the aws command prints it: what the service said, word for word; a member that it left out is not there. */
export function toApiTask(task: StoreImageTask, origin?: TaskOrigin): ApiTask {
  const {said = task} = task;
  const members = {
    AmiId: said.amiId,
    TaskStartTime: task.taskStartTime,
    Bucket: said.bucket,
    S3objectKey: said.s3ObjectKey,
    ProgressPercentage: said.progressPercentage,
    StoreTaskState: said.storeTaskState,
    StoreTaskFailureReason: said.storeTaskFailureReason,
    ...origin,
  };
  const result: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) {
      result[name] = value;
    }
  }
  return result;
}
