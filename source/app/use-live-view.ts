import {useInput, usePaste} from 'ink';
import {useEffect, useMemo, useRef, useState} from 'react';
import type {Clock} from '../poll/clock.js';
import type {TaskStore} from '../poll/snapshot.js';
import {MAX_SEARCH_LENGTH} from '../task/search-terms.js';
import {settleCursor} from '../view/cursor.js';
import {intentOf} from '../view/keymap.js';
import {pastedText, toKeys, typedText, typeOn} from '../view/keys.js';
import type {Frame, LiveView} from '../view/live-view.js';
import {isPicker, pickerChoices} from '../view/picker-lines.js';
import {
  reduceView,
  typedSoFar,
  type ViewAction,
  type ViewContext,
  type ViewState,
} from '../view/view-state.js';
import {type RowQuery, type VisibleRows, visibleRows} from '../view/visible-rows.js';
import {runIntent, type Terminal} from './run-intent.js';
import {useFrameSnapshot} from './use-frame-snapshot.js';
import {useLatestReducer} from './use-latest-reducer.js';

/** Binds the store, the reducer and the keys; gives what there is to draw. */
export function useLiveView(
  store: TaskStore,
  clock: Clock,
  initial: ViewState,
  terminal: Terminal,
): LiveView {
  const frame = useRef<Frame>({pageSize: 1, maxScroll: 0}).current;
  const [notice, setNotice] = useState<string>();
  const rowsFor = useRowsFor(store, clock);
  const contextFor = (state: ViewState): ViewContext => ({
    rowsFor,
    coverage: store.getSnapshot().coverage,
    pageSize: frame.pageSize,
    maxScroll: frame.maxScroll,
    choices: choicesOf(state, rowsFor),
  });
  const [state, dispatch, read] = useLatestReducer(
    (current: ViewState, action: ViewAction) => reduceView(current, action, contextFor(current)),
    initial,
  );
  const snapshot = useFrameSnapshot(store, state.mode);
  const rows = rowsFor(state.query);
  const cursor = settleCursor(state.cursor, rows);
  const selected = () => {
    const now = read();
    const all = rowsFor(now.query);
    const {index} = settleCursor(now.cursor, all);
    return all.slice(index, index + 1)[0];
  };

  const press = (key: string) => {
    const before = read();
    const intent = intentOf(key, before.mode);
    if (intent) {
      runIntent(intent, {
        store,
        terminal,
        read,
        dispatch,
        selected,
        pageSize: () => frame.pageSize,
        notify: setNotice,
      });
      tellScope(store, before.query, read().query);
    }
  };

  const type = (more: string) => {
    const soFar = typedSoFar(read());
    if (soFar !== undefined && more !== '') {
      const {text, isCut} = typeOn(soFar, more);
      dispatch({type: 'searched', text});
      if (isCut) {
        setNotice(CUT);
      }
    }
  };

  useInput((input, key) => {
    setNotice(undefined);
    let typed = '';
    for (const name of toKeys(input, key)) {
      const state = read();
      const isText = typedSoFar(state) !== undefined && !intentOf(name, state.mode);
      if (isText) {
        // What comes in one piece is searched for once, not once a character.
        typed += typedText(name) ?? '';
      } else {
        type(typed);
        typed = '';
        press(name);
      }
    }

    type(typed);
  });
  usePaste(text => {
    setNotice(undefined);
    type(pastedText(text));
  });

  // Every render, because the layout, the rows and how far they are loaded all decide it; an action that changes nothing draws nothing.
  useEffect(() => dispatch({type: 'rowsChanged'}));
  return {snapshot, state, rows, cursor, frame, notice};
}

/** Short enough for a screen of 40 columns. */
const CUT = `cut at ${String(MAX_SEARCH_LENGTH).replace(/(?=\d{3}$)/, ',')} characters`;

function choicesOf(
  {mode, query}: ViewState,
  rowsFor: (query: RowQuery) => VisibleRows,
): readonly string[] {
  return isPicker(mode) ? pickerChoices(mode, rowsFor(query).counts[mode], query[mode]) : [];
}

/** Only the order by ETA and a search by age depend on the time; otherwise the same rows stay the same object. */
function useRowsFor(store: TaskStore, clock: Clock): (query: RowQuery) => VisibleRows {
  return useMemo(() => {
    let known: {tasks: unknown; query: RowQuery; rows: VisibleRows} | undefined;
    return query => {
      const {tasks, sources} = store.getSnapshot();
      const isTimed = query.order === 'eta' || known?.rows.search.isMoving;
      if (!known || known.tasks !== tasks || known.query !== query || isTimed) {
        known = {tasks, query, rows: visibleRows(tasks, query, clock.now(), sources)};
      }

      return known.rows;
    };
  }, [store, clock]);
}

/** The service applies these filters itself to what is still to be loaded. */
function tellScope(store: TaskStore, before: RowQuery, after: RowQuery): void {
  const {states, buckets, since, isSinceAgo} = after;
  if (states !== before.states || buckets !== before.buckets || since !== before.since) {
    store.setScope({states, buckets, since, isSinceAgo});
  }
}
