import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {DescribeAnswer} from '../../source/ec2/answer/describe.js';
import {aManner, type Manner, worded} from '../helpers/changing-rows.js';
import {
  AMI,
  MINUTE,
  OTHER_AMI,
  parseLines,
  type SimulationOptions,
  START,
  simulate,
} from './wait-simulation.js';

const DAY = 24 * 60 * MINUTE;
const lives = [{starts: -MINUTE, workMs: 10 * MINUTE}];

/** Every row in its task's manner. */
const inManner = (manner: Manner) => (answer: DescribeAnswer, time: number, turn: number) => ({
  ...answer,
  tasks: answer.tasks.map(task => worded(task, manner, START + time, turn)),
});

const LATE_KEY: Manner = {keyAfter: 3 * MINUTE, bucketAfter: 0, startAfter: 0, forms: [0]};

for (const argv of [['--wait', AMI], ['--wait']]) {
  test(`${argv.join(' ')} ends with 0 for a task whose key comes later`, async () => {
    const {code, tookMs, lines} = await simulate(argv, {lives, word: inManner(LATE_KEY)});
    assert.equal(code, 0, lines.join('\n'));
    assert.ok(tookMs < 10 * MINUTE);
    assert.equal(lines.filter(line => line.includes('watching')).length, 1);
    assert.match(lines.at(-1) ?? '', /: 1 Completed\.$/);
  });
}

test('whatever is filled in later or changes its form, --wait ends as the task does, told once', async () => {
  await fc.assert(
    fc.asyncProperty(aManner, fc.boolean(), fc.boolean(), async (manner, hasId, isFailure) => {
      const {code, stdout} = await simulate(
        ['--wait', '--output', 'ndjson', ...(hasId ? [AMI] : [])],
        {
          lives: lives.map(one => (isFailure ? {...one, fails: 'No'} : one)),
          word: inManner(manner),
        },
      );
      assert.equal(code, isFailure ? 1 : 0, stdout);
      const names = parseLines(stdout).map(({Event}) => Event);
      const end = isFailure ? 'failed' : 'completed';
      assert.deepEqual(
        names.filter(name => name !== 'progress'),
        ['watching', end, 'summary'],
      );
    }),
    {numRuns: 60},
  );
});

test('and --follow tells one start and one end', async () => {
  const follow = (word: SimulationOptions['word']) =>
    simulate(['--follow', '--output', 'ndjson'], {
      lives: [{starts: 5 * MINUTE, workMs: 10 * MINUTE, amiId: OTHER_AMI}],
      word,
      interruptAt: 40 * MINUTE,
    });
  const changesOf = (stdout: string) =>
    parseLines(stdout)
      .map(({Event}) => Event)
      .filter(name => name !== 'progress');
  await fc.assert(
    fc.asyncProperty(aManner, async manner => {
      const {stdout} = await follow(inManner(manner));
      assert.deepEqual(changesOf(stdout), ['started', 'completed']);
    }),
    {numRuns: 40},
  );
});

test('a bucket that comes later decides later whether a task is meant', async () => {
  const word = inManner({keyAfter: 0, bucketAfter: 2 * MINUTE, startAfter: 0, forms: [0]});
  const mine = await simulate(['--wait', '--bucket', 'archive'], {lives, word});
  assert.match(mine.lines.at(-1) ?? '', /: 1 Completed\.$/);
  assert.match(mine.stderr, /lacks what tells whether it is meant/);
  const other = await simulate(['--wait', '--bucket', 'elsewhere'], {lives, word});
  assert.match(other.lines.at(-1) ?? '', /^Nothing is running/);
  assert.ok(other.tookMs >= MINUTE);
});

for (const aheadMs of [40 * DAY, -40 * DAY]) {
  test(`with a clock ${aheadMs / DAY} days ahead and no Date header, --wait waits for what runs`, async () => {
    const {code, lines, tookMs} = await simulate(['--wait'], {
      lives,
      aheadMs,
      word: answer => ({...answer, serviceTime: undefined}),
    });
    assert.equal(code, 0);
    assert.ok(tookMs >= 8 * MINUTE, `it took ${tookMs} ms`);
    assert.match(lines.at(-1) ?? '', /: 1 Completed\.$/);
  });
}

test('a row that cannot be read may run: no success before it can be', async () => {
  const {code, lines, stderr, tookMs} = await simulate(['--wait'], {
    lives,
    word: (answer, time) => (time < 3 * MINUTE ? {...answer, tasks: [], lostRows: 1} : answer),
  });
  assert.equal(code, 0);
  assert.ok(tookMs >= 8 * MINUTE);
  assert.match(stderr, /can't be read.*waiting until that is known/);
  assert.match(lines.at(-1) ?? '', /: 1 Completed\.$/);
});

test('what is neither read nor ever will be is no success: the time ends it', async () => {
  const {code, lines} = await simulate(['--wait', '--timeout', '5m'], {
    lives: [],
    word: answer => ({...answer, lostRows: 1}),
  });
  assert.equal(code, 124, lines.join('\n'));
});
