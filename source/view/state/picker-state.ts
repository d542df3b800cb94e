/** A list to choose from, while it is open. */
export type Picker = {
  /** Of the line that the cursor is on. */
  readonly index: number;

  /** What that line was when the cursor came there: the cursor follows it. @default whatever is on the line */
  readonly on: string | undefined;

  /** What is chosen with the space bar; the filter's own list until something is. */
  readonly chosen: readonly string[];

  /** Only names that have this in them, upper and lower case alike. */
  readonly search: string;

  /** Older tasks are loaded whatever bucket they go to, so that the list becomes whole. */
  readonly isWide: boolean;
};

export function openPicker(chosen: readonly string[] = []): Picker {
  return {index: 0, on: undefined, chosen, search: '', isWide: false};
}

/** The line that the cursor is on; 0 where there is none. */
export function pickerIndex({index, on}: Picker, choices: readonly string[]): number {
  const at = on === undefined ? -1 : choices.indexOf(on);
  return at === -1 ? Math.max(0, Math.min(index, choices.length - 1)) : at;
}

export function movePicker(picker: Picker, choices: readonly string[], by: number): Picker {
  const last = Math.max(0, choices.length - 1);
  const index = Math.max(0, Math.min(pickerIndex(picker, choices) + by, last));
  return {...picker, index, on: choices[index]};
}
