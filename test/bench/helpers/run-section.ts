import type {Bench, Row, Section} from './row.js';

/** Measures one section and cleans up after it. One that breaks gives a row that says so: the other figures are still worth having. */
export async function runSection({name, measure}: Section): Promise<readonly Row[]> {
  const cleanups: (() => unknown)[] = [];
  const bench: Bench = {
    after: action => cleanups.push(action),
    say: text => console.error(`${name}: ${text}`),
  };
  try {
    return await measure(bench);
  } catch (error) {
    console.error(error);
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return [{what: name, ours: undefined, why: `failed: ${reason}`}];
  } finally {
    for (const cleanup of cleanups.reverse()) {
      await cleanup();
    }
  }
}
