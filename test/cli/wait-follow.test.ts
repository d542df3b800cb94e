import assert from 'node:assert/strict';
import test from 'node:test';
import {Ec2Error, type Ec2ErrorKind} from '../../source/ec2/errors.js';
import {followTasks} from '../../source/report/watch/follow.js';
import {A_SOURCE, fakeStore} from '../helpers/fake-store.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {
  AMI,
  HOUR,
  type Life,
  MINUTE,
  OTHER_AMI,
  parseLines,
  type SimulationOptions,
  START,
  simulate,
} from './wait-simulation.js';

const failing = (kind: Ec2ErrorKind) => new Ec2Error(`It is ${kind}.`, {kind});

const lives: readonly Life[] = [
  {starts: -3 * HOUR, amiId: 'ami-0c612e7696a6cecc1'},
  {starts: -MINUTE, bucket: 'first'},
  {starts: 10 * MINUTE, amiId: OTHER_AMI, fails: 'No', bucket: 'second'},
];

/** Follows for two hours. */
async function follow(argv: readonly string[], options: Partial<SimulationOptions> = {}) {
  const result = await simulate(['--follow', '--output', 'ndjson', ...argv], {
    lives,
    interruptAt: 2 * HOUR,
    ...options,
  });
  const objects = parseLines(result.stdout);
  return {
    ...result,
    objects,
    changes: objects
      .filter(({Event}) => Event !== 'progress')
      .map(({Event, AmiId}) => [Event, AmiId]),
  };
}

test('it writes a line for each change, and none for what was there before', async () => {
  const {code, objects, changes, stderr, timers} = await follow([]);
  assert.equal(code, 130);
  assert.deepEqual(changes, [
    ['started', OTHER_AMI],
    ['failed', OTHER_AMI],
    ['completed', AMI],
  ]);
  const percents = objects
    .filter(({Event, AmiId}) => Event === 'progress' && AmiId === AMI)
    .map(({ProgressPercentage}) => ProgressPercentage);
  assert.deepEqual(
    percents,
    Array.from({length: 98}, (_, index) => index + 2),
  );
  assert.equal(stderr, 'amiwatch: Following; running now: 1. Each change is a line.\n');
  assert.equal(timers, 0);
});

test('times are ISO 8601 and never go back', async () => {
  const {objects} = await follow([]);
  const times = objects.map(({Time}) => String(Time));
  assert.ok(times.every(time => new Date(time).toISOString() === time));
  assert.deepEqual(times, times.toSorted());
});

test('as text, the reason of a failure is on its line', async () => {
  const {lines} = await simulate(['--follow', '--utc'], {lives, interruptAt: 2 * HOUR});
  const ends = lines.filter(line => !line.includes('progress'));
  assert.match(ends[0] ?? '', /^2026-01-15 12:10:\d\dZ {2}started {4}ami-\w+ {4}0% {2}s3:/);
  assert.match(
    ends[1] ?? '',
    /^2026-01-15 12:40:\d\dZ {2}failed {5}ami-\w+ {3}50% {2}s3:\S+ {2}No$/,
  );
});

for (const [argv, expected] of [
  [[AMI], [AMI]],
  [
    ['--bucket', 'second'],
    [OTHER_AMI, OTHER_AMI],
  ],
  [['--state', 'Failed'], [OTHER_AMI]],
  [['--filters', 'Name=task-state,Values=Comp*'], [AMI]],
  [
    ['--since', '30s'],
    [OTHER_AMI, OTHER_AMI],
  ],
  [[AMI, '--bucket', 'second'], []],
] as const) {
  test(`${argv.join(' ')} decides what is told`, async () => {
    const {changes} = await follow(argv);
    assert.deepEqual(
      changes.map(([, amiId]) => amiId),
      expected,
    );
  });
}

