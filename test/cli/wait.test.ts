import assert from 'node:assert/strict';
import test from 'node:test';
import {Ec2Error, type Ec2ErrorKind} from '../../source/ec2/errors.js';
import {AMI, HOUR, MINUTE, OTHER_AMI, parseLines, simulate} from './wait-simulation.js';

const failing = (kind: Ec2ErrorKind, code?: string) => new Ec2Error(`It is ${kind}.`, {kind, code});

/** That it took so long, and at most one poll more. */
function assertTook(tookMs: number, expectedMs: number, slackMs = 12_000) {
  assert.ok(tookMs >= expectedMs && tookMs <= expectedMs + slackMs, `it took ${tookMs} ms`);
}

test('it waits for a running task of the AMI, tells each change, and sums up', async () => {
  const {code, lines, stderr, tookMs, timers} = await simulate(['--wait', AMI, '--utc'], {
    lives: [{starts: -MINUTE}],
  });
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '');
  assertTook(tookMs, 59 * MINUTE);
  assert.equal(lines[0], `2026-01-15 12:00:00Z  watching   ${AMI}    1%  s3://archive/${AMI}.bin`);
  assert.match(lines[1] ?? '', /^2026-01-15 12:00:\d\dZ {2}progress {3}ami-\w+ {4}2% {2}s3:/);
  assert.match(lines.at(-2) ?? '', /completed {2}ami-\w+ {2}100% {2}s3:/);
  assert.match(lines.at(-1) ?? '', /^Done after 59m( \d+s)?: 1 Completed\.$/);
  assert.equal(lines.length, 1 + 98 + 1 + 1);
  assert.equal(timers, 0);
});

test('a failure ends it with 1 and its reason', async () => {
  const {code, lines, tookMs} = await simulate(['--wait', AMI, '--utc'], {
    lives: [{starts: -MINUTE, fails: 'Access to the bucket was denied'}],
  });
  assert.equal(code, 1);
  assertTook(tookMs, 29 * MINUTE);
  assert.match(lines.at(-2) ?? '', / failed .* Access to the bucket was denied$/);
  assert.match(lines.at(-1) ?? '', /: 1 Failed\.$/);
});

test('ndjson lines have the names of the API, ISO times and a summary', async () => {
  const {code, stdout} = await simulate(['--wait', AMI, '--output', 'ndjson'], {
    lives: [{starts: -MINUTE, fails: 'No'}],
  });
  assert.equal(code, 1);
  const objects = parseLines(stdout);
  assert.deepEqual(objects[0], {
    Time: '2026-01-15T12:00:00.000Z',
    Event: 'watching',
    Profile: 'default',
    Region: 'us-east-1',
    AmiId: AMI,
    TaskStartTime: '2026-01-15T11:59:00.000Z',
    Bucket: 'archive',
    S3objectKey: `${AMI}.bin`,
    ProgressPercentage: 1,
    StoreTaskState: 'InProgress',
  });
  const {Event, StoreTaskFailureReason, PreviousStoreTaskState} = objects.at(-2) ?? {};
  assert.deepEqual(
    [Event, StoreTaskFailureReason, PreviousStoreTaskState],
    ['failed', 'No', 'InProgress'],
  );
  const {Time: _, Seconds, ...summary} = objects.at(-1) as Record<string, unknown>;
  assert.deepEqual(summary, {
    Event: 'summary',
    Outcome: 'failed',
    Completed: 0,
    Failed: 1,
    Unsettled: 0,
    Missing: [],
    Gone: [],
  });
  assert.ok((Seconds as number) >= 29 * 60);
});

test('an old failure of the same AMI does not end it: a task that is hidden at first is the one', async () => {
  const {code, stdout, stderr, tookMs} = await simulate(['--wait', AMI], {
    lives: [
      {starts: -2 * HOUR, fails: 'Long ago'},
      {starts: -1000, hiddenMs: MINUTE, workMs: 10 * MINUTE},
    ],
  });
  assert.equal(code, 0, stdout);
  assertTook(tookMs, 10 * MINUTE - 1000);
  assert.doesNotMatch(stdout, /Long ago/);
  assert.match(stderr, /^amiwatch: The last task of ami-\w+ \(Failed, started 2h ago\) may be an/);
});

