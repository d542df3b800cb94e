import type {StoreSnapshot} from '../../poll/snapshot.js';
import {justify} from '../text/fit-segments.js';
import {textWidth, wrap} from '../text/fit-text.js';
import type {TextLine} from '../text/text-lines.js';
import type {Layout} from './layout.js';
import {sourceLines} from './source-lines.js';
import {bannerText, type HeadDisplay, isLate, liveText, sourcesText} from './status-text.js';
import {type Trouble, troubleLine} from './trouble-lines.js';

export type HeadNeeds = {
  readonly snapshot: StoreSnapshot;
  readonly width: number;
  readonly display: HeadDisplay;
  readonly isDemo: boolean;
  readonly troubles: readonly Trouble[];
  readonly layout: Pick<Layout, 'sources' | 'banner' | 'troubles'>;
};

/** Everything above the counts: what is watched and when it was read, a line for each source, why one fails and when it is tried again, and what doesn't work of --log and --exec. */
export function headLines(needs: HeadNeeds, now: number): readonly TextLine[] {
  const {snapshot, width, display, layout} = needs;
  return [
    statusLine(needs, now),
    ...(layout.sources > 0 ? sourceLines(snapshot, now, width, display) : []),
    ...(layout.banner > 0 ? bannerLines(needs, now) : []),
    ...needs.troubles.slice(0, layout.troubles).map(trouble => troubleLine(trouble)),
  ];
}

function statusLine({snapshot, width, display, isDemo}: HeadNeeds, now: number): TextLine {
  const {glyphs} = display;
  const origin = isDemo ? `demo ${glyphs.dot} ` : '';
  const late = isLate(snapshot);
  const isStale = late || snapshot.sources.some(source => source.error !== undefined);
  const left = [
    {text: 'amiwatch', tone: 'strong'},
    {text: `  ${origin}${sourcesText(snapshot.sources, glyphs)}`},
  ] as const;
  // Where an answer is late, that takes room from where the tasks come from.
  const [name, where] = left.map(({text}) => textWidth(text)) as [number, number];
  const room = width - Math.min(late ? name + 1 : name + where, Math.floor(width / 2)) - 1;
  return justify(
    left,
    {text: liveText(snapshot, now, display, room), tone: isStale ? 'warning' : 'plain'},
    width,
    glyphs.ellipsis,
  );
}

/** `next try 18:49:20Z` and a gap. */
const NEXT_TRY_WIDTH = 20;

/** Only while a source fails: the reason, and in front of it the next try, which a long reason may not push off the screen. */
function bannerLines(
  {snapshot, width, display, layout}: HeadNeeds,
  now: number,
): readonly TextLine[] {
  const banner = bannerText(snapshot, now, display.isUtc);
  if (!banner) {
    return [];
  }

  const {where, message, next} = banner;
  const [first = '', ...rest] = wrap(`${where}${message}`, width - NEXT_TRY_WIDTH);
  const lines = layout.banner > 1 ? [first, rest.join(' ')] : [`${where}${message}`];
  return lines.map((text, index) => [
    {text: (index === 0 ? next : '').padEnd(NEXT_TRY_WIDTH), tone: 'warning'},
    {text},
  ]);
}

/** Lines that the banner needs: 0, 1 or 2. The time of the next try has no part in it, so that the table doesn't jump. */
export function bannerHeight(snapshot: StoreSnapshot, width: number): number {
  const banner = bannerText(snapshot, 0, true);
  if (!banner) {
    return 0;
  }

  const text = `${banner.where}${banner.message}`;
  return textWidth(text) > width - NEXT_TRY_WIDTH ? 2 : 1;
}
