import type {DemoTask} from '../../source/demo/demo-task.js';
import {
  describeStoreImageTasks,
  takeToken,
  type World,
} from '../../source/demo/endpoint/describe-store-image-tasks.js';
import {ServiceError} from '../../source/demo/endpoint/service-error.js';
import type {DescribeRequest, DescribeStoreImageTasks} from '../../source/ec2/answer/describe.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';

export type SimulatedEc2 = {
  readonly describe: DescribeStoreImageTasks;

  /** Every request, in order, with the time it was sent and what became of it. */
  readonly requests: {
    readonly at: number;
    readonly request: DescribeRequest;
    outcome: string;
  }[];
};

/**
The embedded endpoint's rules without its HTTP, for simulations of hours.
@param fault Called before each request; what it returns is thrown.
*/
export function simulateEc2(
  world: World,
  fault: (request: DescribeRequest) => Error | undefined = () => undefined,
): SimulatedEc2 {
  const requests: SimulatedEc2['requests'] = [];
  return {
    requests,
    async describe(request) {
      const entry = {at: world.now(), request, outcome: 'ok'};
      requests.push(entry);
      try {
        const error = fault(request);
        if (error) {
          throw error;
        }

        takeToken(world);
        const {tasks, nextToken} = describeStoreImageTasks(request, world);
        return {
          tasks: tasks.map(reading),
          lostRows: 0,
          nextToken,
          requestId: undefined,
          serviceTime: dateOf(world),
        };
      } catch (error) {
        const named = error instanceof ServiceError ? ec2Error(error, dateOf(world)) : error;
        entry.outcome = named instanceof Ec2Error ? named.kind : 'error';
        throw named;
      }
    },
  };
}

/** One reading for each task of a scenario that gives the same object again: simulations of days read millions of rows. */
const readings = new WeakMap<DemoTask, StoreImageTask>();

/** A task of the simulated account as the EC2 layer reads it. */
export function reading(task: DemoTask): StoreImageTask {
  const known = readings.get(task);
  const made = known ?? {
    ...task,
    taskStartTime: new Date(task.startedAt).toISOString(),
    storeTaskFailureReason: task.storeTaskFailureReason,
  };
  if (!known) {
    readings.set(task, made);
  }

  return made;
}

/** As the `Date` header has it: in whole seconds. */
function dateOf({now}: World): number {
  return Math.floor(now() / 1000) * 1000;
}

function ec2Error(error: ServiceError, serviceTime: number): Ec2Error {
  const {code} = error;
  const kind =
    code === 'RequestLimitExceeded' ? 'throttled' : error.status >= 500 ? 'service' : 'bad-request';
  return new Ec2Error(error.message, {kind, code, serviceMessage: error.message, serviceTime});
}
