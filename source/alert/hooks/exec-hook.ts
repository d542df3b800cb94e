import {within} from '../../base/within.js';
import type {EventRecord} from '../../poll/tasks/event-record.js';
import {EVENT_NAMES} from '../../poll/tasks/events.js';
import {type HookProcess, type HookTools, startHook} from './hook-process.js';

export const HOOK_LIMITS = {
  /** How many run at the same time. */
  running: 4,

  /** How many wait for their turn. Over it the oldest starts are not run, then the oldest completions: a failure goes last. That is told. */
  waiting: 1000,
} as const;

export const STOP_TIMES = {
  /** How long hooks may go on when the program ends, in ms. */
  waitMs: 800,

  /** From their SIGTERM to their SIGKILL then, in ms. With the above, less than the 2 seconds that leaving may take. */
  graceMs: 400,
} as const;

export type ExecHook = {
  /** Runs the command once for each, in this order as far as they don't run side by side. */
  readonly run: (events: readonly EventRecord[]) => void;

  /** Fulfilled as soon as none runs or waits. */
  readonly settled: () => Promise<void>;

  /** Forgets those that wait, and ends those that run and don't end by themselves. */
  readonly stop: () => Promise<void>;

  /** What is to be said at the end: how often it failed or was left out; `undefined` when it never was. */
  readonly summary: () => string | undefined;
};

/** Why it failed last, and how often it did or was left out since it last worked. */
export type HookTrouble = {readonly reason: string; readonly count: number};

/**
`--exec COMMAND`. The hook inherits the whole environment, AWS credentials included: it is the user's own command, and most of them call the aws command.
@param onProblem Gets a clean sentence when a hook fails or isn't run.
@param onTrouble Gets what is wrong as long as it is, and `undefined` as soon as one has worked again.
*/
export function createExecHook(
  command: string,
  tools: HookTools & {
    readonly onProblem: (message: string) => void;
    readonly onTrouble?: (trouble: HookTrouble | undefined) => void;
  },
): ExecHook {
  const {clock, onProblem, onTrouble = () => {}} = tools;
  const running = new Set<HookProcess>();
  let waiting: EventRecord[] = [];
  let whenSettled: (() => void)[] = [];
  let worked = 0;
  let failed = 0;
  let leftOut = 0;
  let lastFailure = '';
  let sinceItWorked = 0;

  const fail = (why: string, count: number) => {
    sinceItWorked += count;
    onTrouble({reason: why, count: sinceItWorked});
  };

  const leaveOut = (count: number, why: string) => {
    onProblem(`The --exec command was not run for ${changes(count)}${why}.`);
    leftOut += count;
    fail(`was not run for ${changes(count)}`, count);
  };

  const startNext = () => {
    while (running.size < HOOK_LIMITS.running) {
      const event = waiting.shift();
      if (!event) {
        break;
      }

      void follow(startHook(command, event, tools), event);
    }

    if (running.size === 0) {
      for (const resolve of whenSettled) {
        resolve();
      }

      whenSettled = [];
    }
  };

  const follow = async (hook: HookProcess, event: EventRecord) => {
    running.add(hook);
    const problem = await hook.ended;
    running.delete(hook);
    if (problem) {
      onProblem(`The --exec command for ${event.AmiId ?? 'a task'} ${problem}.`);
      failed++;
      lastFailure = problem;
      fail(problem, 1);
    } else {
      worked++;
      sinceItWorked = 0;
      onTrouble(undefined);
    }

    startNext();
  };

  const settled = () =>
    new Promise<void>(resolve => {
      whenSettled.push(resolve);
      startNext();
    });

  return {
    run(events) {
      const all = [...waiting, ...events];
      waiting = mostImportant(all, HOOK_LIMITS.waiting + HOOK_LIMITS.running - running.size);
      if (waiting.length < all.length) {
        leaveOut(all.length - waiting.length, `, because ${HOOK_LIMITS.waiting} were waiting`);
      }

      startNext();
    },
    settled,
    async stop() {
      if (waiting.length > 0) {
        leaveOut(waiting.length, ' that were waiting');
        waiting = [];
      }

      await within(STOP_TIMES.waitMs, settled, () => {}, clock.schedule);
      for (const hook of running) {
        hook.end(STOP_TIMES.graceMs);
      }

      await within(STOP_TIMES.graceMs * 2, settled, () => {}, clock.schedule);
    },
    summary() {
      const parts = [
        failed > 0 ? `failed ${failed} of ${worked + failed} times` : '',
        leftOut > 0 ? `was not run for ${changes(leftOut)}` : '',
      ].filter(Boolean);
      const last = failed > 0 ? `; the last time it ${lastFailure}` : '';
      return parts.length > 0 ? `The --exec command ${parts.join(' and ')}${last}.` : undefined;
    },
  };
}

function changes(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

/** What is not run first when there are too many. */
const LEAST_IMPORTANT: readonly unknown[] = [EVENT_NAMES.started, EVENT_NAMES.completed];

/** So many of them, in their order, without the oldest of the least important. */
function mostImportant(events: readonly EventRecord[], count: number): EventRecord[] {
  const ranks = events.map(({Event}) => {
    const index = LEAST_IMPORTANT.indexOf(Event);
    return index === -1 ? LEAST_IMPORTANT.length : index;
  });
  const byRank = [...ranks.keys()].sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  const dropped = new Set(byRank.slice(0, Math.max(0, events.length - count)));
  return events.filter((_, index) => !dropped.has(index));
}
