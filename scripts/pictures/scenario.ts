import type {DemoTask} from '../../source/demo/demo-task.js';

const MINUTE = 60_000;

type Row = readonly [minutesAgo: number, id: string, bucket: string, progress: number | string];

/** A percent runs, 100 is completed, a text is the reason of a failure. */
const ROWS: readonly Row[] = [
  [9, '0d91b7584a2265b1f', 'ami-archive-00', 38],
  [26, '07c3a9e1f4b8d2065', 'ami-archive-01', 71],
  [
    112,
    '0c7ed4d57b1e2feb8',
    'ami-archive-03',
    'Client.InvalidKmsKey.InvalidState: the key policy of arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab does not allow the role ami-archiver to perform kms:CreateGrant, which is needed to read the encrypted snapshot snap-0f1e2d3c4b5a69788',
  ],
  [14, '0a4f6c2be83d91577', 'ami-archive-00', 0],
  [190, '0c612e7696a6cecc1', 'ami-archive-01', 100],
  [305, '04b2d8f06c91ea377', 'ami-archive-00', 100],
  [401, '0fe81c5d27a3b6940', 'ami-release', 100],
  [522, '09d35b7ac16e8f204', 'ami-archive-03', 100],
  [760, '0b7f2a4d9c8e61355', 'ami-release', 'Access to the S3 bucket was denied.'],
  [1115, '0d91b7584a2265b1f', 'ami-archive-02', 100],
];

/** The tasks of the pictures, newest first. The rest of the month is there, too: the counts of a real account. */
export function pictureTasks(now: number): readonly DemoTask[] {
  const older = Array.from(
    {length: 150},
    (_, index): Row => [
      1400 + index * 283,
      `0${(0xa7_31_5c_09_4b_e2 * (index + 3)).toString(16).padStart(16, '3').slice(0, 16)}`,
      `ami-archive-0${index % 4}`,
      index % 29 === 7 ? 'The upload was aborted after 5 attempts.' : 100,
    ],
  );
  return [...ROWS, ...older].map(row => taskOf(row, now)).sort((a, b) => b.startedAt - a.startedAt);
}

function taskOf([minutesAgo, id, bucket, progress]: Row, now: number): DemoTask {
  const amiId = `ami-${id}`;
  const isFailed = typeof progress === 'string';
  return {
    amiId,
    startedAt: now - minutesAgo * MINUTE - 20_000,
    bucket,
    s3ObjectKey: `${amiId}.bin`,
    progressPercentage: isFailed ? 31 : progress,
    storeTaskState: isFailed ? 'Failed' : progress === 100 ? 'Completed' : 'InProgress',
    storeTaskFailureReason: isFailed ? progress : '',
  };
}
