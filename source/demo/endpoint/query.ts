import type {Filter} from '../../task/service-filter.js';
import {ServiceError} from './service-error.js';

/** One DescribeStoreImageTasks request, read but not yet judged. */
export type DescribeInput = {
  readonly imageIds?: readonly string[];
  readonly filters?: readonly Filter[];
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly dryRun?: boolean;
};

const VERSION = '2016-11-15';

/** Those that belong to every action or to signing. */
const COMMON =
  /^(?:Action|Version|AWSAccessKeyId|Signature\w*|Timestamp|Expires|SecurityToken|X-Amz-[\w-]+)$/;
const LIST_MEMBER =
  /^(?:ImageId\.(?<image>[1-9]\d{0,4})|Filter\.(?<filter>[1-9]\d{0,4})\.(?:Name|Value\.(?<value>[1-9]\d{0,4})))$/;

/**
Checks that the request asks for the one action there is.
@throws {ServiceError} MissingAction, InvalidAction, MissingParameter.
*/
export function assertAction(params: URLSearchParams): void {
  const action = params.get('Action');
  if (!action) {
    throw new ServiceError('MissingAction');
  }

  const version = params.get('Version');
  if (!version) {
    throw new ServiceError('MissingParameter', 'The request must contain the parameter Version');
  }

  // EC2 words an unknown version the same way: the action isn't in it.
  if (action !== 'DescribeStoreImageTasks' || version !== VERSION) {
    throw new ServiceError(
      'InvalidAction',
      `The action ${action} is not valid for this web service.`,
    );
  }
}

/**
Reads the EC2 Query form of the request (`ImageId.1`, `Filter.1.Name`, `Filter.1.Value.1`, `MaxResults`, …).
@throws {ServiceError} UnknownParameter, InvalidParameterValue.
*/
export function readQuery(params: URLSearchParams): DescribeInput {
  const imageIds: [number, string][] = [];
  const filters = new Map<number, {name: string | undefined; values: [number, string][]}>();
  const scalars: {maxResults?: number; nextToken?: string; dryRun?: boolean} = {};

  for (const [key, value] of params) {
    const member = LIST_MEMBER.exec(key)?.groups;
    if (member?.image) {
      imageIds.push([Number(member.image), value]);
    } else if (member?.filter) {
      const position = Number(member.filter);
      const filter = filters.get(position) ?? {name: undefined, values: []};
      filters.set(position, filter);
      if (member.value) {
        filter.values.push([Number(member.value), value]);
      } else {
        filter.name = value;
      }
    } else if (key === 'MaxResults') {
      scalars.maxResults = readInteger(key, value);
    } else if (key === 'DryRun') {
      scalars.dryRun = readBoolean(key, value);
    } else if (key === 'NextToken') {
      scalars.nextToken = value;
    } else if (!COMMON.test(key)) {
      throw new ServiceError('UnknownParameter', `The parameter ${key} is not recognized`);
    }
  }

  return {
    ...scalars,
    imageIds: inOrder(imageIds),
    // A filter without a name is "null" in the service's own words.
    filters: inOrder([...filters]).map(({name, values}) => ({
      name: name ?? 'null',
      values: inOrder(values),
    })),
  };
}

function inOrder<T>(numbered: readonly (readonly [number, T])[]): T[] {
  return numbered.toSorted((a, b) => a[0] - b[0]).map(([, value]) => value);
}

function readInteger(key: string, value: string): number {
  if (!/^-?\d{1,9}$/.test(value)) {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value (${value}) for parameter ${key} is invalid. Expecting an integer.`,
    );
  }

  return Number(value);
}

function readBoolean(key: string, value: string): boolean {
  if (value !== 'true' && value !== 'false') {
    throw new ServiceError(
      'InvalidParameterValue',
      `Value (${value}) for parameter ${key} is invalid. Expecting true or false.`,
    );
  }

  return value === 'true';
}
