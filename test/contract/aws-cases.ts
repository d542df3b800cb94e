import {fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {amiIdOf, demoTask, demoTasks} from '../helpers/demo-endpoint.js';

const running = demoTask(1, {
  bucket: 'ami-archive-03',
  progressPercentage: 41,
  storeTaskState: 'InProgress',
  storeTaskFailureReason: undefined,
});
const failed = demoTask(2, {
  progressPercentage: 31,
  storeTaskState: 'Failed',
  storeTaskFailureReason: 'Zugriff auf "ami-archive-00" <verweigert> & gelöscht: 拒否 \\ /',
});
const mixed = [running, failed, ...demoTasks(28).slice(3)];

/** A row that lacks nearly everything, and an answer without any row. */
const nullFields: Ec2EndpointOptions = rewritten(
  `<item><amiId>${amiIdOf(1)}</amiId><storeTaskFailureReason/></item><item><bucket>b</bucket><taskStartTime>2026-06-15T11:59:00Z</taskStartTime><progressPercentage>7</progressPercentage></item>`,
);

function rewritten(items: string): Ec2EndpointOptions {
  const rewrite = (honest: {readonly status: number; readonly body: string | Uint8Array}) => ({
    ...honest,
    body: String(honest.body).replace(
      /<storeImageTaskResultSet>.*<\/storeImageTaskResultSet>/s,
      `<storeImageTaskResultSet>${items}</storeImageTaskResultSet>`,
    ),
  });
  return {scenario: fixedScenario(mixed), intercept: () => ({type: 'rewrite', rewrite})};
}

/** The accounts that are asked. */
export const ENDPOINTS: Readonly<Record<AwsCase['at'], Ec2EndpointOptions>> = {
  full: {scenario: fixedScenario(mixed)},
  empty: {scenario: fixedScenario([])},
  sparse: nullFields,
};

export type AwsCase = {
  readonly at: 'full' | 'empty' | 'sparse';
  /** Behind `aws ec2 describe-store-image-tasks`, and behind `amiwatch --once`. */
  readonly args: readonly string[];

  /** For one that ends in an error: our exit code, and what both say where the service refuses it, else we. */
  readonly refusal?: {readonly code: number; readonly message: RegExp};

  /** The one version of the aws command that this can be compared with. @default both */
  readonly only?: 1 | 2;

  /** Asked again, in both forms, with the token of its answer. */
  readonly goesOn?: boolean;
};

const states = 'StoreImageTaskResults[].[AmiId,StoreTaskState]';

/** Compared as json. */
const sets: readonly (readonly string[])[] = [
  [],
  ['--image-ids', amiIdOf(1)],
  ['--image-ids', amiIdOf(1), amiIdOf(2), amiIdOf(5)],
  ['--image-ids', JSON.stringify([amiIdOf(3), amiIdOf(4)])],
  ['--filters', 'Name=task-state,Values=Failed'],
  ['--filters', 'Name=task-state,Values=Failed,InProgress'],
  ['--filters', 'Name=task-state,Values=Failed,InProgress', 'Name=bucket,Values=ami-archive-00'],
  ['--filters', '[{"Name":"bucket","Values":["ami-archive-03"]}]'],
  [
    '--filters',
    '{"Name":"bucket","Values":["ami-archive-03"]}',
    '{"Name":"task-state","Values":["InProgress"]}',
  ],
  ['--filters', 'Name=bucket,Values="ami-archive-03"'],
  ['--filters', "Name=bucket,Values=['ami-archive-03','x']"],
  ['--filters', 'Name=bucket,Values=none-such'],
  ['--page-size', '7'],
  ['--page-size', '28'],
  ['--max-items', '5'],
  ['--max-items', '28'],
  ['--max-items', '0'],
  ['--max-items', '1000'],
  ['--max-items', '5', '--page-size', '3'],
  ['--max-items', '6', '--page-size', '3'],
  ['--max-items', '5', '--filters', 'Name=task-state,Values=Completed'],
  ['--page-size', '5', '--no-dry-run'],
  ['--page-size', '9', '--query', states],
  ['--query', 'StoreImageTaskResults[].AmiId'],
  ['--query', 'StoreImageTaskResults[0]'],
  ['--query', 'StoreImageTaskResults[0].Nothing'],
  [
    '--query',
    'StoreImageTaskResults[?StoreTaskState==`Failed`].{id:AmiId,why:StoreTaskFailureReason}',
  ],
  ['--query', "StoreImageTaskResults[?Bucket=='ami-archive-03'] | [0].[Bucket, AmiId]"],
  ['--query', 'length(StoreImageTaskResults)'],
  ['--query', 'StoreImageTaskResults[?ProgressPercentage > `40` && ProgressPercentage < `100`]'],
  ['--query', 'max_by(StoreImageTaskResults, &ProgressPercentage).AmiId'],
  ['--query', 'sort_by(StoreImageTaskResults, &S3objectKey)[].S3objectKey | [-2:]'],
  ['--query', "StoreImageTaskResults[].join('/', [Bucket, S3objectKey])"],
  [
    '--query',
    '{n: length(StoreImageTaskResults), first: StoreImageTaskResults[0].{a: AmiId}, t: `true`}',
  ],
  ['--query', 'NextToken', '--max-items', '3'],
  ['--query', '`{}`'],
  ['--query', '`[]`'],
  ['--query', 'StoreImageTaskResults[:2].[AmiId, [Bucket, StoreTaskState]]'],
  ['--query', 'StoreImageTaskResults[:3].{a: AmiId, b: StoreTaskFailureReason, c: [Bucket]}'],
  ['--query', "StoreImageTaskResults[:2].contains(AmiId, '1')"],
  ['--cli-input-json', '{"Filters":[{"Name":"task-state","Values":["Failed"]}]}'],
  ['--cli-input-json', `{"ImageIds":["${amiIdOf(2)}"],"DryRun":false}`],
  [
    '--cli-input-json',
    '{"Filters":[{"Name":"bucket","Values":["x"]}]}',
    '--filters',
    'Name=task-state,Values=Failed',
  ],
  ['--generate-cli-skeleton'],
  ['--generate-cli-skeleton', 'input'],
  ['--generate-cli-skeleton', 'output'],
  ['--generate-cli-skeleton', 'output', '--query', 'StoreImageTaskResults[].TaskStartTime'],
  ['--no-paginate', '--cli-input-json', '{"MaxResults":6}'],
  ['--no-paginate'],
  ['--no-paginate', '--image-ids', amiIdOf(2)],
  ['--no-paginate', '--query', 'NextToken'],
  [
    '--no-sign-request',
    '--color',
    'off',
    '--cli-read-timeout',
    '20',
    '--cli-connect-timeout',
    '20',
  ],
];

/** Those whose text differs from json in more than its form: pages, queries, names and lists. */
const isWorthText = (set: readonly string[]) =>
  set.length === 0 ||
  set.some(argument => /^--(?:query|page-size|max-items|no-paginate)$/.test(argument));

/** They end in an error: stdout stays empty, and the exit code isn't 0. */
const refused: readonly (readonly [args: readonly string[], code: number, message: RegExp])[] = [
  [
    ['--dry-run'],
    254,
    /An error occurred \(DryRunOperation\) when calling the DescribeStoreImageTasks operation: Request would have succeeded, but DryRun flag is set\./,
  ],
  [
    ['--filters', 'Name=state,Values=x'],
    254,
    /\(InvalidParameterValue\) .*The filter 'state' is invalid/,
  ],
  [['--starting-token', 'nonsense'], 254, /\(InvalidNextToken\)/],
  [['--nope'], 252, /--nope/],
  [['--query', 'a['], 252, /Bad value for --query a\[/],
  [['--no-paginate', '--max-items', '3'], 252, /--max-items/],
  [['--max-items', 'many'], 252, /--max-items/],
  [['--cli-input-json', '{'], 252, /JSON/],
  [['--cli-input-json', '{"Nope":1}'], 252, /Nope/],
  [['--endpoint-url', 'nowhere'], 252, /--endpoint-url/],
];

const text = ['--output', 'text'];

/** Requests in files, by paths from the root. */
const FILES = 'file://test/contract/requests';

/** Version 2.9 sends its own `PaginationConfig` to the service with these, and is refused. */
const REFUSED_BY_2 = ['--cli-input-json', '{"MaxResults":9}', '--max-items', '10'];

const CASES: readonly AwsCase[] = [
  ...sets.map(args => ({at: 'full' as const, args})),
  ...sets.filter(isWorthText).map(args => ({at: 'full' as const, args: [...args, ...text]})),
  ...[[], text].map(form => ({
    at: 'full' as const,
    args: [...REFUSED_BY_2, ...form],
    only: 1 as const,
  })),
  ...(['empty', 'sparse'] as const).flatMap(at =>
    [[], text, ['--query', states], ['--query', states, ...text]].map(args => ({at, args})),
  ),
  {at: 'full', args: ['--max-items', '5'], goesOn: true},
  {at: 'full', args: ['--max-items', '5', '--page-size', '3'], goesOn: true},
  {at: 'full', args: ['--starting-token', 'None___4']},
  {at: 'full', args: ['--cli-input-json', `${FILES}/running.json`]},
  {at: 'full', args: ['--filters', `${FILES}/failed.json`]},
  {at: 'full', args: ['--image-ids', `${FILES}/image-ids.json`]},
  ...refused.map(([args, code, message]) => ({
    at: 'full' as const,
    args,
    refusal: {code, message},
  })),
];

/** @param major Of the aws command. */
export function casesFor(major: number, at: AwsCase['at']): readonly AwsCase[] {
  return CASES.filter(known => known.at === at && (known.only ?? major) === major);
}

/** The accounts that are asked, by name. */
export const ACCOUNTS = ['full', 'empty', 'sparse'] as const;

/** What goes on from the token of an answer, in both forms. */
export function nextCases({at, args}: AwsCase, stdout: string): readonly AwsCase[] {
  const {NextToken: token} = JSON.parse(stdout) as {readonly NextToken?: string};
  if (!token) {
    throw new Error(`${args.join(' ')} has no NextToken`);
  }

  const next = [...args, '--starting-token', token];
  return [next, [...next, ...text]].map(args => ({at, args}));
}
