import type {SourceName} from '../../task/source-name.js';
import {exactValue, literalPattern} from '../../task/value-pattern.js';
import type {PickerMode} from '../state/mode.js';
import {type Picker, pickerIndex} from '../state/picker-state.js';
import {cutNames} from '../text/cut-names.js';
import {textWidth, wrap} from '../text/fit-text.js';
import {lineWidth, plainLine, selectedLine, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';
import {typedLine} from './typed-line.js';

/** What is chosen, as the query takes it: the name itself, but for buckets the pattern that fits it. */
export function choiceOf(mode: PickerMode, name: string): string {
  return mode === 'buckets' ? literalPattern(name) : name;
}

/** The other way round; a pattern with wildcards stays one. */
function nameOf(mode: PickerMode, choice: string): string {
  return mode === 'buckets' ? (exactValue(choice) ?? choice) : choice;
}

type Named = {
  /** Tasks per name. */
  readonly counts: ReadonlyMap<string, number>;
  readonly sources: readonly SourceName[];
};

/** Of buckets only those are known that a loaded task went to; Regions and profiles are those that are watched, be there a task or not. */
function namesOf(mode: PickerMode, {counts, sources}: Named): readonly string[] {
  switch (mode) {
    case 'regions':
      return sources.map(({region}) => region);
    case 'profiles':
      return sources.map(({profile}) => profile);
    case 'buckets':
      return [...counts.keys()];
  }
}

/** What there is to choose from, that with most tasks first; what is chosen stays even without a task. @param search Only names with this in them. */
export function pickerChoices(
  mode: PickerMode,
  named: Named,
  chosen: readonly string[],
  search = '',
): readonly string[] {
  const count = (choice: string) => named.counts.get(nameOf(mode, choice)) ?? 0;
  const names = namesOf(mode, named).map(name => choiceOf(mode, name));
  const choices = new Set([...names, ...chosen]);
  return [...choices]
    .filter(choice => nameOf(mode, choice).toLowerCase().includes(search.toLowerCase()))
    .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
}

export type PickerLinesNeeds = {
  readonly mode: PickerMode;
  readonly choices: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly picker: Picker;

  /** Characters behind the place where typing goes on. */
  readonly caret: number;

  /** No name can be missing. */
  readonly hasAllNames: boolean;

  /** Whether every task of a choice is loaded; its count gets a `+` otherwise. */
  readonly isWhole: (choice: string) => boolean;

  /** How far older tasks are loaded; empty while they aren't. */
  readonly loading: string;
  readonly width: number;

  /** Lines in sight; Infinity for all. */
  readonly height: number;
  readonly glyphs: Glyphs;
};

const NOUNS = {buckets: 'buckets', regions: 'Regions', profiles: 'profiles'} as const;

/** Beside the count and the name: the cursor, the mark, the gap. */
const MARKS = '> [x]   ';

/** Columns of a count, which give way to names that need them. */
const COUNT_WIDTH = 7;

/** What is typed and where one is, what may be missing, and the list around the cursor: what is chosen, how many tasks. */
export function pickerLines(needs: PickerLinesNeeds): readonly TextLine[] {
  const {mode, choices, counts, picker, caret, hasAllNames, isWhole, loading} = needs;
  const {width, height, glyphs} = needs;
  const index = pickerIndex(picker, choices);
  const at = choices.length > 0 ? `${index + 1} of ${choices.length}` : 'none';
  const total = `${at}${hasAllNames ? '' : '+'} ${NOUNS[mode]}`;
  const typed = typedLine('Find', picker.search, caret, Math.max(4, width - 30), glyphs.ellipsis);
  const hint = `older ${NOUNS[mode]} may be missing; ${glyphs.right} loads them`;
  const note = loading || (hasAllNames ? '' : hint);
  const head: TextLine = [...typed, {text: `  ${total}`, tone: 'dim'}];
  const isBeside = note !== '' && lineWidth(head) + 2 + note.length <= width;
  const top = isBeside
    ? [[...head, {text: `  ${note}`, tone: 'dim'} as const]]
    : [head, ...wrap(note, width).map(line => plainLine(line, 'dim'))];
  const room = Math.max(1, height - top.length);
  const first = Math.max(0, Math.min(index - Math.floor(room / 2), choices.length - room));
  const shown = choices.slice(first, first + room);
  const all = choices.map(choice => nameOf(mode, choice));
  const countText = (choice: string) =>
    `${counts.get(nameOf(mode, choice)) ?? 0}${isWhole(choice) ? '' : '+'}`;
  const left = width - MARKS.length;
  const wanted = Math.min(COUNT_WIDTH, left - Math.max(0, ...all.map(textWidth)));
  const forCount = Math.max(wanted, ...choices.map(choice => countText(choice).length));
  const names = cutNames(all, Math.max(6, left - forCount), glyphs.ellipsis);
  const list = shown.map((choice, row): TextLine => {
    const name = nameOf(mode, choice);
    const isOn = first + row === index;
    const mark = picker.chosen.includes(choice) ? 'x' : ' ';
    const text = `${isOn ? '>' : ' '} [${mark}] ${countText(choice).padStart(forCount)}  ${names.get(name) || '(none)'}`;
    return isOn ? selectedLine([{text}]) : [{text}];
  });
  const nothing = picker.search === '' ? 'nothing to choose from yet' : 'no name has that';
  return [...top, ...(list.length > 0 ? list : [plainLine(nothing)])];
}
