import type {StoreSnapshot} from '../../poll/snapshot.js';
import {TASK_STATES} from '../../task/store-image-task.js';
import type {VisibleRows} from '../rows/visible-rows.js';
import type {TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone} from '../text/theme.js';
import {singleSummary} from './single-lines.js';
import {emptyText, lateText, readText, shortReason} from './status-text.js';
import {shortTrouble, type Trouble} from './trouble-lines.js';

/** The whole screen in one line, for a pane of three rows: the counts, the answer that is late if there is one, when it was read. */
export function summaryLine(
  snapshot: StoreSnapshot,
  rows: VisibleRows,
  root: 'table' | 'single',
  now: number,
  {isUtc}: Pick<DisplayOptions, 'isUtc'>,
  troubles: readonly Trouble[] = [],
): TextLine {
  const failed = snapshot.sources.find(source => source.error);
  const late = lateText(snapshot, now, isUtc)?.shortest;
  const why = failed?.error ? `: ${shortReason(failed.error)}` : '';
  // While paused nothing is late, but the last try has failed all the same.
  const answer = late ? late + why : why && `last try failed${why}`;
  const text = [answer, shortTrouble(troubles)].filter(Boolean).join(' ');
  const trouble: TextLine = text ? [{text: ` ${text}`, tone: 'warning'}] : [];
  const age: TextLine = [{text: `  ${readText(snapshot, now, isUtc)}`}];
  if (root === 'single') {
    return [...singleSummary(snapshot, rows.slice(0, 1)[0], now), ...trouble, ...age];
  }

  if (snapshot.tasks.size === 0) {
    return [{text: emptyText(snapshot, false)}, ...trouble, ...age];
  }

  return [
    ...TASK_STATES.map(state => ({
      text: `${state} ${rows.counts.states.get(state) ?? 0} `,
      tone: stateTone(state),
    })),
    ...trouble,
    ...age,
  ];
}
