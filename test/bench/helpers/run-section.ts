import {performance} from 'node:perf_hooks';
import type {Bench, Row, Section} from './row.js';

export type SectionRun = {
  readonly rows: readonly Row[];

  /** It broke: its one row says so. */
  readonly isFailed: boolean;
};

/** Measures one section and cleans up after it. One that breaks gives a row that says so: the other figures are still worth having. */
export async function runSection(
  {name, measure}: Section,
  {isQuick}: {readonly isQuick: boolean},
): Promise<SectionRun> {
  const startedAt = performance.now();
  const cleanups: (() => unknown)[] = [];
  const bench: Bench = {
    after: action => cleanups.push(action),
    say: text => console.error(`${name}: ${text}`),
    amount: full => (isQuick ? Math.max(1, Math.round(full / 10)) : full),
  };
  try {
    return {rows: await measure(bench), isFailed: false};
  } catch (error) {
    console.error(error);
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return {rows: [{what: name, ours: undefined, why: `failed: ${reason}`}], isFailed: true};
  } finally {
    for (const cleanup of cleanups.reverse()) {
      await cleanup();
    }
    bench.say(`took ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }
}
