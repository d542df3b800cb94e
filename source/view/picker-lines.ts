import type {Mode, PickerMode} from './keymap.js';
import type {TextLine} from './text-lines.js';

export function isPicker(mode: Mode): mode is PickerMode {
  return mode === 'buckets' || mode === 'regions' || mode === 'profiles';
}

/** The names to choose from, those with most tasks first; chosen ones stay even without a task. */
export function pickerChoices(
  counts: ReadonlyMap<string, number>,
  chosen: readonly string[],
): readonly string[] {
  const names = new Set([...counts.keys(), ...chosen]);
  return [...names].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}

/** The list as it is drawn: where one is, what is chosen, how many tasks. */
export function pickerLines(
  choices: readonly string[],
  counts: ReadonlyMap<string, number>,
  picker: {readonly index: number; readonly chosen: readonly string[]},
): readonly TextLine[] {
  return choices.map((name, index) => [
    {
      text: `${index === picker.index ? '>' : ' '} [${picker.chosen.includes(name) ? 'x' : ' '}] ${String(counts.get(name) ?? 0).padStart(6)}  ${name || '(none)'}`,
      tone: index === picker.index ? 'strong' : 'plain',
    },
  ]);
}
