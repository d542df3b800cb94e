// Prints every store task of an account, waits for those that run, and says how they ended.
import {listStoreImageTasks, waitForStoreImageTasks} from 'amiwatch';

for await (const task of listStoreImageTasks()) {
  console.log(task.AmiId, task.StoreTaskState, `${task.ProgressPercentage}%`);
}

const {end, tasks} = await waitForStoreImageTasks({intervalMs: 2000});
console.log(`${tasks.length} waited for: ${end}`);
for (const {AmiId, StoreTaskState, StoreTaskFailureReason = ''} of tasks) {
  console.log(AmiId, StoreTaskState, StoreTaskFailureReason);
}
