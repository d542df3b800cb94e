import type {TextLine} from './text-lines.js';

/** The buckets to choose from, those with most tasks first; chosen ones stay even without a task. */
export function bucketChoices(
  counts: ReadonlyMap<string, number>,
  chosen: readonly string[],
): readonly string[] {
  const names = new Set([...counts.keys(), ...chosen]);
  return [...names].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}

/** The list as it is drawn: where one is, what is chosen, how many tasks. */
export function bucketLines(
  choices: readonly string[],
  counts: ReadonlyMap<string, number>,
  picker: {readonly index: number; readonly chosen: readonly string[]},
): readonly TextLine[] {
  return choices.map((bucket, index) => [
    {
      text: `${index === picker.index ? '>' : ' '} [${picker.chosen.includes(bucket) ? 'x' : ' '}] ${String(counts.get(bucket) ?? 0).padStart(6)}  ${bucket || '(none)'}`,
      tone: index === picker.index ? 'strong' : 'plain',
    },
  ]);
}
