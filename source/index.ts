/// <reference lib="esnext.disposable" preserve="true" />

/**
The library: the tasks of an account as iterators and promises, and below them the polling store, without the screen.

`openEc2Source` opens a profile in a Region; `listStoreImageTasks`, `watchStoreImageTasks` and `waitForStoreImageTasks` ask it within EC2's request budget. `createTaskStore` polls sources and gives immutable snapshots.
@module
*/

export type {
  DescribeAnswer,
  DescribeRequest,
  DescribeStoreImageTasks,
} from './ec2/answer/describe.js';
export type {Ec2Source, Environment} from './ec2/client.js';
export type {GivenCredentials, Keys} from './ec2/credentials/way.js';
export {Ec2Error, type Ec2ErrorDetails, type Ec2ErrorKind} from './ec2/errors.js';
export {
  type ChangesOptions,
  changesOf,
  type StoreImageTaskChange,
  watchStoreImageTasks,
} from './library/changes.js';
export type {LibrarySource, TaskInput, TasksConfig, WatchConfig} from './library/config.js';
export {listStoreImageTasks} from './library/list-tasks.js';
export {type OpenedSource, openEc2Source, type SourceOptions} from './library/open-source.js';
export {type StoreImageTaskResult, toStoreImageTaskResult} from './library/task-result.js';
export {createTaskStore, type DisposableTaskStore} from './library/task-store.js';
export {type WaitConfig, type WaitOutcome, waitForStoreImageTasks} from './library/wait.js';
export type {Clock} from './poll/clock.js';
export type {TaskStoreOptions} from './poll/create-task-store.js';
export type {IntervalReason} from './poll/pace/pace.js';
export type {Priority} from './poll/pace/token-bucket.js';
export type {
  CoverageStatus,
  DataStatus,
  FetchStatus,
  Scope,
  SourceError,
  SourceStatus,
  StoreSnapshot,
  TaskStore,
} from './poll/snapshot.js';
export {eventCursor, type NewEvents} from './poll/tasks/event-cursor.js';
export type {EventHistory, LoggedEvent} from './poll/tasks/event-log.js';
export type {ObservationGap, TaskChange, TaskEvent, TaskEventType} from './poll/tasks/events.js';
export type {Chunk, TaskList} from './poll/tasks/task-list.js';
export type {ProgressSample, TrackedTask} from './poll/tasks/tracked-task.js';
export {type Estimate, estimate, type Samples} from './task/estimate.js';
export {failureGroup, groupFailures} from './task/failure-reasons.js';
export {
  type CalendarDay,
  calendarDays,
  type DayCounts,
  startedPerDay,
} from './task/per-day.js';
export type {Filter} from './task/service-filter.js';
export type {SourceIdentity, SourceName} from './task/source-name.js';
export {
  isRunning,
  objectUri,
  type StoreImageTask,
  TASK_STATES,
  type TaskState,
  taskIdentity,
} from './task/store-image-task.js';
