import {useInput, usePaste} from 'ink';
import {useEffect, useMemo, useRef, useState} from 'react';
import type {Clock} from '../poll/clock.js';
import type {TaskStore} from '../poll/snapshot.js';
import {settleCursor} from '../view/cursor.js';
import {intentOf} from '../view/keymap.js';
import {pastedText, toKeys, typedText} from '../view/keys.js';
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
    setNotice(undefined);
    const before = read();
    const intent = intentOf(key, before.mode);
    const soFar = typedSoFar(before);
    const typed = soFar !== undefined && !intent ? typedText(key) : undefined;
    if (typed !== undefined) {
      dispatch({type: 'searched', text: soFar + typed});
    } else if (intent) {
      runIntent(intent, {
        store,
        terminal,
        read,
        dispatch,
        selected,
        pageSize: () => frame.pageSize,
        notify: setNotice,
      });
    }

    tellScope(store, before.query, read().query);
  };

  useInput((input, key) => {
    for (const name of toKeys(input, key)) {
      press(name);
    }
  });
  usePaste(text => {
    const soFar = typedSoFar(read());
    if (soFar !== undefined) {
      dispatch({type: 'searched', text: soFar + pastedText(text)});
    }
  });

  // Every render, because the layout, the rows and how far they are loaded all decide it; an action that changes nothing draws nothing.
  useEffect(() => dispatch({type: 'rowsChanged'}));
  return {snapshot, state, rows, cursor, frame, notice};
}

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
