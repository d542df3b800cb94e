import {toApiTask} from '../task/api-task.js';
import type {StoreImageTask} from '../task/store-image-task.js';

/**
A task with the members and types of the SDK's `StoreImageTaskResult`; what the service left out is not there.
Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StoreImageTaskResult.html
*/
export type StoreImageTaskResult = {
  readonly AmiId?: string;
  readonly TaskStartTime?: Date;
  readonly Bucket?: string;
  readonly S3objectKey?: string;

  /** 0 to 100. */
  readonly ProgressPercentage?: number;

  /** InProgress, Completed or Failed; the service may invent another. */
  readonly StoreTaskState?: string;
  readonly StoreTaskFailureReason?: string;
};

/** A task as the API names it. */
export function toStoreImageTaskResult(task: StoreImageTask): StoreImageTaskResult {
  const {TaskStartTime: _, ...members} = toApiTask(task);
  return {
    ...members,
    ...(task.startedAt !== undefined && {TaskStartTime: new Date(task.startedAt)}),
  };
}
