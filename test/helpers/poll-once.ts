import {PollSession} from '../../source/poll/reading/poll-session.js';
import type {Ask} from '../../source/poll/reading/request.js';
import type {Novelty, TaskLedger} from '../../source/poll/tasks/task-ledger.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';

/** What polls in one way or the other. */
type Polling = {
  readonly noveltyOf: (task: StoreImageTask) => Novelty;
  readonly poll: (session: PollSession) => Promise<void>;
};

/** Polls a source once, without the poller's budget and schedule. */
export function pollOnce(
  polling: Polling,
  watched: {readonly ledger: TaskLedger; readonly now: () => number},
  send: Ask,
  hasRoom = true,
): Promise<void> {
  return polling.poll(
    new PollSession({
      source: 0,
      ledger: watched.ledger,
      now: watched.now,
      send,
      noveltyOf: task => polling.noveltyOf(task),
      hasRoom: () => hasRoom,
    }),
  );
}
