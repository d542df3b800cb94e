// Prints what happens to the store tasks of an account until none is running.
import process from 'node:process';
import {createTaskStore, estimate, eventCursor, isRunning, openEc2Source} from 'amiwatch';

const source = await openEc2Source({env: process.env});
const store = createTaskStore({sources: [source], intervalMs: 2000});

// Gives each event once, however long this runs.
const takeNew = eventCursor();
const unsubscribe = store.subscribe(() => {
  const snapshot = store.getSnapshot();
  const {tasks, sources} = snapshot;
  const [status] = sources;

  // Errors are no exceptions: the store keeps what it knows and tries again.
  if (status?.error && status.fetchStatus === 'waiting') {
    console.error(status.error.message);
  }

  const {events, lost} = takeNew(snapshot);
  if (lost > 0) {
    console.error(`${lost} changes came too fast to be kept.`);
  }

  for (const event of events) {
    if (event.type !== 'gap') {
      const {amiId, progressPercentage, storeTaskFailureReason} = event.task;
      console.log(event.type, amiId, `${progressPercentage}%`, storeTaskFailureReason ?? '');
    }
  }

  const running = tasks.chunks.flat().filter(({task}) => isRunning(task));
  for (const {task, samples} of running) {
    const {remainingMs} = estimate(task, samples, Date.now());
    if (remainingMs !== undefined && status?.fetchStatus === 'waiting') {
      console.log('running', task.amiId, `${Math.ceil(remainingMs / 60_000)} minutes to go`);
    }
  }

  if (status?.status === 'ready' && running.length === 0) {
    unsubscribe();
    source.destroy();
  }
});
