/** What the program `live` measures; each list has one value a round. */
export type LiveFigures = {
  /** CPU of a tick of the store alone, without reading the answer. */
  readonly storeTickMs: readonly number[];

  /** CPU of a tick with the screen, without reading the answer. */
  readonly screenTickMs: readonly number[];

  /** CPU of a tick with the screen, from the XML on. */
  readonly wholeTickMs: readonly number[];

  /** The 95th percentile of each round: from a key to the end of its frame, and the CPU of it. */
  readonly keys: Readonly<
    Record<KeyGroup, {readonly wallMs: readonly number[]; readonly cpuMs: readonly number[]}>
  >;

  /** From `v` to the frame of the overview, each time over other tasks. */
  readonly overviewMs: readonly number[];

  /** With everything loaded, after a collection. */
  readonly rssMib: number;
  readonly heapMib: number;
};

export type KeyGroup = 'move' | 'filter';

const RIGHT = '\u{1B}[C';
const LEFT = '\u{1B}[D';
const DOWN = '\u{1B}[B';
const PAGE_DOWN = '\u{1B}[6~';
const BACKSPACE = '\u{7F}';

/** Keys that each change the screen. Esc isn't among them: a terminal has to be given time to say more after it. */
export const KEY_GROUPS: Readonly<Record<KeyGroup, readonly string[]>> = {
  move: [
    ...'jjjjjk',
    ...[RIGHT, RIGHT, PAGE_DOWN, LEFT, 'j', 'k', RIGHT, 'G', LEFT, LEFT, 'k', 'k', 'g'],
    ...['j', '\r', 'q', '?', 'q', 'e', 'q', 't', 'u', 'u', 't', 'j', 'k'],
  ],
  filter: [
    ...'2431ssss',
    ...'ooooo',
    ...'OO',
    ...['/', ...'00f1', BACKSPACE, '\r', 'c'],
    // In a list to choose from, letters are text.
    ...['b', ' ', DOWN, ' ', '\r', 'c'],
  ],
};
