import type {StoreImageTask} from './store-image-task.js';

/** A task with the names and the order of members that the aws command prints. */
export type ApiTask = Readonly<Record<string, string | number>>;

/** Profile and Region of a task, told only when there are several. */
export type TaskOrigin = {readonly Profile: string; readonly Region: string};

/** A task as the aws command prints it: a member that the service left out is not there. */
export function toApiTask(task: StoreImageTask, origin?: TaskOrigin): ApiTask {
  const members = {
    AmiId: task.amiId,
    TaskStartTime: task.taskStartTime,
    Bucket: task.bucket,
    S3objectKey: task.s3ObjectKey,
    ProgressPercentage: task.progressPercentage,
    StoreTaskState: task.storeTaskState,
    StoreTaskFailureReason: task.storeTaskFailureReason,
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
