import type {EventRecord} from '../poll/event-record.js';
import {type HookProcess, type HookTools, startHook} from './hook-process.js';
import {within} from './within.js';

export const HOOK_LIMITS = {
  /** How many run at the same time. */
  running: 4,

  /** How many wait for their turn; those that come later are not run, and that is told. */
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
};

/**
`--exec COMMAND`. The hook inherits the whole environment, AWS credentials included: it is the user's own command, and most of them call the aws command.
@param onProblem Gets a clean sentence when a hook fails or isn't run.
*/
export function createExecHook(
  command: string,
  tools: HookTools & {readonly onProblem: (message: string) => void},
): ExecHook {
  const {clock, onProblem} = tools;
  const running = new Set<HookProcess>();
  let waiting: EventRecord[] = [];
  let whenSettled: (() => void)[] = [];

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
      const room = HOOK_LIMITS.waiting + HOOK_LIMITS.running - running.size - waiting.length;
      const taken = events.slice(0, Math.max(0, room));
      waiting.push(...taken);
      if (taken.length < events.length) {
        onProblem(
          `The --exec command was not run for ${events.length - taken.length} changes, because ${HOOK_LIMITS.waiting} were waiting.`,
        );
      }

      startNext();
    },
    settled,
    async stop() {
      if (waiting.length > 0) {
        onProblem(
          `The --exec command was not run for ${waiting.length} changes that were waiting.`,
        );
        waiting = [];
      }

      await within(STOP_TIMES.waitMs, clock, settled());
      for (const hook of running) {
        hook.end(STOP_TIMES.graceMs);
      }

      await within(STOP_TIMES.graceMs * 2, clock, settled());
    },
  };
}
