import process from 'node:process';
import {createTaskStore as create, type TaskStoreOptions} from '../poll/create-task-store.js';
import type {TaskStore} from '../poll/snapshot.js';
import {checkFunction, checkImageIds, checkMs, checkSources} from './check.js';
import {BUDGETS} from './list-tasks.js';

/** A store that stops with `using`, whoever still listens. */
export type DisposableTaskStore = TaskStore & {readonly [Symbol.dispose]: () => void};

/**
A polling store of store image tasks. It asks nothing before the first `subscribe` and stops when the last subscriber leaves; listeners are called after each change, at most once per turn of the event loop. One that throws keeps the others from nothing: its error goes to `onListenerError`, by default as a warning of the process.
@throws {TypeError | RangeError} for options that are none.
*/
export function createTaskStore(options: TaskStoreOptions): DisposableTaskStore {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('createTaskStore takes an object, such as {sources: [source]}.');
  }
  checkSources(options.sources);
  if (!Array.isArray(options.sources)) {
    throw new TypeError('sources is a list. Put the source into one.');
  }
  checkImageIds(options.imageIds, 'imageIds');
  checkMs(options.intervalMs, 'intervalMs', 2000);
  checkFunction(options.isAwaited, 'isAwaited');
  checkFunction(options.onListenerError, 'onListenerError');
  const store = create({
    onListenerError: warn,
    ...options,
    ...(options.clock === undefined && {budgets: BUDGETS}),
  });
  const leave = new Set<() => void>();
  return {
    ...store,
    subscribe(listener) {
      checkFunction(listener ?? null, 'The listener');
      const unsubscribe = store.subscribe(listener);
      const own = () => {
        leave.delete(own);
        unsubscribe();
      };
      leave.add(own);
      return own;
    },
    [Symbol.dispose]() {
      for (const unsubscribe of leave) {
        unsubscribe();
      }
    },
  };
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
