import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import {type CalendarDay, calendarDays} from '../../task/per-day.js';
import type {SourceName} from '../../task/source-name.js';
import {keepLast} from '../state/remember.js';
import type {ScreenParts} from '../state/screen.js';
import {countTasks, type TaskCounts} from './count-tasks.js';
import {type KnownSpan, knownSpan} from './known-span.js';
import {type Box, boxesOf, type Row} from './overview-boxes.js';
import {type OverviewPlan, planOverview} from './overview-plan.js';
import {type RunningTask, runningTasks} from './running-facts.js';

/** The service lists so many days. */
export const OVERVIEW_DAYS = 31;

/** What counts as of late. */
export const RECENT_DAYS = 7;

export type Overview = {
  readonly days: readonly CalendarDay[];
  readonly counts: TaskCounts;
  readonly known: KnownSpan;
  readonly running: readonly RunningTask[];
  readonly plan: OverviewPlan;

  /** The boxes that take the cursor; never empty. */
  readonly boxes: readonly Box[];

  /** The box with the cursor, and the row in it; no row where the box is empty. */
  readonly focus: {readonly box: Box; readonly row: Row | undefined};
};

export type OverviewParts = Pick<
  ScreenParts,
  'snapshot' | 'state' | 'now' | 'width' | 'display'
> & {
  /** Lines; 0 for all that there are, without a plot. */
  readonly height: number;
};

/** What the overview shows, for its keys and its drawing alike. */
export function overviewOf(parts: OverviewParts): Overview {
  const {snapshot, state, now, width, height, display} = parts;
  const {sources, tasks} = snapshot;
  const days = daysOf(today(sources, now), display.isUtc);
  const counts = countAll(tasks, JSON.stringify(sources.map(nameOf)), days);
  const running = runningTasks(counts.running, sources, now);
  const plan = planOverview(width, height);
  const boxes = boxesOf({days, counts, running, plan, isUtc: display.isUtc, ...state.overview});
  const box = boxes.find(({name}) => name === state.overview.box) ?? (boxes[0] as Box);
  const key = state.overview.at[box.name];
  const row =
    box.rows.find(one => one.key === key) ?? (box.name === 'days' ? box.rows.at(-1) : box.rows[0]);
  return {days, counts, known: knownSpan(snapshot), running, plan, boxes, focus: {box, row}};
}

/** The time of the service that is furthest ahead, ms since the epoch. */
function today(sources: StoreSnapshot['sources'], now: number): number {
  return Math.max(...sources.map(source => serviceNow(source, now)));
}

/** The same days while the day is the same. */
function daysOf(now: number, isUtc: boolean): readonly CalendarDay[] {
  const [day] = calendarDays(now, 1, isUtc);
  return sameDays(day?.start ?? now, isUtc);
}

const sameDays = keepLast((start: number, isUtc: boolean) =>
  calendarDays(start, OVERVIEW_DAYS, isUtc),
);

function nameOf({profile, region}: SourceName): SourceName {
  return {profile, region};
}

/** The same counts while tasks and days are the same, whatever a poll tells of its source. @param sources `SourceName`s as json. */
const countAll = keepLast(
  (tasks: StoreSnapshot['tasks'], sources: string, days: readonly CalendarDay[]) =>
    countTasks(
      tasks,
      JSON.parse(sources),
      days.map(({start}) => start),
      days.at(-RECENT_DAYS)?.start ?? 0,
    ),
);
