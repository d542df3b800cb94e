import {Box} from 'ink';
import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot} from '../poll/snapshot.js';
import {textWidth, wrap} from '../view/fit-text.js';
import type {Mode} from '../view/keymap.js';
import {isSameFrame} from '../view/same-frame.js';
import {bannerText, liveText, oldestUpdate, originText} from '../view/status-text.js';
import type {Glyphs} from '../view/theme.js';
import {justify, Line} from './line.js';
import {useNow} from './use-now.js';
import {type Overlay, useTickingLine} from './use-ticking-line.js';

type Props = {
  readonly snapshot: StoreSnapshot;
  readonly clock: Clock;
  readonly width: number;
  readonly glyphs: Glyphs;
};

/** The countdown to the next try. */
const TICK_MS = 1000;

/** The first line of the screen. */
const ROW = 1;

export function StatusLine({
  snapshot,
  clock,
  width,
  glyphs,
  latest,
  mode,
  isDemo,
  overlay,
}: Props & {
  /** Newer than `snapshot` where that made no difference to the frame, apart from the age. */
  readonly latest: () => StoreSnapshot;
  readonly mode: Mode;
  readonly isDemo: boolean;
  readonly overlay: Overlay;
}) {
  const origin = isDemo ? `demo ${glyphs.dot} ` : '';
  const isStale = snapshot.sources.some(source => source.error !== undefined);
  const left = [
    {text: 'amiwatch', tone: 'strong'},
    {text: `  ${origin}${originText(snapshot.sources, glyphs)}`},
  ] as const;
  const used = left.reduce((sum, {text}) => sum + textWidth(text), 0);
  const room = width - Math.min(used, Math.floor(width / 2)) - 1;
  const lineAt = (now: number, known: StoreSnapshot) =>
    justify(
      left,
      {text: liveText(known, now, glyphs, room), tone: isStale ? 'warning' : 'plain'},
      width,
      glyphs.ellipsis,
    );
  // For Ink the data is always new: it has nothing to draw when only the age is another.
  const drawn = lineAt(oldestUpdate(snapshot) ?? 0, snapshot);
  useTickingLine(overlay, clock, ROW, drawn, () => {
    const newest = latest();
    return lineAt(clock.now(), isSameFrame(snapshot, newest, mode) ? newest : snapshot);
  });
  return <Line width={width} ellipsis={glyphs.ellipsis} segments={drawn} />;
}

/** Takes its lines only while a source fails: the reason, and in front of it the next try, which a long reason may not push off the screen. */
export function Banner({
  snapshot,
  clock,
  width,
  glyphs,
  height,
}: Props & {readonly height: number}) {
  const now = useNow(clock, TICK_MS, snapshot);
  const banner = bannerText(snapshot, now);
  if (!banner) {
    return null;
  }

  const {where, message, next} = banner;
  const [first = '', ...rest] = wrap(`${where}${message}`, width - NEXT_TRY_WIDTH);
  const lines = height > 1 ? [first, rest.join(' ')] : [`${where}${message}`];
  return (
    <Box flexDirection="column">
      {lines.map((text, index) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place
          key={index}
          width={width}
          ellipsis={glyphs.ellipsis}
          segments={[
            {text: (index === 0 ? next : '').padEnd(NEXT_TRY_WIDTH), tone: 'warning'},
            {text},
          ]}
        />
      ))}
    </Box>
  );
}

/** `next try in 4m 55s` and a gap. */
const NEXT_TRY_WIDTH = 20;

/** Lines that the banner needs: 0, 1 or 2. The countdown has no part in it, so that the table doesn't jump. */
export function bannerHeight(snapshot: StoreSnapshot, width: number): number {
  const banner = bannerText(snapshot, 0);
  if (!banner) {
    return 0;
  }

  const text = `${banner.where}${banner.message}`;
  return textWidth(text) > width - NEXT_TRY_WIDTH ? 2 : 1;
}
