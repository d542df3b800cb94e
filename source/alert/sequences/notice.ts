import type {TaskChange} from '../../poll/tasks/events.js';
import type {SourceName} from '../../task/source-name.js';
import {objectUri} from '../../task/store-image-task.js';
import type {Notification} from './terminal-sequences.js';

/**
What a notification says about the ends that one poll found: about one in full, about several in sum. Never more than one notification a poll, because terminals drop those that come too fast.
@param endings At least one.
*/
export function noticeOf(
  endings: readonly TaskChange[],
  sources: readonly SourceName[],
): Notification {
  const [first] = endings;
  if (first && endings.length === 1) {
    return noticeOfOne(first, sources);
  }

  const failed = endings.filter(({type}) => type === 'failed');
  const counts = [
    failed.length > 0 ? `${failed.length} failed` : '',
    endings.length > failed.length ? `${endings.length - failed.length} completed` : '',
  ];
  // What needs a look comes first: the text is cut somewhere.
  const inOrder = [...failed, ...endings.filter(({type}) => type !== 'failed')];
  return {
    title: counts.filter(text => text !== '').join(', '),
    body: inOrder.map(({task, type}) => `${task.amiId ?? '?'} ${type}`).join(', '),
  };
}

function noticeOfOne({type, task, source}: TaskChange, sources: readonly SourceName[]) {
  const where = sources.length > 1 ? ` in ${sources[source]?.region ?? '?'}` : '';
  return {
    title: `${task.amiId ?? 'a task'} ${type}${where}`,
    body:
      type === 'failed'
        ? task.storeTaskFailureReason || 'no reason given'
        : (objectUri(task) ?? task.bucket ?? ''),
  };
}