test('nor does one that failed minutes ago, just before a new try', async () => {
  const {code, stdout} = await simulate(['--wait', AMI], {
    lives: [
      {starts: -4 * MINUTE, workMs: 2 * MINUTE, fails: 'Just now'},
      {starts: -1000, hiddenMs: 100_000, workMs: 10 * MINUTE},
    ],
  });
  assert.equal(code, 0, stdout);
  assert.doesNotMatch(stdout, /Just now/);
});

test('with --appear 0 nothing is waited for that is not there', async () => {
  const lives = [{starts: -3 * MINUTE, workMs: MINUTE}];
  const there = await simulate(['--wait', AMI, '--appear', '0'], {lives});
  assert.equal(there.code, 0);
  assertTook(there.tookMs, 0, 1000);
  const missing = await simulate(['--wait', OTHER_AMI, '--appear', '0'], {lives});
  assert.equal(missing.code, 3);
  assertTook(missing.tookMs, 0, 1000);
});

test('--since lets a settled task count at once, and keeps earlier ones out', async () => {
  const lives = [{starts: -5 * HOUR, fails: 'Long ago'}, {starts: -3 * HOUR}];
  const counted = await simulate(['--wait', AMI, '--since', '4h'], {lives});
  assert.equal(counted.code, 0);
  assertTook(counted.tookMs, 0, 1000);
  const excluded = await simulate(['--wait', AMI, '--since', '1h'], {lives});
  assert.equal(excluded.code, 3);
  const failed = await simulate(['--wait', AMI, '--since', '6h'], {lives: lives.slice(0, 1)});
  assert.equal(failed.code, 1);
  assert.match(failed.stdout, /failed .*Long ago/);
});

test('--since keeps out a running task, too', async () => {
  const {code} = await simulate(['--wait', AMI, '--since', '10m'], {lives: [{starts: -HOUR / 2}]});
  assert.equal(code, 3);
});

test('a task that only appears later is waited for, as long as --appear says', async () => {
  const lives = [{starts: 4 * MINUTE, workMs: 10 * MINUTE}];
  const {code, lines, stderr} = await simulate(['--wait', AMI, '--appear', '5m'], {lives});
  assert.equal(code, 0);
  assert.match(lines[0] ?? '', /watching/);
  assert.match(stderr, /^amiwatch: No task yet for ami-\w+\. Waiting 5m for one \(--appear\)\.\n$/);
  assert.equal((await simulate(['--wait', AMI], {lives})).code, 3);
});

test('an AMI that the service does not know yet is waited for as one without a task', async () => {
  const fault = (time: number) =>
    time < MINUTE
      ? new Ec2Error('No such AMI.', {
          kind: 'bad-request',
          code: 'InvalidAMIID.NotFound',
          serviceMessage: `The image id '[${AMI}]' does not exist`,
        })
      : undefined;
  const lives = [{starts: -1000, workMs: 5 * MINUTE}];
  const {code, stderr} = await simulate(['--wait', AMI], {lives, fault});
  assert.equal(code, 0, stderr);
  assert.doesNotMatch(stderr, /No such AMI/);
  const never = await simulate(['--wait', AMI], {lives, fault: () => fault(0)});
  assert.equal(never.code, 3);
});

test('a newer store of the same AMI does not take the place of the one watched', async () => {
  const {code, stdout, tookMs} = await simulate(['--wait', AMI], {
    lives: [
      {starts: -MINUTE},
      {starts: 10 * MINUTE, bucket: 'other', workMs: MINUTE, fails: 'The other one'},
    ],
  });
  assert.equal(code, 0, stdout);
  assertTook(tookMs, 59 * MINUTE, 5 * MINUTE);
  assert.doesNotMatch(stdout, /The other one/);
});

