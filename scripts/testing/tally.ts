import type {FileEvent} from './events-reporter.js';

/** What the events of one file have come to. */
export type Tally = {
  readonly take: (event: FileEvent) => void;
  /** The tests that have begun and aren't done. */
  readonly open: ReadonlySet<string>;
  readonly passed: () => number;
  /** The names of those that failed. */
  readonly failures: readonly string[];
  /** Why others were skipped. */
  readonly skipped: readonly string[];
  /** How many there were; `undefined` until the file has come to its end. */
  readonly total: () => number | undefined;
};

export function createTally(): Tally {
  const open = new Set<string>();
  const failures: string[] = [];
  const skipped: string[] = [];
  let passed = 0;
  let total: number | undefined;
  return {
    open,
    failures,
    skipped,
    passed: () => passed,
    total: () => total,
    take(event) {
      switch (event.is) {
        case 'begun':
          open.add(event.name);
          break;
        case 'done':
          open.delete(event.name);
          break;
        case 'passed':
          passed++;
          break;
        case 'failed':
          failures.push(event.name);
          break;
        case 'skipped':
          skipped.push(event.reason);
          break;
        case 'ended':
          total = event.tests;
      }
    },
  };
}
