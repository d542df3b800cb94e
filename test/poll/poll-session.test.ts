import assert from 'node:assert/strict';
import test from 'node:test';
import type {DescribeAnswer} from '../../source/ec2/answer/describe.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {PollSession} from '../../source/poll/reading/poll-session.js';
import {TaskLedger} from '../../source/poll/tasks/task-ledger.js';
import {reading} from '../helpers/simulated-ec2.js';
import {simulatedTask} from '../helpers/simulated-store.js';

const NOW = Date.UTC(2026, 5, 1);

function answer(amiIds: readonly string[], lostRows: number): DescribeAnswer {
  const tasks = amiIds.map((amiId, index) => reading(simulatedTask(NOW - index * 60_000, {amiId})));
  return {tasks, nextToken: undefined, lostRows, requestId: undefined, serviceTime: undefined};
}

function begin(answers: readonly (DescribeAnswer | Ec2Error)[]) {
  const ledger = new TaskLedger(() => {});
  let sent = 0;
  const session = new PollSession({
    source: 0,
    ledger,
    now: () => NOW,
    async send() {
      const next = answers[sent++];
      if (!next || next instanceof Ec2Error) {
        throw next;
      }

      return next;
    },
    noveltyOf: () => 'news',
    gap: () => ({type: 'gap', at: NOW, from: NOW - 60_000, source: 0, reason: 'Nobody looked.'}),
  });
  return {ledger, session};
}

test('a session notes what was seen and lost in all requests of a poll', async () => {
  const {ledger, session} = begin([
    answer(['ami-1', 'ami-2'], 1),
    answer(['ami-3'], 2),
    answer(['ami-2', 'ami-4'], 0),
  ]);
  await session.observe({maxResults: 200});
  const {tasks} = await session.ask({maxResults: 200});
  assert.equal(ledger.list.size, 2, 'what is only asked for is not taken in');
  session.take(tasks);
  await session.observe({imageIds: ['ami-2', 'ami-4']});
  const listed = ledger.list.chunks.flat();
  assert.deepEqual(
    new Set(listed.filter(({key}) => session.seen.has(key)).map(({task}) => task.amiId)),
    new Set(['ami-1', 'ami-2', 'ami-3', 'ami-4']),
  );
  assert.equal(session.lostRows, 3);
});

test('the time in which nobody looked is told once, before what is seen after it', async () => {
  const failure = new Ec2Error('No answer from EC2.', {kind: 'network'});
  const {ledger, session} = begin([failure, answer(['ami-1'], 0), answer(['ami-2'], 0)]);
  await assert.rejects(session.observe({}), failure);
  assert.deepEqual(ledger.history.events, [], 'before an answer there is no service time');
  await session.observe({});
  await session.observe({});
  assert.deepEqual(
    ledger.history.events.map(({type}) => type),
    ['gap', 'started', 'started'],
  );
});
