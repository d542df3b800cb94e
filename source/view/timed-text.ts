import type {PlacedColumn} from './columns.js';
import type {Layout} from './layout.js';
import {type OverlayContext, overlayLines} from './overlay-lines.js';
import {pageOf} from './paging.js';
import {singleLines} from './single-lines.js';

/** Everything that the body of a screen is drawn from. */
export type BodyContext = OverlayContext & {
  readonly layout: Layout;
  readonly columns: readonly PlacedColumn[];
};

/**
What of the body the time decides, as one text: while it is the same, nothing has to be drawn again.
Much cheaper than the frame that it may spare: of a table only the columns that tell ages and estimates.
@returns `undefined` where the time also decides which rows there are.
*/
export function timedText(context: BodyContext): string | undefined {
  const {view, now, width, look, problems, layout, columns} = context;
  const {snapshot, state, rows, cursor} = view;
  const {sources} = snapshot;
  const isMoving = state.query.order === 'eta' || rows.search.isMoving;
  switch (state.mode) {
    case 'table':
    case 'search': {
      const first = pageOf(cursor.index, layout) * layout.pageSize;
      const rowsOnPage = rows.slice(first, first + layout.pageSize);
      const timed = columns.filter(({isTimed}) => isTimed);
      const cell = {now, look, sources, isSelected: false};
      return isMoving
        ? undefined
        : rowsOnPage
            .flatMap(row => timed.map(column => column.write(row, cell, column.width)))
            .map(({text, tone}) => `${text} ${tone}`)
            .join('\n');
    }

    case 'single': {
      const height = layout.body;
      const tasks = rows.slice(0, rows.total);
      return textOf(singleLines(snapshot, tasks, {now, width, height, look, problems}));
    }

    default:
      return isMoving ? undefined : textOf(overlayLines(context));
  }
}

function textOf(lines: ReturnType<typeof overlayLines>): string {
  return JSON.stringify(lines);
}
