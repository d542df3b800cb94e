import {nextToClear, requery} from './filters.js';
import {clearNews} from './looked.js';
import {leaveMode} from './open-mode.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** Leaves what is open. On the first screen it takes back one thing at a time: the loading of older tasks, the marks of what is news, the search, each filter. */
export function stepBack(state: ViewState, screen: Screen): Step {
  const {snapshot} = screen;
  if (state.mode !== state.root) {
    return only(leaveMode(state));
  }

  if (state.pending !== undefined || snapshot.coverage.isLoading) {
    const {cursor, query, asks} = state;
    return {
      state: {...state, pending: undefined, askedAt: undefined, stoppedAt: {cursor, query, asks}},
      effects: [{type: 'stopLoading'}],
    };
  }

  const looked = clearNews(state.looked, snapshot);
  if (looked !== state.looked) {
    return only({...state, looked});
  }

  const cleared = nextToClear(state.query);
  return cleared
    ? requery(state, screen, cleared)
    : only({...state, notice: 'nothing to clear, q quits'});
}
