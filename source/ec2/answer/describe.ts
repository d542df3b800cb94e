import type {Filter} from '../../task/service-filter.js';
import type {StoreImageTask} from '../../task/store-image-task.js';

/** One DescribeStoreImageTasks request. `imageIds` (1 to 20) goes with neither `maxResults` nor `filters`. */
export type DescribeRequest = {
  readonly imageIds?: readonly string[];
  readonly filters?: readonly Filter[];

  /** 1 to 200. */
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly dryRun?: boolean;
};

export type DescribeAnswer = {
  /** In the service's order, newest first. */
  readonly tasks: readonly StoreImageTask[];

  /** Rows that could not be read (a timestamp or percentage that isn't one). */
  readonly lostRows: number;
  readonly nextToken: string | undefined;

  /** The service marked the end of the list with an empty token, as the aws command shows without paging. @default false */
  readonly hasEmptyToken?: boolean;
  readonly requestId: string | undefined;

  /** The service's clock (`Date` header), ms since the epoch; `undefined` when the answer didn't tell. */
  readonly serviceTime?: number | undefined;
};

/**
Asks once: exactly one HTTP request, never a retry (the caller owns the request budget).
@throws {Ec2Error} for everything that goes wrong.
*/
export type DescribeStoreImageTasks = (
  request: DescribeRequest,
  signal?: AbortSignal,
) => Promise<DescribeAnswer>;
