import {plainLine, type TextLine} from '../text/text-lines.js';
import {countText, shareText} from './box-tables.js';
import {dayText, figureTexts, runningTexts, tookText} from './figure-texts.js';
import {noteText} from './note-text.js';
import type {Overview, OverviewParts} from './overview-of.js';
import type {BoxName} from './overview-state.js';

const PLACES = {buckets: 'Bucket', regions: 'Region', profiles: 'Profile'} as const;

/** The overview for a screen reader: what the cursor is on, then everything, a sentence each. Nothing of it changes by the minute but what runs. */
export function overviewSentences(overview: Overview, parts: OverviewParts): readonly TextLine[] {
  const {focus, counts} = overview;
  const rows = overview.boxes.flatMap(box => sentencesOf(box.name, overview));
  const selected = sentencesOf(focus.box.name, overview)[
    Math.max(0, focus.row ? focus.box.rows.indexOf(focus.row) : 0)
  ];
  const texts = [
    `Selected: ${selected ?? 'nothing'}`,
    dayText(overview, overview.days.length - 1),
    ...figureTexts(overview),
    noteText(overview, parts.snapshot, parts.display.isUtc),
    ...rows,
    runningTexts(overview, parts)[0] ?? '',
    tookText(counts.tookMs),
  ];
  return texts.filter(Boolean).map(text => plainLine(text));
}

/** A sentence for each row of a box. */
function sentencesOf(name: BoxName, {counts, known, boxes}: Overview): readonly string[] {
  const {isWhole} = known;
  switch (name) {
    case 'reasons':
      return counts.reasons.map(
        ({name, failed, recent}) =>
          `Failed: ${name}, ${countText(failed, isWhole)} in 31 days, ${countText(recent, isWhole)} in 7 days`,
      );
    case 'buckets':
    case 'regions':
    case 'profiles':
      return (boxes.find(box => box.name === name)?.rows ?? []).map(({key}) => {
        const place = counts[name].find(one => one.name === key);
        const {started = 0, failed = 0} = place ?? {};
        const share = shareText(failed, started, isWhole);
        return `${PLACES[name]} ${key || '(none)'}: ${countText(started, isWhole)} in 31 days, ${countText(failed, isWhole)} failed${share && `, ${share}`}`;
      });
    case 'running':
      return counts.running.length > 0
        ? [`${countText(counts.running.length, known.isAnswered)} running`]
        : [];
    case 'days':
      return [];
  }
}
