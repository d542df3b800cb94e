/** A list to choose from, named by what it chooses. */
export type PickerMode = 'buckets' | 'regions' | 'profiles';

/** Where the keys go. `single` is the root with one AMI given, `table` the root otherwise. */
export type Mode =
  | 'table'
  | 'single'
  | 'search'
  | PickerMode
  | 'help'
  | 'helpSearch'
  | 'detail'
  | 'events'
  | 'troubles'
  | 'byHand'
  | 'overview';

export function isPicker(mode: Mode): mode is PickerMode {
  return mode === 'buckets' || mode === 'regions' || mode === 'profiles';
}

/** True where the body is the table of tasks, and not text. */
export function isTable(mode: Mode): mode is 'table' | 'search' {
  return mode === 'table' || mode === 'search';
}
