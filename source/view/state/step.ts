import type {Priority} from '../../poll/pace/token-bucket.js';
import type {Scope} from '../../poll/snapshot.js';
import type {Screen} from './screen.js';
import type {ViewState} from './view-state.js';

/** What has to be done outside the screen, as data; `source/app/perform.ts` does it. */
export type Effect =
  | {readonly type: 'loadOlder'; readonly priority: Priority}
  | {readonly type: 'loadAll' | 'stopLoading' | 'pollNow' | 'pause' | 'resume'}
  | {readonly type: 'changeScope'; readonly scope: Scope}
  | {readonly type: 'setInterval'; readonly ms: number}
  | {readonly type: 'copy'; readonly text: string}
  | {readonly type: 'redraw' | 'suspend' | 'quit' | 'interrupt'};

/** What comes of a key: the state from now on, and what is to be done. */
export type Step = {readonly state: ViewState; readonly effects: readonly Effect[]};

/** What a key does. Pure. @param screen What is on the screen in that state. */
export type Run = (state: ViewState, screen: Screen) => Step;

/** A key that only changes what is shown. */
export function changes(change: (state: ViewState, screen: Screen) => ViewState): Run {
  return (state, screen) => only(change(state, screen));
}

/** A key that only does something outside the screen. */
export function does(choose: (state: ViewState, screen: Screen) => Effect | undefined): Run {
  return (state, screen) => {
    const effect = choose(state, screen);
    return {state, effects: effect ? [effect] : []};
  };
}

/** Nothing has to be done beside. */
export function only(state: ViewState): Step {
  return {state, effects: []};
}
