import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot, TrackedTask} from '../poll/snapshot.js';
import type {Problem} from '../view/event-lines.js';
import type {Frame} from '../view/live-view.js';
import {singleLines} from '../view/single-lines.js';
import type {Look} from '../view/theme.js';
import {ScrollText} from './scroll-text.js';
import {useNow} from './use-now.js';

/** Ages and estimates are written to the minute. */
const TICK_MS = 10_000;

/** The screen of one AMI. */
export function SingleAmi({
  snapshot,
  tasks,
  clock,
  width,
  height,
  look,
  scroll,
  frame,
  problems,
}: {
  readonly snapshot: StoreSnapshot;

  /** Its tasks, newest first. */
  readonly tasks: readonly TrackedTask[];
  readonly clock: Clock;
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  readonly scroll: number;
  readonly frame: Frame;
  readonly problems: readonly Problem[];
}) {
  const now = useNow(clock, TICK_MS, snapshot);
  const lines = singleLines(snapshot, tasks, {now, width, height, look, problems});
  frame.maxScroll = Math.max(0, lines.length - height);
  return (
    <ScrollText
      lines={lines}
      scroll={scroll}
      width={width}
      height={height}
      ellipsis={look.glyphs.ellipsis}
    />
  );
}
