import {serviceNow} from '../../poll/service-clock.js';
import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {estimate} from '../../task/estimate.js';
import {formatDuration} from '../../task/format.js';
import {percentText, progressBar} from '../../task/progress-bar.js';
import {isRunning, objectUri} from '../../task/store-image-task.js';
import {besideDigits, chooseDigits} from '../text/big-percent.js';
import {BLANK_LINE, field, plainLine, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, stateTone} from '../text/theme.js';
import {listedLines, otherLines, reasonLines, sourceFields, startedLines} from './detail-lines.js';
import {eventLines, type Problem} from './event-lines.js';
import {movementLines, trendLines} from './movement-lines.js';
import {nextStepLines} from './next-step.js';
import {progressPlot} from './progress-plot.js';
import {pendingText} from './status-text.js';
import {etaText} from './task-cells.js';

export type SingleContext = {
  readonly now: number;
  readonly width: number;

  /** Rows that are in sight at first: big digits must not push the facts out of it. */
  readonly height: number;
  readonly display: DisplayOptions;
  readonly problems: readonly Problem[];
};

/** The screen for one AMI, the most telling lines first: a small screen shows only those. */
export function singleLines(
  snapshot: StoreSnapshot,
  tasks: readonly TrackedTask[],
  context: SingleContext,
): readonly TextLine[] {
  const [tracked, ...others] = tasks;
  const amiId = snapshot.imageIds[0] ?? '?';
  if (!tracked) {
    return [plainLine(amiId, 'strong'), plainLine(absenceText(snapshot, amiId))];
  }

  const {task} = tracked;
  const {width, height, display} = context;
  const {sources} = snapshot;
  const tone = stateTone(task.storeTaskState);
  const source = sources[tracked.source];
  const served = serviceNow(source, context.now);
  const isStill = !isRunning(task);
  const digits = chooseDigits(END_WORDS[task.storeTaskState ?? ''] ?? percentText(task), context);
  const narrow = {...context, now: served, width: digits.roomBeside};
  const top = [
    [
      {text: task.storeTaskState ?? '?', tone},
      {
        text: ` ${[percentText(task), shortEta(tracked, served)].filter(Boolean).join(' ')}`,
        tone: 'strong' as const,
      },
      {text: `  ${amiId}`},
    ],
    plainLine(progressBar(task, width), tone),
    ...reasonLines(tracked, width),
    ...besideDigits(
      [
        ...movementLines(tracked, narrow),
        ...startedLines(tracked, narrow, isStill),
        ...listedLines(tracked, narrow),
      ],
      digits,
      tone,
    ),
  ];
  const next = nextStepLines(task, source, width);
  const bottom = [
    ...field('Object', objectUri(task) ?? '?', width),
    ...(sources.length > 1 ? sourceFields(source, width) : []),
  ];
  // What has ended says first what comes next; while it runs, how it goes.
  const changes = changeLines(snapshot, amiId, isStill, context);
  const earlier = otherLines(others, {...context, sources});
  const below = Math.min(changes.length, KEPT_LINES) + Math.min(earlier.length, KEPT_LINES);
  const room = height - top.length - next.length - bottom.length - below;
  const plot = plotLines(tracked, width, Math.min(room, MAX_PLOT), display);
  const middle = isStill ? [...next, ...plot] : [...plot, ...bottom];
  return [...top, ...middle, ...(isStill ? bottom : next), ...changes, ...earlier];
}

/** Read from across the room: how it ended. */
const END_WORDS: Readonly<Record<string, string>> = {Completed: 'DONE', Failed: 'FAIL'};

/** What has happened, and what was before, is in sight beside a plot with at least a line of it: a blank one, a heading and the newest. */
const KEPT_LINES = 3;

/** Lines, with axis and times. */
const MAX_PLOT = 24;

/** A blank line and the plot, as of the last sample; a sparkline where there is no room for one. */
function plotLines(
  tracked: TrackedTask,
  width: number,
  height: number,
  display: DisplayOptions,
): readonly TextLine[] {
  const {task, samples, settledAt} = tracked;
  const last = samples.at(-1);
  const {remainingMs} = estimate(task, samples, last?.at ?? 0);
  const plot = progressPlot({
    samples,
    startedAt: task.startedAt,
    readyAt: last && remainingMs !== undefined ? last.at + remainingMs : undefined,
    endedAt: isRunning(task) ? undefined : settledAt,
    state: task.storeTaskState,
    width,
    height: height - 1,
    display,
  });
  return plot.length > 0
    ? [BLANK_LINE, ...plot]
    : trendLines(tracked, {now: last?.at ?? 0, width, display});
}

/** What has happened to it, newest first. After the end the times stand still. */
function changeLines(
  {events, completeSince, sources}: StoreSnapshot,
  amiId: string,
  isStill: boolean,
  {problems, display, now}: SingleContext,
): readonly TextLine[] {
  const lines = eventLines(
    {
      completeSince,
      events: events.filter(event => event.type === 'gap' || event.task.amiId === amiId),
    },
    problems,
    {
      now,
      display: isStill ? {...display, isAbsoluteTime: true} : display,
      sources,
      hasSubject: false,
    },
  );
  return lines.length > 0 ? [BLANK_LINE, plainLine('Changes seen', 'heading'), ...lines] : [];
}

/** The same in one line: `41% InProgress ~4m ami-…`; which AMI it is, is the last piece. */
export function singleSummary(
  snapshot: StoreSnapshot,
  tracked: TrackedTask | undefined,
  now: number,
): TextLine {
  const amiId = snapshot.imageIds[0] ?? '?';
  if (!tracked) {
    return plainLine(absenceText(snapshot, amiId));
  }

  const {task} = tracked;
  const served = serviceNow(snapshot.sources[tracked.source], now);
  const eta = shortEta(tracked, served);
  return [
    {text: `${percentText(task)} `, tone: 'strong'},
    {text: task.storeTaskState ?? '?', tone: stateTone(task.storeTaskState)},
    {text: eta && ` ${eta}`},
    {text: ` ${amiId}`},
  ];
}

/** Why there is nothing to show. A task just created can take minutes to appear. */
export function absenceText({sources, intervalMs}: StoreSnapshot, amiId: string): string {
  if (sources.every(source => source.status === 'pending')) {
    return pendingText(sources);
  }

  return `no task yet for ${amiId} (asked every ${formatDuration(intervalMs)})`;
}

function shortEta({task, samples}: TrackedTask, now: number): string {
  return isRunning(task) ? etaText(estimate(task, samples, now)) : '';
}
