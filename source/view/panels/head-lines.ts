import type {StoreSnapshot} from '../../poll/snapshot.js';
import {justify} from '../text/fit-segments.js';
import {cut, textWidth, wrap} from '../text/fit-text.js';
import {BLANK_LINE, type TextLine} from '../text/text-lines.js';
import {keyHint} from '../text/theme.js';
import type {Layout} from './layout.js';
import {sourceLines} from './source-lines.js';
import {bannerText, type HeadDisplay, isLate, liveText, sourcesText} from './status-text.js';
import {SHOWS_ALL, type Trouble, troubleLine} from './trouble-lines.js';

export type HeadNeeds = {
  readonly snapshot: StoreSnapshot;
  readonly width: number;
  readonly display: HeadDisplay;
  readonly isDemo: boolean;
  readonly troubles: readonly Trouble[];
  readonly layout: Pick<Layout, 'sources' | 'banner' | 'troubles'>;
};

/** Everything above the list: what is watched and when it was read, how the sources are, why one fails, and what doesn't work of --log and --exec. */
export function headLines(needs: HeadNeeds, now: number): readonly TextLine[] {
  const {snapshot, width, display, layout, troubles} = needs;
  const status = statusLine(needs, now);
  const sources = layout.sources > 0 ? sourceLines(snapshot, now, width, display) : [];
  return [
    status,
    ...Array.from({length: layout.sources}, (_, index) => sources[index] ?? BLANK_LINE),
    ...(layout.banner > 0 ? bannerLines(needs, now, textOf(status)) : []),
    ...troubles.slice(0, layout.troubles).map(trouble => troubleLine(trouble, width, display)),
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
    {
      text: liveText(snapshot, now, display, room, width - name - where - 1),
      tone: isStale ? 'warning' : 'plain',
    },
    width,
    glyphs.ellipsis,
  );
}

/** Only while a source fails: why, whole, as far as there is room for it, and when the next try is where the line above doesn't say that. */
function bannerLines(
  {snapshot, width, display, layout}: HeadNeeds,
  now: number,
  said: string,
): readonly TextLine[] {
  const banner = bannerText(snapshot, now, display.isUtc);
  if (!banner) {
    return [];
  }

  const {where, message, next} = banner;
  const lines = wrap(`${where}${message}`, width);
  const shown = lines.slice(0, layout.banner);
  if (lines.length > shown.length) {
    const last = shown.length - 1;
    const hint = keyHint(SHOWS_ALL, display);
    const room = Math.max(0, width - hint.length);
    shown[last] =
      cut(`${shown[last]} ${lines[shown.length]}`, room, display.glyphs.ellipsis) + hint;
  }

  const end = shown.at(-1) ?? '';
  const isTold = said.includes(next) || textWidth(end) + next.length + 2 > width;
  return shown.map((text, index) => [
    {text},
    ...(index === shown.length - 1 && !isTold
      ? [{text: `  ${next}`, tone: 'warning'} as const]
      : []),
  ]);
}

function textOf(line: TextLine): string {
  return line.map(({text}) => text).join('');
}

/** Lines that the banner needs. The time of the next try has no part in it, so that the table doesn't jump. */
export function bannerHeight(snapshot: StoreSnapshot, width: number): number {
  const banner = bannerText(snapshot, 0, true);
  return banner ? wrap(`${banner.where}${banner.message}`, width).length : 0;
}
