import {finalRows} from '../rows/final-rows.js';
import {settleCursor} from './cursor.js';
import {noteNews} from './looked.js';
import {loadForOverview} from './overview-steps.js';
import {followRows, pageOf} from './paging.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** What follows when rows, coverage or the size have changed: the selection stays on its task, news counts from the last key, a move that has waited goes on, and older tasks are asked for. */
export function settle(state: ViewState, screen: Screen): Step {
  const followed = followNews(followList(state, screen), screen);
  return followed.mode === 'overview'
    ? loadForOverview(followed, screen)
    : askForOlder(followed, screen);
}

/** A selection that only follows its task is no move of a person. */
function followList(state: ViewState, screen: Screen): ViewState {
  const followed = followRows(state, screen);
  const {cursor, stoppedAt} = followed;
  return isStopped(state) && stoppedAt && cursor !== state.cursor
    ? {...followed, stoppedAt: {...stoppedAt, cursor}}
    : followed;
}

/** Whether a person has stopped the loading, and done nothing since that asks for more. */
function isStopped({stoppedAt, cursor, query, asks}: ViewState): boolean {
  return stoppedAt?.cursor === cursor && stoppedAt.query === query && stoppedAt.asks === asks;
}

function followNews(state: ViewState, {snapshot, now}: Screen): ViewState {
  const looked = noteNews(state.looked, snapshot, now);
  return looked === state.looked ? state : {...state, looked};
}

/** Older tasks when a move waits for them, and ahead of that when the next page isn't whole, unless a person has just stopped that. */
function askForOlder(state: ViewState, {snapshot, rows, pageSize}: Screen): Step {
  const {coverage, tasks, sources} = snapshot;
  const {query, pending} = state;
  const page = pageOf(settleCursor(state.cursor, rows).index, {pageSize});
  const isWaiting = typeof pending === 'number';
  // In the middle of its first poll a source has tasks already, but doesn't know yet how far back they go.
  const isKnown = tasks.size > 0 && sources.every(({status, error}) => status === 'ready' || error);
  // The service can't filter by search, Region or profile: filling the screen would load page after page for a few rows.
  const isLocal = query.search !== '' || query.regions.length + query.profiles.length > 0;
  // After a failure, only a person asks again.
  const isNear = () =>
    !isLocal &&
    !isStopped(state) &&
    isKnown &&
    coverage.failure === undefined &&
    (page + 2) * pageSize > finalRows(rows, coverage, query);
  if (coverage.isComplete || coverage.isLoading || !(isWaiting || isNear())) {
    return only(state);
  }

  // Once for each point that loading has reached: a request that failed isn't repeated until a poll has succeeded, or somebody asks again.
  const polled = sources.map(source => source.updatedAt);
  const askedAt = `${coverage.loadedBackTo} ${state.asks} ${polled} ${query.states} ${query.buckets}`;
  return askedAt === state.askedAt
    ? only(state)
    : {
        state: {...state, askedAt},
        effects: [{type: 'loadOlder', priority: isWaiting ? 'manual' : 'automatic'}],
      };
}
