import type {StoreSnapshot} from '../../poll/snapshot.js';
import {formatDuration, formatTime} from '../../task/format.js';
import {sourceLabel} from '../../task/source-name.js';
import {cut, wrap} from '../text/fit-text.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';
import {type DisplayOptions, keyHint} from '../text/theme.js';
import {nextTry} from './status-text.js';

/** The log or the command of `--exec`, which doesn't work now. */
export type Trouble = {
  readonly about: 'log' | 'exec';

  /** ms since the epoch. */
  readonly since: number;

  /** Why, without a full stop. */
  readonly reason: string;

  /** Lines that are not in the file, or runs that failed or were left out. */
  readonly count: number;

  /** The file. */
  readonly name?: string;
};

/** Leads to the whole of what there is no room for. */
export const SHOWS_ALL = ' (! shows all)';

/** A line for the head that stays until it works again: the reason first, because a narrow screen cuts the end, but for the key that shows it. */
export function troubleLine(
  trouble: Trouble,
  width: number,
  display: Pick<DisplayOptions, 'glyphs' | 'isTyping'>,
): TextLine {
  const hint = keyHint(SHOWS_ALL, display);
  const text = cut(`! ${troubleText(trouble)}`, width - hint.length, display.glyphs.ellipsis);
  return plainLine(text + hint, 'warning');
}

/** The same as a sentence. */
export function troubleSentence(
  trouble: Trouble,
  display: Pick<DisplayOptions, 'isTyping'>,
): string {
  return `! ${troubleText(trouble)}${keyHint(SHOWS_ALL, display)}`;
}

/** The same for a pane of three rows. */
export function shortTrouble(troubles: readonly Trouble[]): string {
  return troubles.map(({about, reason}) => `${about}: ${reason}`).join(', ');
}

function troubleText({about, reason, count, name}: Trouble): string {
  if (about === 'log') {
    const lacks = count === 1 ? '1 line' : `${count} lines`;
    return `--log can't be written: ${reason}, ${lacks} missing${name ? `: ${name}` : ''}`;
  }

  return `--exec ${reason}${count > 1 ? ` (${count} times since it last worked)` : ''}`;
}

/** Everything that is wrong now, each whole: what the head has no room for. */
export function troubleLines(
  snapshot: StoreSnapshot,
  troubles: readonly Trouble[],
  {
    now,
    display,
    width,
  }: {readonly now: number; readonly display: DisplayOptions; readonly width: number},
): readonly TextLine[] {
  const since = (at: number) =>
    `since ${formatTime(at, display.isUtc)}, for ${formatDuration(Math.max(0, now - at))}`;
  const {failure} = snapshot.coverage;
  const texts = [
    ...troubles.map(trouble => `${troubleText(trouble)}; ${since(trouble.since)}.`),
    ...snapshot.sources.flatMap(source => {
      const {error, silentSince, lostRows} = source;
      const where = sourceLabel(source);
      return [
        ...(error
          ? [
              `${where}: ${error.message} (${nextTry(source, snapshot.isPaused, display.isUtc, now)})`,
            ]
          : []),
        ...(!error && silentSince !== undefined
          ? [`${where}: no answer ${since(silentSince)}; r asks anew.`]
          : []),
        ...(lostRows > 0
          ? [`${where}: ${lostRows} tasks of the last answer were unreadable.`]
          : []),
      ];
    }),
    ...(failure === undefined ? [] : [`Older tasks could not be loaded: ${failure}`]),
  ];
  if (texts.length === 0) {
    return [plainLine('nothing is wrong now')];
  }

  return texts
    .map(text => wrap(text, width).map(line => plainLine(line, 'warning')))
    .flatMap((lines, index) => (index > 0 ? [BLANK_LINE, ...lines] : lines));
}