test('earlier stores that a search comes across are no news', async () => {
  const {changes, objects} = await follow([AMI], {
    lives: [
      {starts: -10 * HOUR, workMs: MINUTE},
      {starts: -3 * MINUTE, workMs: MINUTE, fails: 'Before'},
      {starts: -MINUTE},
      {starts: 2 * MINUTE, amiId: OTHER_AMI},
      {starts: 10 * MINUTE, bucket: 'other', workMs: 30 * MINUTE},
    ],
  });
  assert.deepEqual(changes, [
    ['started', AMI],
    ['completed', AMI],
    ['completed', AMI],
  ]);
  const ends = objects.filter(({Event}) => Event === 'completed').map(({Bucket}) => Bucket);
  assert.deepEqual(ends, ['other', 'archive']);
});

test('a task that is listed no more is gone', async () => {
  const {changes} = await follow([], {lives: [{starts: -MINUTE, goneAt: 5 * MINUTE}]});
  assert.deepEqual(changes, [['gone', AMI]]);
});

test('an outage leaves a gap in the lines, with its reason, and nothing that ended in it is lost', async () => {
  const {objects, changes, stderr} = await follow([], {
    fault: time => (time > 50 * MINUTE && time < 70 * MINUTE ? failing('network') : undefined),
  });
  assert.deepEqual(changes, [
    ['started', OTHER_AMI],
    ['failed', OTHER_AMI],
    ['gap', undefined],
    ['completed', AMI],
  ]);
  const gap = objects.find(({Event}) => Event === 'gap') ?? {};
  assert.match(String(gap.From), /^2026-01-15T12:(?:49|50):\d\d\.\d{3}Z$/);
  assert.match(String(gap.Time), /^2026-01-15T13:10:\d\d\.\d{3}Z$/);
  assert.equal(gap.Reason, 'It is network.');
  assert.equal(stderr.match(/Trying again/g)?.length, 1);
  assert.equal(stderr.match(/answers again/g)?.length, 1);
});

test('nothing can be asked: the code of the error; one Region of two: the other goes on', async () => {
  const nothing = await follow([], {fault: () => failing('denied')});
  assert.equal(nothing.code, 254);
  assert.equal(nothing.stderr, 'amiwatch: It is denied.\n');
  const half = await follow(['--region', 'us-east-1', '--region', 'eu-west-1'], {
    elsewhere: {'eu-west-1': []},
    fault: (_time, _request, region) => (region === 'eu-west-1' ? failing('denied') : undefined),
  });
  assert.equal(half.code, 130);
  assert.equal(half.changes.length, 3);
  assert.equal(half.stderr.match(/default\/eu-west-1: It is denied\./g)?.length, 1);
  assert.equal(half.objects[0]?.Region, 'us-east-1');
});

test('--timeout ends it with 124', async () => {
  const {code, tookMs} = await follow(['--timeout', '25m']);
  assert.equal(code, 124);
  assert.ok(tookMs >= 25 * MINUTE && tookMs <= 25 * MINUTE + 1000);
});

test('an interrupted or timed-out --follow says that it was behind, if it was', async () => {
  for (const [isBehind, timeoutAt] of [
    [true, undefined],
    [false, undefined],
    [true, 5000],
    [false, 5000],
  ] as const) {
    const clock = new SimulatedClock(START);
    const store = fakeStore({sources: [{...A_SOURCE, isBehind: true}]});
    const notes: string[] = [];
    const stop = new AbortController();
    const following = followTasks(
      store,
      {fits: () => true, timeoutAt: timeoutAt && clock.monotonic() + timeoutAt},
      {
        clock,
        signal: stop.signal,
        formatLine: () => '',
        write() {},
        note: sentence => notes.push(sentence),
      },
    );
    store.change({sources: [{...A_SOURCE, isBehind}]});
    await clock.advance(6000);
    stop.abort();
    assert.equal(await following, timeoutAt && 'timed-out');
    assert.equal(
      notes.some(note => note.startsWith('Not all is read')),
      isBehind,
    );
  }
});
