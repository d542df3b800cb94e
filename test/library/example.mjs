// Prints every store task of an account, then each change until none is running.
import {listStoreImageTasks, waitForStoreImageTasks, watchStoreImageTasks} from 'amiwatch';

let running = 0;
for await (const task of listStoreImageTasks()) {
  console.log(task.AmiId, task.StoreTaskState, `${task.ProgressPercentage}%`);
  running += task.StoreTaskState === 'InProgress' ? 1 : 0;
}

if (running > 0) {
  // Errors that pass are no exceptions: a change of the kind `gap` tells of them.
  const stop = new AbortController();
  const watching = (async () => {
    for await (const change of watchStoreImageTasks({intervalMs: 2000, signal: stop.signal})) {
      if ('Task' in change) {
        const {AmiId, ProgressPercentage, StoreTaskFailureReason} = change.Task;
        console.log(change.Event, AmiId, `${ProgressPercentage}%`, StoreTaskFailureReason ?? '');
      }
    }
  })().catch(() => {});

  const {end, tasks} = await waitForStoreImageTasks({intervalMs: 2000});
  console.log(`${tasks.length} waited for: ${end}`);
  stop.abort();
  await watching;
}
