import {isIn} from '../../poll/reading/task-lists.js';
import type {SourceStatus, StoreSnapshot} from '../../poll/snapshot.js';
import type {Chunk} from '../../poll/tasks/task-list.js';
import {isRunning, type StoreImageTask} from '../../task/store-image-task.js';

/** Ends that were seen since the start, or since somebody looked: all the failures of 31 days would tell nothing new. */
export type EndCounts = {
  readonly completed: number;
  readonly failed: number;

  /** There may have been more. */
  readonly isCut: boolean;
};

function troubleOf(sources: StoreSnapshot['sources']): readonly string[] {
  if (sources.some(({error}) => error)) {
    return ['stale'];
  }

  return sources.some(({silentSince}) => silentSince !== undefined) ? ['no answer'] : [];
}

const RUNNING = {states: ['InProgress'], buckets: []};

type Running = {readonly count: number; readonly percent: number};

/**
Makes the title's text from snapshots: `2 running 71% | 1 failed`; with nothing running `5 completed | 1 failed` or `idle`; `1+ failed` where more may have; `stale` at its end while a source can't be read, `no answer` while one is silent. The percent is the mean of the running tasks.
What a chunk of tasks adds is remembered, so that the cost doesn't grow with the history.
@param isWatched Tasks that it doesn't hold for are not counted.
*/
export function titleTexts(
  isWatched: (task: StoreImageTask, source: SourceStatus | undefined) => boolean,
): (snapshot: StoreSnapshot, ends: EndCounts) => string {
  const sums = new WeakMap<Chunk, Running>();
  const sumOf = (chunk: Chunk, sources: readonly SourceStatus[]): Running => {
    const running = chunk.filter(
      ({task, source}) => isRunning(task) && isWatched(task, sources[source]),
    );
    return {
      count: running.length,
      percent: running.reduce((sum, {task}) => sum + (task.progressPercentage ?? 0), 0),
    };
  };

  return ({tasks, sources, coverage}, ends) => {
    if (sources.every(({status}) => status === 'pending')) {
      return sources.some(({error, silentSince}) => error || silentSince !== undefined)
        ? 'amiwatch | no answer'
        : 'amiwatch';
    }

    let count = 0;
    let percent = 0;
    for (const chunk of tasks.chunks) {
      const sum = sums.get(chunk) ?? sumOf(chunk, sources);
      sums.set(chunk, sum);
      count += sum.count;
      percent += sum.percent;
    }

    // A source that has not answered yet may have more of them.
    const unread = isIn(coverage.whole ?? [], RUNNING) ? '' : '+';
    const more = ends.isCut ? '+' : '';
    const ended = [
      count === 0 && ends.completed > 0 ? `${ends.completed}${more} completed` : '',
      ends.failed > 0 || ends.isCut ? `${ends.failed}${more} failed` : '',
    ].filter(text => text !== '');
    const running = count > 0 ? [`${count}${unread} running ${Math.floor(percent / count)}%`] : [];
    const parts = [...running, ...ended];
    return [...(parts.length > 0 ? parts : ['idle']), ...troubleOf(sources)].join(' | ');
  };
}
