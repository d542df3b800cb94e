import type {StoreSnapshot} from '../../source/poll/snapshot.js';
import {stepOf} from '../../source/view/state/keymap.js';
import {startLooking} from '../../source/view/state/looked.js';
import type {Screen, Setting} from '../../source/view/state/screen.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import {settle} from '../../source/view/state/settle.js';
import type {Effect} from '../../source/view/state/step.js';
import {initialState, NO_FILTERS, type ViewState} from '../../source/view/state/view-state.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {NOW} from './fake-store.js';

/** A screen that nobody has touched yet. */
export const UNTOUCHED: ViewState = initialState({
  root: 'table',
  query: {...NO_FILTERS, order: 'start', isReversed: false},
  looked: startLooking({events: []}, NOW),
  isUtc: true,
});

/** A terminal with 16 tasks a page. */
export const SETTING: Setting = {
  size: {columns: 80, rows: 24},
  now: NOW,
  glyphs: chooseGlyphs({LANG: 'C.UTF-8'}),
  columns: undefined,
  version: '1.0.0',
  isReader: false,
  problems: [],
  troubles: [],
};

export type Pressed = {
  readonly state: ViewState;

  /** Of all keys, in order. */
  readonly effects: readonly Effect[];
  readonly screen: Screen;
};

/** What keys make of a state, each settled before the next one, without anything being done. */
export function press(
  keys: readonly string[],
  snapshot: StoreSnapshot,
  state: ViewState = UNTOUCHED,
  setting: Setting = SETTING,
): Pressed {
  const effects: Effect[] = [];
  let now = settled(state);
  for (const key of keys) {
    const step = stepOf(key, now, screenOf(now, snapshot, setting));
    effects.push(...step.effects);
    now = settled(step.state);
  }

  function settled(before: ViewState): ViewState {
    const step = settle(before, screenOf(before, snapshot, setting));
    effects.push(...step.effects);
    return step.state;
  }

  return {state: now, effects, screen: screenOf(now, snapshot, setting)};
}
