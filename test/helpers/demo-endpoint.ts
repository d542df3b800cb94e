import type {TestContext} from 'node:test';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {
  type Ec2Endpoint,
  type Ec2EndpointOptions,
  startEc2Endpoint,
} from '../../source/demo/endpoint/ec2-endpoint.js';

/** The moment that tests take for the present, ms since the epoch. */
export const NOW = Date.parse('2026-06-15T12:00:00.000Z');

/** Starts an endpoint that is closed when the test ends. Its clock stands still at `NOW` unless the options have another. */
export async function endpointFor(
  t: TestContext,
  options: Ec2EndpointOptions,
): Promise<Ec2Endpoint> {
  const endpoint = await startEc2Endpoint({now: () => NOW, ...options});
  t.after(() => endpoint.close());
  return endpoint;
}

/** The AMI ID that ends in this number. */
export function amiIdOf(number: number): string {
  return `ami-${number.toString(16).padStart(17, '0')}`;
}

/** A completed task that started so many minutes before `NOW`; any member can be given. */
export function demoTask(minutesAgo: number, members: Partial<DemoTask> = {}): DemoTask {
  const amiId = members.amiId ?? amiIdOf(minutesAgo);
  return {
    amiId,
    startedAt: NOW - minutesAgo * 60_000,
    bucket: 'ami-archive-00',
    s3ObjectKey: `${amiId}.bin`,
    progressPercentage: 100,
    storeTaskState: 'Completed',
    storeTaskFailureReason: '',
    ...members,
  };
}

/** So many completed tasks, newest first, one minute apart. */
export function demoTasks(count: number): DemoTask[] {
  return Array.from({length: count}, (_, index) => demoTask(index));
}

/** The form of one request; `params` add to the Action and Version, or replace them. */
export function queryFor(params: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({
    Action: 'DescribeStoreImageTasks',
    Version: '2016-11-15',
    ...params,
  });
}
