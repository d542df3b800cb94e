import assert from 'node:assert/strict';
import test from 'node:test';
import {Ec2Error, type Ec2ErrorKind} from '../../source/ec2/errors.js';
import {AMI, HOUR, MINUTE, OTHER_AMI, simulate} from './wait-simulation.js';

const lives = [{starts: -MINUTE}];

function failing(kind: Ec2ErrorKind, isForGood = false) {
  return new Ec2Error(`It is ${kind}.`, {kind, isForGood});
}

/** Something goes wrong from one moment to another, ms after the beginning. */
const between =
  (from: number, until: number, error: Error) =>
  (time: number): Error | undefined =>
    time >= from && time < until ? error : undefined;

const FOREVER = Number.POSITIVE_INFINITY;

test('expired keys of the environment end it with 253, whenever that is', async () => {
  const error = failing('expired', true);
  for (const from of [0, 20 * MINUTE]) {
    const result = await simulate(['--wait', AMI], {lives, fault: between(from, FOREVER, error)});
    assert.equal(result.code, 253);
    assert.ok(result.tookMs <= from + 12_000, `it took ${result.tookMs} ms`);
    assert.match(result.stderr, /^amiwatch: It is expired\.$/m);
    assert.equal(result.timers, 0);
  }
});

for (const [what, error, code] of [
  ['denied', failing('denied'), 254],
  ['keys of the environment that are refused', failing('credentials', true), 253],
] as const) {
  test(`${what}: it is given up after 5 minutes, and not before`, async () => {
    const from = 20 * MINUTE;
    const short = between(from, from + 4.5 * MINUTE, error);
    const passed = await simulate(['--wait', AMI], {lives, fault: short});
    assert.equal(passed.code, 0);
    const lasting = await simulate(['--wait', AMI], {lives, fault: between(from, FOREVER, error)});
    assert.equal(lasting.code, code);
    const {tookMs} = lasting;
    assert.ok(tookMs >= from + 5 * MINUTE && tookMs <= from + 5.5 * MINUTE, `${tookMs} ms`);
    assert.ok(lasting.stderr.trimEnd().endsWith(error.message));
    // Twice for less than 5 minutes is not once for longer.
    const twice = await simulate(['--wait', AMI], {
      lives,
      fault: time =>
        between(from, from + 4 * MINUTE, error)(time) ??
        between(from + 6 * MINUTE, from + 10 * MINUTE, error)(time),
    });
    assert.equal(twice.code, 0);
  });
}

test('never an answer: 255 after 5 minutes, with what is wrong', async () => {
  const {code, stdout, stderr, tookMs, timers} = await simulate(['--wait', AMI], {
    lives: [],
    fault: () => failing('network'),
  });
  assert.equal(code, 255);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /\namiwatch: default\/us-east-1 has not answered within 5m\. It is network\.\n$/,
  );
  assert.ok(tookMs >= 5 * MINUTE && tookMs <= 5 * MINUTE + 2000, `it took ${tookMs} ms`);
  assert.equal(timers, 0);
  const sooner = await simulate(['--wait', AMI, '--timeout', '2m'], {
    lives: [],
    fault: () => failing('network'),
  });
  assert.equal(sooner.code, 124);
});

test('who has answered once, be it with an error, has answered', async () => {
  const {code} = await simulate(['--wait', AMI], {
    lives,
    fault: time =>
      between(0, 30_000, failing('service'))(time) ??
      between(30_000, 20 * MINUTE, failing('network'))(time),
  });
  assert.equal(code, 0);
});

test('one Region that never answers is enough: nobody could vouch for it', async () => {
  const {code, stderr} = await simulate(
    ['--wait', AMI, '--region', 'us-east-1', '--region', 'eu-west-1'],
    {
      lives,
      elsewhere: {'eu-west-1': [{starts: -MINUTE, amiId: OTHER_AMI}]},
      fault: (_time, _request, region) => (region === 'eu-west-1' ? failing('network') : undefined),
    },
  );
  assert.equal(code, 255);
  assert.match(stderr, /default\/eu-west-1 has not answered within 5m\./);
});

for (const kind of ['service', 'throttled', 'bad-answer'] as const) {
  test(`${kind} from the start is an answer, and tried on until it passes`, async () => {
    const {code} = await simulate(['--wait', AMI], {
      lives,
      fault: between(0, 40 * MINUTE, failing(kind)),
    });
    assert.equal(code, 0);
  });
}

for (const kind of ['network', 'service', 'throttled', 'expired', 'credentials'] as const) {
  test(`${kind} for an hour after an answer ends nothing: it may mend itself`, async () => {
    const fault = between(10 * MINUTE, 2 * HOUR, failing(kind));
    assert.equal((await simulate(['--wait', AMI], {lives, fault})).code, 0);
    const timed = await simulate(['--wait', AMI, '--timeout', '50m'], {lives, fault});
    assert.equal(timed.code, 124);
  });
}

test('asked once, an error is the answer', async () => {
  for (const [kind, expected] of [
    ['network', 255],
    ['service', 254],
    ['throttled', 254],
  ] as const) {
    const {code, stdout, stderr, tookMs} = await simulate(['--wait', AMI, '--timeout', '0'], {
      lives,
      fault: () => failing(kind),
    });
    assert.equal(code, expected);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`^amiwatch: It is ${kind}\\.`));
    assert.ok(tookMs <= 1000, `it took ${tookMs} ms`);
  }
});
