import type {TextLine} from '../text/text-lines.js';
import {type DisplayOptions, keyHint} from '../text/theme.js';
import {type News, newsText} from './news.js';
import {ruleLine} from './rule-line.js';

/** `-- since you looked (Fri 18:02): 2 failed, 11 completed, 3 started ------ e shows --` */
export function newsLine(
  news: News,
  display: DisplayOptions,
  width: number,
  now: number,
): TextLine {
  const [since = '', ...counts] = newsText(news, display.isUtc, now).split(/(?<=: )/);
  const text: TextLine = [
    {text: since},
    {text: counts.join(''), tone: news.failed > 0 ? 'failed' : 'strong'},
  ];
  return ruleLine(text, keyHint('e shows', display), width, display.glyphs);
}
