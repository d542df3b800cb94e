import type {DescribeStoreImageTasks} from './describe.js';

/** Where a source is and how to reach it; what the user said, not yet resolved. */
export type Ec2SourceOptions = {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;

  /** @default true; false is --no-sign-request */
  readonly signRequest?: boolean;

  /** @default true; false is --no-verify-ssl */
  readonly verifySsl?: boolean;

  /** Path of a PEM file; AWS_CA_BUNDLE otherwise. */
  readonly caBundle?: string;

  /** Milliseconds. @default 60_000 */
  readonly readTimeoutMs?: number;

  /** Milliseconds. @default 10_000 */
  readonly connectTimeoutMs?: number;

  /** One line per event of the SDK or of HTTP, without credentials. */
  readonly debug?: (line: string) => void;

  readonly env: NodeJS.ProcessEnv;
};

/** One profile in one Region: the unit of polling, of errors and of the request budget. */
export type Ec2Source = {
  /** The profile that is used: --profile, AWS_PROFILE or `default`. Cleaned. */
  readonly profile: string;
  readonly region: string;
  readonly describe: DescribeStoreImageTasks;
  readonly destroy: () => void;
};

/**
Resolves the Region and makes the one client of a source. Asks neither EC2 nor for credentials yet.
@throws {Ec2Error} of kind `configuration`: no Region, no such profile, a CA bundle that can't be read.
*/
export async function openEc2Source(options: Ec2SourceOptions): Promise<Ec2Source> {
  throw new Error(`not implemented ${options.region}`);
}
