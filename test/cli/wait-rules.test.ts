import assert from 'node:assert/strict';
import test from 'node:test';
import {AMI, HOUR, type Life, MINUTE, OTHER_AMI, parseLines, simulate} from './wait-simulation.js';

const THIRD_AMI = 'ami-0c612e7696a6cecc1';

/** Of what becomes of a task whose state decides: which lives it has, how the wait ends, after how long (ms), and what is said of it. */
type Case = {
  readonly what: string;
  readonly lives: readonly Life[];
  readonly argv?: readonly string[];
  readonly code: number;
  readonly afterMs: number;
  readonly last: RegExp;
  readonly note?: RegExp;
};

const DONE = {starts: -2 * HOUR};
const FAILED = {starts: -2 * HOUR, fails: 'Access Denied'};
const JUST_DONE = {starts: -4 * MINUTE, workMs: MINUTE};
const JUST_FAILED = {...JUST_DONE, fails: 'Access Denied'};
const RUNNING = {starts: -30 * MINUTE};

const COUNTS =
  /No newer task of ami-\w+ has shown up: the last one \(\w+, started \w+ ago\) counts\./;

const cases: readonly Case[] = [
  {
    what: '1. one runs beside settled ones of every kind: it is waited for',
    lives: [DONE, FAILED, JUST_FAILED, {...RUNNING, bucket: 'second'}],
    code: 0,
    afterMs: 30 * MINUTE,
    last: /: 1 Completed\.$/,
  },
  {
    what: '1. one that fits the filters runs, behind a later one that does not fit',
    lives: [{...RUNNING, bucket: 'second'}, JUST_DONE],
    argv: ['--bucket', 'second'],
    code: 0,
    afterMs: 30 * MINUTE,
    last: /: 1 Completed\.$/,
  },
  {
    what: '1. two run: both are waited for',
    lives: [
      {starts: -40 * MINUTE, fails: 'No'},
      {...RUNNING, bucket: 'second'},
    ],
    code: 0,
    afterMs: 30 * MINUTE,
    last: /: 1 Completed\.$/,
  },
  {
    what: '2. Completed, begun 4 minutes ago: done at once',
    lives: [JUST_DONE, FAILED],
    code: 0,
    afterMs: 0,
    last: /: 1 Completed\.$/,
  },
  {
    what: '2. Completed, begun 6 minutes ago: --appear is waited, then it counts',
    lives: [{starts: -6 * MINUTE, workMs: MINUTE}, FAILED],
    code: 0,
    afterMs: 2 * MINUTE,
    last: /: 1 Completed\.$/,
    note: COUNTS,
  },
  {
    what: '2. Completed days ago',
    lives: [{starts: -72 * HOUR}],
    argv: ['--appear', '30s'],
    code: 0,
    afterMs: 30_000,
    last: /: 1 Completed\.$/,
    note: COUNTS,
  },
  {
    what: '2. Completed days ago, and a newer one shows up and fails',
    lives: [
      {starts: -72 * HOUR},
      {starts: -1000, hiddenMs: 90_000, workMs: 10 * MINUTE, fails: 'Access Denied'},
    ],
    code: 1,
    afterMs: 5 * MINUTE - 1000,
    last: /: 1 Failed\.$/,
  },
  {
    what: '2. Completed days ago, and a newer one shows up that is settled by then',
    lives: [{starts: -72 * HOUR}, {starts: -1000, hiddenMs: 90_000, workMs: MINUTE}],
    code: 0,
    afterMs: 90_000,
    last: /: 1 Completed\.$/,
  },
  ...[FAILED, JUST_FAILED].map(failed => ({
    what: `2. Failed, begun ${-failed.starts / MINUTE} minutes ago: --appear is waited, then 1 with its reason`,
    lives: [failed, {starts: -10 * HOUR}],
    code: 1,
    afterMs: 2 * MINUTE,
    last: / failed .*Access Denied\nDone .*: 1 Failed\.$/,
    note: COUNTS,
  })),
  {
    what: '3. none at all',
    lives: [],
    code: 3,
    afterMs: 2 * MINUTE,
    last: /: no task for ami-\w+\.$/,
  },
  {
    what: '3. none that fits the filters',
    lives: [DONE],
    argv: ['--bucket', 'elsewhere'],
    code: 3,
    afterMs: 2 * MINUTE,
    last: /: no task for ami-\w+\.$/,
    note: /^amiwatch: No task yet for ami-\w+\. Waiting 2m for one/,
  },
  ...(
    [
      [DONE, 0, /: 1 Completed\.$/, COUNTS],
      [FAILED, 1, / failed .*Access Denied\nDone .*: 1 Failed\.$/, COUNTS],
      [JUST_FAILED, 1, /: 1 Failed\.$/, COUNTS],
      [undefined, 3, /: no task for ami-\w+\.$/, /No task for ami-\w+ within 0s/],
    ] as const
  ).map(([life, code, last, note]) => ({
    what: `--appear 0 judges at once: ${code}`,
    lives: life ? [life] : [],
    argv: ['--appear', '0'],
    code,
    afterMs: 0,
    last,
    note,
  })),
  {
    what: '--appear 0 waits for what runs',
    lives: [RUNNING],
    argv: ['--appear', '0'],
    code: 0,
    afterMs: 30 * MINUTE,
    last: /: 1 Completed\.$/,
  },
  {
    what: '--timeout within --appear: what is there counts',
    lives: [DONE],
    argv: ['--timeout', '40s'],
    code: 0,
    afterMs: 40_000,
    last: /^Done after 40s: 1 Completed\.$/m,
    note: COUNTS,
  },
  {
    what: '--timeout within --appear: a failure that was seen is 1',
    lives: [FAILED],
    argv: ['--timeout', '40s'],
    code: 1,
    afterMs: 40_000,
    last: /: 1 Failed\.$/,
    note: COUNTS,
  },
  {
    what: '--timeout within --appear, and no task: the time ran out',
    lives: [],
    argv: ['--timeout', '40s'],
    code: 124,
    afterMs: 40_000,
    last: /^Timed out after 40s: nothing was found\.$/m,
  },
];

