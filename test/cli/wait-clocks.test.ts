import assert from 'node:assert/strict';
import test from 'node:test';
import {AMI, HOUR, MINUTE, parseLines, simulate} from './wait-simulation.js';

const DAY = 24 * HOUR;

function assertTook(tookMs: number, wanted: number, slackMs: number): void {
  assert.ok(tookMs >= wanted && tookMs <= wanted + slackMs, `${tookMs} ms, not ${wanted}`);
}

for (const [what, aheadMs] of [
  ['40 days ahead', 40 * DAY],
  ['40 days behind', -40 * DAY],
  ['3 hours ahead', 3 * HOUR],
  ['3 hours behind', -3 * HOUR],
] as const) {
  test(`a machine whose clock is ${what}: what runs is waited for, with and without IDs`, async () => {
    for (const argv of [['--wait'], ['--wait', AMI]]) {
      const {code, lines, tookMs} = await simulate(argv, {
        lives: [{starts: -MINUTE, workMs: 10 * MINUTE}],
        aheadMs,
      });
      assert.equal(code, 0, lines.join('\n'));
      assertTook(tookMs, 9 * MINUTE, 20_000);
      assert.match(lines.at(-1) ?? '', /: 1 Completed\.$/);
    }
  });

  test(`a machine whose clock is ${what}: which settled tasks count goes by the service's time`, async () => {
    const recent = await simulate(['--wait', AMI], {
      lives: [{starts: -3 * MINUTE, workMs: MINUTE}],
      aheadMs,
    });
    assert.equal(recent.code, 0);
    assertTook(recent.tookMs, 0, 1000);
    const old = await simulate(['--wait', AMI], {lives: [{starts: -2 * HOUR}], aheadMs});
    assert.equal(old.code, 0);
    assertTook(old.tookMs, 2 * MINUTE, 2000);
    assert.match(old.stderr, /started 2h ago/);
    const since = ['--wait', AMI, '--since', '4h', '--appear', '0'];
    const within = await simulate(since, {lives: [{starts: -3 * HOUR}], aheadMs});
    assert.equal(within.code, 0);
    const before = await simulate(since, {lives: [{starts: -5 * HOUR}], aheadMs});
    assert.equal(before.code, 3);
  });

  test(`a machine whose clock is ${what}: --follow tells each change once`, async () => {
    const {stdout} = await simulate(
      ['--follow', '--output', 'ndjson', '--since', '1h', '--timeout', '20m'],
      {
        lives: [
          {starts: 2 * MINUTE, workMs: 5 * MINUTE},
          {starts: -2 * HOUR, workMs: 2 * HOUR + 8 * MINUTE, amiId: 'ami-0c7ed4d57b1e2feb8'},
        ],
        aheadMs,
      },
    );
    const told = parseLines(stdout).filter(({Event}) => Event !== 'progress');
    assert.deepEqual(
      told.map(({Event, AmiId}) => [Event, AmiId]),
      [
        ['started', AMI],
        ['completed', AMI],
      ],
    );
  });
}

for (const ms of [2 * HOUR, -2 * HOUR, 40 * DAY]) {
  test(`the clock is set by ${ms / HOUR} h meanwhile: --timeout and --appear are counted, not read off`, async () => {
    const step = {at: 4000, ms};
    const timeout = await simulate(['--wait', AMI, '--timeout', '30m'], {
      lives: [{starts: -MINUTE}],
      step,
    });
    assert.equal(timeout.code, 124);
    assertTook(timeout.tookMs, 30 * MINUTE, 1000);
    assert.match(timeout.lines.at(-1) ?? '', /^Timed out after 30m/);
    const follow = await simulate(['--follow', '--timeout', '30m'], {lives: [], step});
    assert.equal(follow.code, 124);
    assertTook(follow.tookMs, 30 * MINUTE, 1000);
    const appear = await simulate(['--wait', AMI, '--appear', '10m'], {lives: [], step});
    assert.equal(appear.code, 3);
    assertTook(appear.tookMs, 10 * MINUTE, 2000);
    const late = await simulate(['--wait', AMI, '--appear', '10m'], {
      lives: [{starts: 8 * MINUTE, workMs: MINUTE}],
      step,
    });
    assert.equal(late.code, 0);
  });

  test(`the clock is set by ${ms / HOUR} h during an outage: its length is counted`, async () => {
    const {Ec2Error} = await import('../../source/ec2/errors.js');
    const {stderr} = await simulate(['--wait', AMI, '--timeout', '30m'], {
      lives: [{starts: -MINUTE}],
      fault: time =>
        time > 3 * MINUTE && time < 8 * MINUTE
          ? new Ec2Error('EC2 can not answer now.', {kind: 'service'})
          : undefined,
      step: {at: 5 * MINUTE, ms},
    });
    assert.match(stderr, /It answers again, after (4m 5\d|5m)/);
  });
}
