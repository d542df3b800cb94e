import {exactValue, literalPattern} from '../../task/value-pattern.js';
import type {PickerMode} from '../state/mode.js';
import type {TextLine} from '../text/text-lines.js';

/** What is chosen, as the query takes it: the name itself, but for buckets the pattern that fits it. */
function choiceOf(mode: PickerMode, name: string): string {
  return mode === 'buckets' ? literalPattern(name) : name;
}

/** The other way round; a pattern with wildcards stays one. */
function nameOf(mode: PickerMode, choice: string): string {
  return mode === 'buckets' ? (exactValue(choice) ?? choice) : choice;
}

/** What there is to choose from, that with most tasks first; what is chosen stays even without a task. */
export function pickerChoices(
  mode: PickerMode,
  counts: ReadonlyMap<string, number>,
  chosen: readonly string[],
): readonly string[] {
  const count = (choice: string) => counts.get(nameOf(mode, choice)) ?? 0;
  const choices = new Set([...[...counts.keys()].map(name => choiceOf(mode, name)), ...chosen]);
  return [...choices].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
}

/** The list as it is drawn: where one is, what is chosen, how many tasks. */
export function pickerLines(
  mode: PickerMode,
  choices: readonly string[],
  counts: ReadonlyMap<string, number>,
  picker: {readonly index: number; readonly chosen: readonly string[]},
): readonly TextLine[] {
  return choices.map((choice, index) => {
    const name = nameOf(mode, choice);
    return [
      {
        text: `${index === picker.index ? '>' : ' '} [${picker.chosen.includes(choice) ? 'x' : ' '}] ${String(counts.get(name) ?? 0).padStart(6)}  ${name || '(none)'}`,
        tone: index === picker.index ? 'strong' : 'plain',
      },
    ];
  });
}
