// Prints what happens to the store tasks of an account until none is running.
import process from 'node:process';
import {createTaskStore, estimate, isRunning, openEc2Source} from 'amiwatch';

const source = await openEc2Source({env: process.env});
const store = createTaskStore({sources: [source], intervalMs: 2000});

let told = 0;
const unsubscribe = store.subscribe(() => {
  const {tasks, events, sources} = store.getSnapshot();
  const [status] = sources;

  // Errors are no exceptions: the store keeps what it knows and tries again.
  if (status?.error && status.fetchStatus === 'waiting') {
    console.error(status.error.message);
  }

  for (const event of events.slice(told)) {
    if (event.type !== 'gap') {
      const {amiId, progressPercentage, storeTaskFailureReason} = event.task;
      console.log(event.type, amiId, `${progressPercentage}%`, storeTaskFailureReason ?? '');
    }
  }

  told = events.length;
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
