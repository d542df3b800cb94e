/**
One AMI store task as DescribeStoreImageTasks reports it. The names are the API's own (`StoreImageTaskResult`), the strings are already cleaned and cut (see `ec2/clean-text.ts`), and a member that the service left out is `undefined`.
Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StoreImageTaskResult.html
*/
export type StoreImageTask = {
  readonly amiId: string | undefined;

  /** Start of the task as the service wrote it (ISO 8601, UTC). `undefined` when it was absent. */
  readonly taskStartTime: string | undefined;

  /** The same in milliseconds since the epoch. */
  readonly startedAt: number | undefined;

  readonly bucket: string | undefined;
  readonly s3ObjectKey: string | undefined;

  /** The service's own estimate, an integer from 0 to 100. */
  readonly progressPercentage: number | undefined;

  /** Usually one of `TASK_STATES`; a plain string, because the service may invent another. */
  readonly storeTaskState: string | undefined;

  /** Free text; absent or empty when nothing failed. */
  readonly storeTaskFailureReason: string | undefined;

  /** What the service said word for word, for json and its like; set where any member above differs from it. Never drawn. */
  readonly said?: SaidByService;
};

/** The members of a task before anything was cleaned, cut or brought into range. */
export type SaidByService = Pick<
  StoreImageTask,
  | 'amiId'
  | 'bucket'
  | 's3ObjectKey'
  | 'progressPercentage'
  | 'storeTaskState'
  | 'storeTaskFailureReason'
>;

/** True when a task is shown in the very words of the service. */
export function isWordForWord(said: SaidByService, shown: SaidByService): boolean {
  for (const name in said) {
    if (said[name as keyof SaidByService] !== shown[name as keyof SaidByService]) {
      return false;
    }
  }

  return true;
}

export const TASK_STATES = ['InProgress', 'Completed', 'Failed'] as const;

export type TaskState = (typeof TASK_STATES)[number];

/** How long the service lists a task, in milliseconds: "the last 31 days". */
export const TASK_WINDOW_MS = 31 * 24 * 60 * 60 * 1000;

/**
A task's identity as one reading tells it. There is no task ID: an AMI can be stored to several buckets, and to one bucket again after its object was deleted, so it takes all four members. Readings of one task can differ in it where the service fills in a member later: `likeness` tells.
The separator can't occur in any of them once they are cleaned.
*/
export function taskIdentity(task: StoreImageTask): string {
  return `${task.amiId ?? ''}\n${task.bucket ?? ''}\n${task.s3ObjectKey ?? ''}\n${task.startedAt ?? task.taskStartTime ?? ''}`;
}

/** True while the service is still working on it. An unknown state is not running: nobody could say when it ends. */
export function isRunning(task: Pick<StoreImageTask, 'storeTaskState'>): boolean {
  return task.storeTaskState === 'InProgress';
}

/** True when two reads of one task say the same. */
export function isSameReading(a: StoreImageTask, b: StoreImageTask): boolean {
  return (
    a.storeTaskState === b.storeTaskState &&
    a.progressPercentage === b.progressPercentage &&
    a.storeTaskFailureReason === b.storeTaskFailureReason
  );
}

/** The object that the task writes, or `undefined` while the service hasn't named it. */
export function objectUri(task: StoreImageTask): string | undefined {
  return task.bucket && task.s3ObjectKey ? `s3://${task.bucket}/${task.s3ObjectKey}` : undefined;
}
