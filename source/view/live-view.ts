import type {StoreSnapshot} from '../poll/snapshot.js';
import type {settleCursor} from './cursor.js';
import type {ViewState} from './view-state.js';
import type {VisibleRows} from './visible-rows.js';

/** What the last frame looked like, as far as keys depend on it; written while drawing. */
export type Frame = {pageSize: number; maxScroll: number};

/** Everything that a frame is drawn from. */
export type LiveView = {
  readonly snapshot: StoreSnapshot;
  readonly state: ViewState;
  readonly rows: VisibleRows;
  readonly cursor: ReturnType<typeof settleCursor>;
  readonly frame: Frame;

  /** What the last key has done, where the screen doesn't show it otherwise. */
  readonly notice: string | undefined;
};
