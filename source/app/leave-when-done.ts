import {exitCodeOf} from '../ec2/error-kinds.js';
import {hopelessError} from '../poll/hopeless.js';
import type {StoreSnapshot, TaskStore} from '../poll/snapshot.js';
import type {TerminalActions} from './perform.js';

/**
Leaves when what was watched for is there, and when nothing can ever be asked as things are; whether a screen is drawn or not.
@returns Stops looking.
*/
export function leaveWhenDone(
  store: TaskStore,
  leave: TerminalActions['leave'],
  isFinished: ((snapshot: StoreSnapshot) => boolean) | undefined,
): () => void {
  const look = () => {
    const snapshot = store.getSnapshot();
    const errors = snapshot.sources.map(hopelessError);
    const [first] = errors;
    if (first && errors.every(Boolean)) {
      leave(exitCodeOf(first.kind), first.message);
    } else if (isFinished?.(snapshot)) {
      leave(0);
    }
  };

  look();
  return store.subscribe(look);
}
