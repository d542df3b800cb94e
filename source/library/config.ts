import type {DescribeStoreImageTasks} from '../ec2/answer/describe.js';
import type {SourceIdentity} from '../task/source-name.js';

/** What can be asked: what `openEc2Source` gives, or anything with the same members. */
export type LibrarySource = SourceIdentity & {readonly describe: DescribeStoreImageTasks};

/** Which tasks, with the names of the API. */
export type TaskInput = {
  /** Any number of AMI IDs; everything in the account otherwise. */
  readonly ImageIds?: readonly string[];

  /** `task-state` and `bucket`, with the wildcards `*` and `?`. */
  readonly Filters?: readonly {readonly Name: string; readonly Values: readonly string[]}[];
};

export type TasksConfig = {
  /** One, or several that are read together. @default that of the environment, which is opened and let go */
  readonly sources?: LibrarySource | readonly LibrarySource[];

  /** Ends it: what is under way is given up, and its reason is thrown. */
  readonly signal?: AbortSignal;
};

export type WatchConfig = TasksConfig & {
  /** Milliseconds between polls, at least 2000. @default 10_000 */
  readonly intervalMs?: number;
};
