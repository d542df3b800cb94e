import assert from 'node:assert/strict';
import fc from 'fast-check';
import {type DemoTask, listedTasks} from '../../source/demo/demo-task.js';
import {PollAllTasks} from '../../source/poll/reading/poll-all-tasks.js';
import type {TaskChange} from '../../source/poll/tasks/events.js';
import {TaskLedger} from '../../source/poll/tasks/task-ledger.js';
import {taskKey} from '../../source/poll/tasks/track.js';
import {isRunning, isSameReading} from '../../source/task/store-image-task.js';
import {pollOnce} from '../helpers/poll-once.js';
import {historyScenario, type Life, randomHistory, randomPolls} from '../helpers/random-history.js';
import {reading, simulateEc2} from '../helpers/simulated-ec2.js';

const EPOCH = Date.UTC(2026, 5, 1);

/** Small pages make a history of two dozen tasks as deep as one of thousands. */
const PAGE = 5;

/** Histories that polling was once wrong about. */
const COUNTEREXAMPLES: [Life[], number[]][] = [
  // One that was hidden starts 9 ms after another of its AMI, which is off the newest page by then.
  [
    [
      ...[0, 1, 2, -1].map(startsAt => brief({ami: 0, bucket: 0, startsAt})),
      brief({ami: 4, bucket: 1, startsAt: -20}),
      brief({ami: 4, bucket: 1, startsAt: -11, hiddenMs: 1012}),
    ],
    [1000, 61_000],
  ],
];

/** The life of a task that is soon over. */
function brief(life: Pick<Life, 'ami' | 'bucket' | 'startsAt'> & Partial<Life>): Life {
  return {
    hiddenMs: 0,
    lastsMs: 1000,
    outcome: 'Completed',
    vanishesAfterMs: undefined,
    ...life,
  };
}

function watch(scenario: {tasks: (now: number) => readonly DemoTask[]}, maxResults = PAGE) {
  let now = EPOCH;
  const ec2 = simulateEc2({scenario, now: () => now});
  const ledger = new TaskLedger(() => {});
  const clock = {now: () => now, monotonic: () => now - EPOCH};
  const poller = new PollAllTasks({
    source: 0,
    ledger,
    startOffsetMs: () => 0,
    ...clock,
    maxResults,
  });
  return {
    ledger,
    ec2,
    async pollAt(time: number) {
      now = EPOCH + time;
      await pollOnce(poller, {ledger, ...clock}, request => ec2.describe(request));
      return listedTasks(scenario, now).map(reading);
    },
  };
}

/** After each poll the store equals the service for all running tasks and the newest page. */
export async function storeEqualsService(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(randomHistory, randomPolls, async (lives, polls) => {
      const {ledger, pollAt} = watch(historyScenario(lives, EPOCH));
      for (const time of polls) {
        const truth = await pollAt(time);
        const listed = new Map(truth.map(task => [taskKey(0, task), task]));
        for (const [index, task] of truth.entries()) {
          if (index < PAGE || isRunning(task)) {
            const known = ledger.list.get(taskKey(0, task));
            assert.ok(known, `unknown: ${task.amiId} ${task.storeTaskState}`);
            assert.ok(isSameReading(known.task, task), `${known.task.storeTaskState} is old`);
          }
        }

        // One that was overtaken by a newer task of its AMI takes a search, which may last some polls.
        const shownTooLong = () =>
          ledger.running(0).filter(({key}) => {
            const task = listed.get(key);
            return task && !isRunning(task);
          });
        for (let more = 0; more < 4 && shownTooLong().length > 0; more++) {
          await pollAt(time);
        }

        assert.deepEqual(shownTooLong(), [], 'shown as running, but settled');
      }
    }),
    {numRuns, examples: COUNTEREXAMPLES},
  );
}

/** Every end of a task that was seen running is reported, and nothing twice. */
export async function endsAreReportedOnce(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(randomHistory, randomPolls, async (lives, polls) => {
      const {ledger, pollAt} = watch(historyScenario(lives, EPOCH));
      const wasRunning = new Set<string>();
      for (const time of polls) {
        await pollAt(time);
        for (const {key} of ledger.running(0)) {
          wasRunning.add(key);
        }
      }

      const last = polls.at(-1) ?? 0;
      const truth = await pollAt(last + 1);
      const ends = new Map<string, string[]>();
      const starts = new Map<string, number>();
      for (const event of ledger.history.events as readonly TaskChange[]) {
        if (event.type === 'started') {
          starts.set(event.key, (starts.get(event.key) ?? 0) + 1);
        } else if (event.type !== 'progressed') {
          ends.set(event.key, [...(ends.get(event.key) ?? []), event.type]);
        }
      }

      for (const count of starts.values()) {
        assert.equal(count, 1);
      }

      for (const [key, types] of ends) {
        const settled = types.filter(type => type !== 'vanished');
        assert.ok(settled.length <= 1, `${key} ended twice: ${types}`);
        assert.ok(types.filter(type => type === 'vanished').length <= 1);
      }

      for (const task of truth) {
        const key = taskKey(0, task);
        if (wasRunning.has(key) && !isRunning(task)) {
          const type = task.storeTaskState === 'Completed' ? 'completed' : 'failed';
          assert.ok(ends.get(key)?.includes(type), `the end of ${task.amiId} was not reported`);
        }
      }
    }),
    {numRuns, examples: COUNTEREXAMPLES},
  );
}
