import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {PlacedColumn} from '../panels/columns.js';
import type {Problem} from '../panels/event-lines.js';
import type {Layout} from '../panels/layout.js';
import type {News} from '../panels/news.js';
import type {Trouble} from '../panels/trouble-lines.js';
import type {RowQuery} from '../rows/row-query.js';
import type {VisibleRows} from '../rows/visible-rows.js';
import type {TextLine} from '../text/text-lines.js';
import type {DisplayOptions, Glyphs} from '../text/theme.js';
import type {Cursor} from './cursor.js';
import type {ViewState} from './view-state.js';

/** What a screen depends on beside the state and the snapshot. */
export type Setting = {
  readonly size: {readonly columns: number; readonly rows: number};

  /** Milliseconds since the epoch: the moment that ages and estimates are told for. */
  readonly now: number;
  readonly glyphs: Glyphs;

  /** Ids of `COLUMNS`; all that fit otherwise. */
  readonly columns: readonly string[] | undefined;
  readonly version: string;

  /** For a screen reader: sentences instead of a table. */
  readonly isReader: boolean;

  /** What went wrong beside the polling, oldest first. */
  readonly problems: readonly Problem[];

  /** What of --log and --exec doesn't work now. */
  readonly troubles: readonly Trouble[];
};

/** What the texts of a screen are made from. */
export type ScreenParts = Pick<Setting, 'now' | 'version' | 'problems' | 'troubles'> & {
  readonly state: ViewState;
  readonly snapshot: StoreSnapshot;

  /** Columns of the terminal. */
  readonly width: number;
  readonly display: DisplayOptions;
  readonly layout: Layout;
  readonly rows: VisibleRows;

  /** Where the selection is among these rows. */
  readonly cursor: Cursor;

  /** What has happened since somebody looked; `undefined` for nothing. */
  readonly news: News | undefined;
};

/** The screen as sentences. */
export type ReaderPage = {
  readonly head: readonly string[];

  /** Lines that the body has. */
  readonly room: number;

  /** Tasks of a page. */
  readonly pageSize: number;

  /** All lines of the body, made when they are first asked for. */
  readonly body: () => readonly string[];

  /** What comes below the body: what has happened, and the selected task. */
  readonly below: () => readonly string[];
};

/** Everything that a frame is drawn from, and that a key has to know of the frame. The functions work when first called, and once. */
export type Screen = ScreenParts & {
  readonly columns: readonly PlacedColumn[];

  /** The tasks of the table's page that is in sight. */
  readonly page: readonly TrackedTask[];

  /** Tasks of a page of the table. */
  readonly pageSize: number;

  /** The rows that another query would have. */
  readonly rowsFor: (query: RowQuery) => VisibleRows;

  /** What the open picker offers, in its order. */
  readonly choices: () => readonly string[];

  /** All lines of a body that is text; none for the table. */
  readonly lines: () => readonly TextLine[];

  /** The selected task beside or below the table; empty without room for it. */
  readonly preview: () => readonly TextLine[];

  /** The last value of `scroll` that still shows something new. */
  readonly maxScroll: () => number;

  /** Only for a screen reader. */
  readonly reader: ReaderPage | undefined;
};