test('several AMIs: it goes on to the last; a failure weighs more than a missing task', async () => {
  const lives = [
    {starts: -MINUTE, fails: 'No'},
    {starts: -MINUTE, amiId: OTHER_AMI},
  ];
  const both = await simulate(['--wait', AMI, OTHER_AMI], {lives});
  assert.equal(both.code, 1);
  assertTook(both.tookMs, 59 * MINUTE);
  assert.match(both.lines.at(-1) ?? '', /1 Completed; 1 Failed/);
  const third = 'ami-0c612e7696a6cecc1';
  assert.equal((await simulate(['--wait', AMI, third], {lives})).code, 1);
  assert.equal((await simulate(['--wait', OTHER_AMI, third], {lives})).code, 3);
});

test('without IDs it waits for what runs at the start, and for nothing else', async () => {
  const {code, lines, tookMs} = await simulate(['--wait'], {
    lives: [
      {starts: -2 * HOUR, amiId: 'ami-0c612e7696a6cecc1', fails: 'Before'},
      {starts: -MINUTE},
      {starts: 5 * MINUTE, amiId: OTHER_AMI, workMs: MINUTE, fails: 'After'},
    ],
  });
  assert.equal(code, 0);
  assertTook(tookMs, 59 * MINUTE);
  assert.ok(lines.slice(0, -1).every(line => line.includes(AMI)));
});

test('nothing running: 0, with a message, at once', async () => {
  const {code, stdout, tookMs} = await simulate(['--wait'], {lives: [{starts: -2 * HOUR}]});
  assert.equal(code, 0);
  assert.equal(stdout, 'Nothing is running: there is nothing to wait for.\n');
  assertTook(tookMs, 0, 1000);
});

test('--bucket, --state and --filters decide what is watched', async () => {
  const lives = [
    {starts: -MINUTE, fails: 'No'},
    {starts: -MINUTE, amiId: OTHER_AMI, bucket: 'other'},
  ];
  for (const filter of [
    ['--bucket', 'other'],
    ['--filters', 'Name=bucket,Values=oth*'],
    ['--bucket', 'other', '--state', 'InProgress'],
  ]) {
    const {code, lines} = await simulate(['--wait', ...filter], {lives});
    assert.equal(code, 0, filter.join(' '));
    assert.match(lines.at(-1) ?? '', /: 1 Completed\.$/);
  }
  const refused = await simulate(['--wait', '--filters', 'Name=owner,Values=me'], {lives});
  assert.equal(refused.code, 252);
  const never = await simulate(['--wait', '--state', 'Failed'], {lives});
  assert.equal(never.code, 252);
  assert.match(never.stderr, /Leave --state out/);
});

test('--timeout ends it with 124, to the second', async () => {
  const {code, lines, tookMs, timers} = await simulate(['--wait', AMI, '--timeout', '754s'], {
    lives: [{starts: -MINUTE}],
  });
  assert.equal(code, 124);
  assertTook(tookMs, 754_000, 1000);
  assert.match(lines.at(-1) ?? '', /^Timed out after 12m 34s: 1 not settled\.$/);
  assert.equal(timers, 0);
});

test('--timeout holds although nothing ever answers', async () => {
  const {code, tookMs} = await simulate(['--wait', AMI, '--timeout', '10m'], {
    lives: [],
    fault: () => failing('service'),
  });
  assert.equal(code, 124);
  assertTook(tookMs, 10 * MINUTE, 1000);
});

for (const kind of ['network', 'service', 'expired', 'credentials', 'bad-answer'] as const) {
  test(`an outage (${kind}) in the middle does not end it, and is told once`, async () => {
    const {code, stderr, stdout} = await simulate(['--wait', AMI], {
      lives: [{starts: -MINUTE}],
      fault: time => (time > 20 * MINUTE && time < 40 * MINUTE ? failing(kind) : undefined),
    });
    assert.equal(code, 0, stdout);
    assert.match(
      stderr,
      new RegExp(
        `^amiwatch: It is ${kind}\\. Trying again until it answers\\.\\namiwatch: It answers again, after (?:19|20)m[^.]*\\.\\n$`,
      ),
    );
  });
}

