import type {StoreSnapshot} from '../../poll/snapshot.js';
import {fit, textWidth} from '../text/fit-text.js';
import type {TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';
import {
  failedText,
  type HeadDisplay,
  liveText,
  nextTry,
  silences,
  sourceText,
} from './status-text.js';

/** `live · every 10s · read 18:49:05Z` */
const STATE_WIDTH = 34;

/** `stale · 18:49:05Z`; a reason needs the room more. */
const FAILED_WIDTH = 17;

const GAP = 2;

/** A line for each source, in their order: where, what it does and when it was read, and why it fails. */
export function sourceLines(
  snapshot: StoreSnapshot,
  now: number,
  width: number,
  display: HeadDisplay,
): readonly TextLine[] {
  const {glyphs, isUtc} = display;
  const names = snapshot.sources.map(source => sourceText(source, glyphs));
  const nameWidth = widest(names, width);
  return snapshot.sources.map((source, index) => {
    const {error} = source;
    const stateWidth = error ? FAILED_WIDTH : STATE_WIDTH;
    const own = {...snapshot, sources: [source]};
    const state = error ? failedText(own, now, display) : liveText(own, now, display, stateWidth);
    const name = fit(names[index] ?? '', nameWidth, glyphs.ellipsis) + ' '.repeat(GAP);
    if (!error) {
      const isSilent = silences([source]).length > 0;
      return [{text: name}, {text: state, tone: isSilent ? 'warning' : 'plain'}];
    }

    const next = nextTry(source, snapshot.isPaused, isUtc, now);
    const isRoomy =
      nameWidth + stateWidth + textWidth(error.message) + textWidth(next) + 3 * GAP <= width;
    return [
      {text: name},
      {text: fit(state, stateWidth + GAP), tone: 'warning'},
      {text: error.message},
      ...(isRoomy ? [{text: `  ${next}`, tone: 'warning'} as const] : []),
    ];
  });
}

/** True when no reason has to be cut. The time has no part in it, so that the screen doesn't jump. */
export function hasRoomForReasons(
  {sources}: StoreSnapshot,
  width: number,
  glyphs: Glyphs,
): boolean {
  const nameWidth = widest(
    sources.map(source => sourceText(source, glyphs)),
    width,
  );
  return sources.every(
    ({error}) => !error || nameWidth + FAILED_WIDTH + 2 * GAP + textWidth(error.message) <= width,
  );
}

/** A long profile name may not push out what the line is for. */
function widest(names: readonly string[], width: number): number {
  return Math.min(Math.max(0, ...names.map(textWidth)), Math.floor(width / 2));
}
