import type {DemoTask, Scenario} from '../../source/demo/demo-task.js';
import type {World} from '../../source/demo/endpoint/describe-store-image-tasks.js';
import type {DescribeRequest} from '../../source/ec2/answer/describe.js';
import {createTaskStore, type TaskStoreOptions} from '../../source/poll/create-task-store.js';
import type {StoreSnapshot, TaskStore} from '../../source/poll/snapshot.js';
import {SimulatedClock} from './simulated-clock.js';
import {type SimulatedEc2, simulateEc2} from './simulated-ec2.js';

export type SimulatedStore = {
  readonly clock: SimulatedClock;
  readonly ec2: SimulatedEc2;
  readonly store: TaskStore;
  readonly snapshot: () => StoreSnapshot;

  /** Stops the polling. */
  readonly stop: () => void;
};

type Options = Partial<Omit<TaskStoreOptions, 'sources' | 'clock'>> & {
  readonly clock?: SimulatedClock;
  readonly scenario: Scenario | ((clock: SimulatedClock) => Scenario);
  readonly world?: Partial<World>;
  readonly fault?: (request: DescribeRequest) => Error | undefined;
};

/** A store that polls a simulated account on a simulated clock; nothing is random unless a test says so. */
export function simulateStore(options: Options): SimulatedStore {
  const {clock = new SimulatedClock(), scenario, world, fault, ...rest} = options;
  const ec2 = simulateEc2(
    {
      scenario: typeof scenario === 'function' ? scenario(clock) : scenario,
      now: clock.now,
      ...world,
    },
    fault,
  );
  const store = createTaskStore({
    sources: [{profile: 'default', region: 'us-east-1', describe: ec2.describe}],
    clock,
    random: () => 0.5,
    ...rest,
  });
  return {clock, ec2, store, snapshot: store.getSnapshot, stop: store.subscribe(() => {})};
}

/** One task of a simulated account. */
export function simulatedTask(startedAt: number, members: Partial<DemoTask> = {}): DemoTask {
  const amiId = members.amiId ?? `ami-${startedAt.toString(16).padStart(17, '0')}`;
  return {
    amiId,
    startedAt,
    bucket: 'archive',
    s3ObjectKey: `${amiId}.bin`,
    progressPercentage: 41,
    storeTaskState: 'InProgress',
    ...members,
  };
}