test('a throttled answer now and then is no outage, a row of them is', async () => {
  const lives = [{starts: -MINUTE}];
  const seldom = await simulate(['--wait', AMI], {
    lives,
    fault: time => (Math.floor(time / 10_000) % 30 === 7 ? failing('throttled') : undefined),
  });
  assert.equal(seldom.code, 0);
  assert.equal(seldom.stderr, '');
  const row = await simulate(['--wait', AMI], {
    lives,
    fault: time => (time > 20 * MINUTE && time < 40 * MINUTE ? failing('throttled') : undefined),
  });
  assert.equal(row.code, 0);
  assert.equal(row.stderr.split('\n').length, 3);
});

test('what comes at the start and passes does not end it', async () => {
  for (const [kind, code] of [
    ['network', undefined],
    ['throttled', 'RequestLimitExceeded'],
    ['expired', 'RequestExpired'],
  ] as const) {
    const result = await simulate(['--wait', AMI], {
      lives: [{starts: -MINUTE}],
      fault: time => (time < 5000 ? failing(kind, code) : undefined),
    });
    assert.equal(result.code, 0, kind);
  }
});

for (const [kind, expected] of [
  ['configuration', 253],
  ['credentials', 253],
  ['expired', 253],
  ['denied', 254],
  ['bad-request', 254],
] as const) {
  test(`${kind} at the start ends it with ${expected}`, async () => {
    const {code, stdout, stderr, tookMs} = await simulate(['--wait', AMI], {
      lives: [],
      fault: () => failing(kind),
    });
    assert.equal(code, expected);
    assert.equal(stdout, '');
    assert.equal(stderr, `amiwatch: It is ${kind}.\n`);
    assertTook(tookMs, 0, 1000);
  });
}

test('a task that the service forgets is said to be gone, and ends with 3', async () => {
  const {code, stdout} = await simulate(['--wait', AMI, '--output', 'ndjson'], {
    lives: [{starts: -MINUTE, goneAt: 10 * MINUTE}],
  });
  assert.equal(code, 3);
  const objects = parseLines(stdout);
  assert.equal(objects.at(-2)?.Event, 'gone');
  assert.deepEqual(objects.at(-1)?.Gone, [AMI]);
});

test('two Regions: all tasks of both, each line with its place', async () => {
  const {code, stdout} = await simulate(
    ['--wait', '--region', 'us-east-1', '--region', 'eu-west-1', '--output', 'ndjson'],
    {
      lives: [{starts: -MINUTE}],
      elsewhere: {'eu-west-1': [{starts: -20 * MINUTE, amiId: OTHER_AMI, fails: 'No'}]},
      fault: (time, _, region) =>
        region === 'eu-west-1' && time < MINUTE ? failing('network') : undefined,
    },
  );
  assert.equal(code, 1);
  const ends = parseLines(stdout).filter(({Event}) => Event === 'completed' || Event === 'failed');
  assert.deepEqual(
    ends.map(({Event, Region}) => [Event, Region]),
    [
      ['failed', 'eu-west-1'],
      ['completed', 'us-east-1'],
    ],
  );
  const late = await simulate(['--wait', AMI, '--region', 'us-east-1', '--region', 'eu-west-1'], {
    lives: [],
    elsewhere: {'eu-west-1': [{starts: -MINUTE}]},
    fault: (time, _, region) =>
      region === 'eu-west-1' && time < 4 * MINUTE ? failing('network') : undefined,
  });
  assert.equal(late.code, 0, 'an AMI is not given up while a Region is still to answer');
  assert.match(late.lines[0] ?? '', /default\/eu-west-1$/);
});

test('a signal ends it at once, and nothing is left behind', async () => {
  const {code, tookMs, timers, lines} = await simulate(['--wait', AMI], {
    lives: [{starts: -MINUTE}],
    interruptAt: 3 * MINUTE,
  });
  assert.equal(code, 130);
  assertTook(tookMs, 3 * MINUTE, 2000);
  assert.equal(timers, 0);
  assert.doesNotMatch(lines.at(-1) ?? '', /^Done/);
});