for (const {what, lives, argv = [], code, afterMs, last, note} of cases) {
  test(what, async () => {
    const result = await simulate(['--wait', AMI, ...argv], {lives});
    assert.equal(result.code, code, result.stdout + result.stderr);
    assert.ok(
      result.tookMs >= afterMs && result.tookMs <= afterMs + 12_000,
      `it took ${result.tookMs} ms`,
    );
    assert.match(result.stdout.trimEnd(), last);
    if (note) {
      assert.match(result.stderr, note);
    } else {
      assert.doesNotMatch(result.stderr, COUNTS);
    }

    assert.equal(result.timers, 0);
  });
}

test('--timeout 0 asks once, and says how it is', async () => {
  const judged = async (lives: readonly Life[]) => {
    const {code, tookMs, ec2, lines} = await simulate(['--wait', AMI, '--timeout', '0'], {lives});
    assert.ok(tookMs <= 1000, `it took ${tookMs} ms`);
    // By ID, and without a running one all that run.
    assert.ok(ec2.requests.length <= 2);
    return [code, lines.at(-1)];
  };
  assert.deepEqual(await judged([RUNNING]), [124, 'Timed out after 0s: 1 not settled.']);
  assert.deepEqual(await judged([JUST_DONE]), [0, 'Done after 0s: 1 Completed.']);
  assert.deepEqual(await judged([DONE]), [0, 'Done after 0s: 1 Completed.']);
  assert.deepEqual(await judged([FAILED]), [1, 'Done after 0s: 1 Failed.']);
  assert.deepEqual(await judged([]), [124, 'Timed out after 0s: nothing was found.']);
});

test('several AMIs: each is judged by itself', async () => {
  const {code, stdout, stderr, tookMs} = await simulate(
    ['--wait', AMI, OTHER_AMI, THIRD_AMI, '--output', 'ndjson'],
    {
      lives: [{...RUNNING}, {...FAILED, amiId: OTHER_AMI}, {...JUST_DONE, amiId: THIRD_AMI}],
    },
  );
  assert.equal(code, 1);
  assert.ok(tookMs >= 30 * MINUTE);
  assert.match(stderr, new RegExp(`No newer task of ${OTHER_AMI} has shown up`));
  const ends = parseLines(stdout).filter(({Event}) => Event === 'completed' || Event === 'failed');
  assert.deepEqual(
    ends.map(({Event, AmiId}) => [Event, AmiId]),
    [
      ['completed', THIRD_AMI],
      ['failed', OTHER_AMI],
      ['completed', AMI],
    ],
  );
});

const MIXED: readonly Life[] = [
  {starts: -MINUTE, workMs: 20 * MINUTE, fails: 'No'},
  {starts: -MINUTE, amiId: OTHER_AMI},
];

test('--fail-fast ends at the first failure, and without it the last task does', async () => {
  const fast = await simulate(['--wait', AMI, OTHER_AMI, '--fail-fast'], {lives: MIXED});
  assert.equal(fast.code, 1);
  assert.ok(fast.tookMs <= 10 * MINUTE, `it took ${fast.tookMs} ms`);
  assert.equal(
    fast.lines.at(-1)?.replace(/after .*:/, 'after:'),
    'Done after: 1 Failed; 1 not settled.',
  );
  const slow = await simulate(['--wait', AMI, OTHER_AMI], {lives: MIXED});
  assert.equal(slow.code, 1);
  assert.ok(slow.tookMs >= 59 * MINUTE);
  const all = await simulate(['--wait', '--fail-fast'], {lives: MIXED});
  assert.equal(all.code, 1);
  assert.ok(all.tookMs <= 10 * MINUTE);
  const alone = await simulate(['--follow', '--fail-fast'], {lives: []});
  assert.equal(alone.code, 252);
  assert.match(alone.stderr, /--fail-fast only means something with --wait/);
});

test('--fail-fast does not take a failure for one that may be an earlier store', async () => {
  const {code} = await simulate(['--wait', AMI, '--fail-fast'], {
    lives: [FAILED, {starts: -1000, hiddenMs: MINUTE, workMs: 5 * MINUTE}],
  });
  assert.equal(code, 0);
});

test('a --timeout that runs out after a failure was seen is 1, not 124', async () => {
  const text = await simulate(['--wait', AMI, OTHER_AMI, '--timeout', '30m'], {lives: MIXED});
  assert.equal(text.code, 1);
  assert.equal(text.lines.at(-1), 'Timed out after 30m: 1 Failed; 1 not settled.');
  const json = await simulate(['--wait', '--timeout', '30m', '--output', 'ndjson'], {lives: MIXED});
  const {Outcome, Failed, Unsettled} = parseLines(json.stdout).at(-1) ?? {};
  assert.deepEqual([json.code, Outcome, Failed, Unsettled], [1, 'failed', 1, 1]);
  const before = await simulate(['--wait', AMI, OTHER_AMI, '--timeout', '5m'], {lives: MIXED});
  assert.equal(before.code, 124);
});
