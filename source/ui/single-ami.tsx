import type {StoreSnapshot, TrackedTask} from '../poll/snapshot.js';
import type {Problem} from '../view/event-lines.js';
import type {Frame} from '../view/live-view.js';
import {singleLines} from '../view/single-lines.js';
import type {Look} from '../view/theme.js';
import {ScrollText} from './scroll-text.js';

/** The screen of one AMI. */
export function SingleAmi({
  snapshot,
  tasks,
  now,
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
  readonly now: number;
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  readonly scroll: number;
  readonly frame: Frame;
  readonly problems: readonly Problem[];
}) {
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
