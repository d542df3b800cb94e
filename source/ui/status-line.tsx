import {ageText, bannerText, liveText, originText} from '../app/status-text.js';
import type {Glyphs} from '../app/theme.js';
import {useNow} from '../app/use-now.js';
import type {Clock} from '../poll/clock.js';
import type {StoreSnapshot} from '../poll/snapshot.js';
import {justify, Line} from './line.js';

type Props = {
  readonly snapshot: StoreSnapshot;
  readonly clock: Clock;
  readonly width: number;
  readonly glyphs: Glyphs;
};

/** The age of the data ticks here and nowhere else, so that a second costs one changed line. */
const TICK_MS = 1000;

export function StatusLine({
  snapshot,
  clock,
  width,
  glyphs,
  isDemo,
}: Props & {readonly isDemo: boolean}) {
  const now = useNow(clock, TICK_MS);
  const origin = isDemo ? `demo ${glyphs.dot} ` : '';
  const isStale = snapshot.sources.some(source => source.error !== undefined);
  const long = liveText(snapshot, now, glyphs);
  return (
    <Line
      width={width}
      ellipsis={glyphs.ellipsis}
      segments={justify(
        [
          {text: 'amiwatch', tone: 'strong'},
          {text: `  ${origin}${originText(snapshot.sources, glyphs)}`},
        ],
        {
          text: long.length > width ? ageText(snapshot, now) : long,
          tone: isStale ? 'warning' : 'plain',
        },
        width,
        glyphs.ellipsis,
      )}
    />
  );
}

/** Takes a line only while a source fails. */
export function Banner({snapshot, clock, width, glyphs}: Props) {
  const now = useNow(clock, TICK_MS);
  return (
    <Line
      width={width}
      ellipsis={glyphs.ellipsis}
      segments={[{text: bannerText(snapshot, now) ?? '', tone: 'warning'}]}
    />
  );
}
