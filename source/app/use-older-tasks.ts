import {useEffect, useRef} from 'react';
import type {TaskStore} from '../poll/snapshot.js';
import type {LiveView} from '../view/live-view.js';
import {pageOf} from '../view/paging.js';
import {finalRows} from '../view/reach.js';

/** Asks for older tasks when a move waits for them, and ahead of that when the next page isn't whole. */
export function useOlderTasks(
  store: TaskStore,
  {snapshot, state, rows, cursor}: LiveView,
  pageSize: number,
): void {
  const asked = useRef<string>(undefined);
  const ask = () => {
    const {coverage, tasks, sources} = store.getSnapshot();
    if (tasks !== snapshot.tasks) {
      // Their rows come with the next render.
      return;
    }

    const {query, pending, asks} = state;
    const final = finalRows(rows, coverage, query);
    const page = pageOf(cursor.index, {pageSize});
    const isWaiting = typeof pending === 'number';
    // In the middle of its first poll a source has tasks already, but doesn't know yet how far back they go.
    const isKnown =
      tasks.size > 0 && sources.every(({status, error}) => status === 'ready' || error);
    // What the service can't filter by would draw page after page for a few rows.
    const isLocal = query.search !== '' || query.regions.length + query.profiles.length > 0;
    // What has failed is asked for again by a person only.
    const isNear =
      !isLocal && isKnown && coverage.failure === undefined && (page + 2) * pageSize > final;
    const isWanted = !coverage.isComplete && !coverage.isLoading && (isWaiting || isNear);

    // Once for each point that loading has reached: a request that failed isn't repeated until a poll has succeeded, or somebody asks again.
    const polled = sources.map(source => source.updatedAt);
    const point = `${coverage.loadedBackTo} ${asks} ${polled} ${query.states} ${query.buckets}`;
    if (isWanted && asked.current !== point) {
      asked.current = point;
      store.loadOlder(isWaiting ? 'manual' : 'automatic');
    }
  };

  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
    ask();
  });
  // A poll that draws nothing is an occasion, too.
  useEffect(() => store.subscribe(() => latest.current()), [store]);
}
