import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Compiled} from './bundle-tests.js';
import {type FileOptions, type FileResult, runFile} from './run-file.js';

/** Files at a time: most of them wait for a screen most of the time. */
const AT_ONCE = 4;

export const CACHE = path.resolve('node_modules/.cache/tests');
const DURATIONS = path.join(CACHE, 'durations.json');

/**
Runs the files side by side, those first that took longest the last time: none is left to run alone at the end.
@param onResult Told of each file as it ends.
*/
export async function runFiles(
  tests: readonly Compiled[],
  options: FileOptions,
  onResult: (result: FileResult) => void,
): Promise<readonly FileResult[]> {
  const durations = readDurations();
  const rank = ({source}: Compiled) => durations[source] ?? Number.POSITIVE_INFINITY;
  const waiting = tests.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
  const results: FileResult[] = [];
  const lane = async () => {
    for (let next = waiting.shift(); next && !options.signal.aborted; next = waiting.shift()) {
      const result = await runFile(next, options);
      if (!options.signal.aborted) {
        results.push(result);
        onResult(result);
      }
    }
  };

  await Promise.all(Array.from({length: AT_ONCE}, lane));
  const taken = results.map(({source, ms}) => [source, Math.round(ms)]);
  writeDurations({...durations, ...Object.fromEntries(taken)});
  return results;
}

function readDurations(): Readonly<Record<string, number>> {
  try {
    return JSON.parse(readFileSync(DURATIONS, 'utf8'));
  } catch {
    return {};
  }
}

function writeDurations(durations: Readonly<Record<string, number>>): void {
  mkdirSync(CACHE, {recursive: true});
  writeFileSync(DURATIONS, JSON.stringify(durations));
}
