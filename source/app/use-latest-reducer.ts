import {useCallback, useReducer, useRef} from 'react';

/**
A reducer whose state can be read back at once: keys that arrive in one chunk are each handled in the state that the one before has left, before anything is rendered.
*/
export function useLatestReducer<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
) {
  const latest = useRef(initial);
  const reducer = useRef(reduce);
  reducer.current = reduce;
  const [, render] = useReducer((count: number) => count + 1, 0);
  const read = useCallback(() => latest.current, []);
  const dispatch = useCallback((action: Action) => {
    const next = reducer.current(latest.current, action);
    if (next !== latest.current) {
      latest.current = next;
      render();
    }
  }, []);
  return [latest.current, dispatch, read] as const;
}
