import type {Ec2SourceOptions} from '../../ec2/client.js';
import type {Output} from '../../report/once/formats.js';
import type {Order} from '../../task/order.js';
import type {Filter} from '../../task/service-filter.js';

/** What the program is to do. */
export type RunMode = 'live' | 'once' | 'wait' | 'follow' | 'skeleton';

/** Where to ask, apart from what the process itself gives. */
export type SourceChoice = Omit<Ec2SourceOptions, 'env' | 'debug'>;

/** Everything the user said, read and checked: flags, environment, config file and defaults put together. */
export type Options = {
  readonly mode: RunMode;

  /** Well-formed and each once. Empty: every AMI. */
  readonly imageIds: readonly string[];
  readonly states: readonly string[];
  readonly buckets: readonly string[];

  /** Those of --filters and --cli-input-json; they apply beside `states` and `buckets`. */
  readonly filters: readonly Filter[];

  /** Milliseconds since the epoch. */
  readonly since: number | undefined;

  /** True where --since was so long ago, false for a time that was given as such. */
  readonly isSinceAgo: boolean;

  /** Every profile with every Region, at least one. */
  readonly sources: readonly SourceChoice[];
  readonly isDemo: boolean;
  readonly intervalMs: number;
  /** That of --output; other places count for one answer only, and are looked at there. */
  readonly output: Output | undefined;
  readonly query: string | undefined;
  readonly pageSize: number | undefined;
  readonly maxItems: number | undefined;
  readonly startingToken: string | undefined;

  /** The service's own token, from --cli-input-json. */
  readonly nextToken: string | undefined;
  readonly isPaginated: boolean;
  readonly isDryRun: boolean | undefined;
  readonly skeleton: 'input' | 'output' | 'yaml-input';

  /** Milliseconds; `undefined` means never. */
  readonly timeoutMs: number | undefined;
  readonly appearMs: number | undefined;
  readonly isFailFast: boolean;
  readonly bell: boolean;
  readonly notify: boolean;
  readonly title: boolean;
  readonly exec: string | undefined;
  readonly log: string | undefined;
  readonly color: 'on' | 'off' | 'auto';

  /** Ids of columns; those that only the screen has are left out of reports. */
  readonly columns: readonly string[] | undefined;

  /** True where they are those of the command line itself. */
  readonly areColumnsGiven: boolean;
  readonly sort: Order | undefined;
  readonly utc: boolean;

  /** The screen is sentences; `undefined` where nobody said. */
  readonly isScreenReader: boolean | undefined;

  /** The screen starts with the overview. */
  readonly isOverview: boolean;
  readonly debug: boolean;

  /** What to tell before anything else, in sentences. */
  readonly warnings: readonly string[];
};
