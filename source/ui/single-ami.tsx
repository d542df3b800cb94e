import {singleLines} from '../app/single-lines.js';
import type {Look} from '../app/theme.js';
import type {Frame} from '../app/use-live-view.js';
import {useNow} from '../app/use-now.js';
import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot, TrackedTask} from '../poll/snapshot.js';
import {ScrollText} from './scroll-text.js';

/** One line of it changes with the second: since when nothing has moved. */
const TICK_MS = 1000;

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
}) {
  const now = useNow(clock, TICK_MS, snapshot);
  const lines = singleLines(snapshot, tasks, {now, width, look});
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
