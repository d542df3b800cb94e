import type {FileResult} from './run-file.js';

const SLOWEST = 5;

/** One line for a file; all that it wrote where something failed. */
export function fileText({
  source,
  passed,
  failed,
  skipped,
  ms,
  output,
  failures,
}: FileResult): string {
  const counts = [
    `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped.length > 0 && `${skipped.length} skipped`,
  ].filter(Boolean);
  const line = `${failed > 0 ? '✖' : '✔'} ${source}: ${counts.join(', ')}, ${seconds(ms)}`;
  return failed > 0
    ? [line, output.trimEnd(), ...failures.map(failure => `✖ ${source}: ${failure}`), ''].join('\n')
    : line;
}

/** The end of a run: what failed and what was skipped, how long it took and where, and the sum as the last line. */
export function summaryText(results: readonly FileResult[], ms: number): string {
  const slowest = results
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map(({source, ms}) => `${source} ${seconds(ms)}`);
  const failures = results.flatMap(({source, failures}) =>
    failures.map(name => `✖ ${source}: ${name}`),
  );
  const reasons = new Map<string, number>();
  for (const {source, skipped} of results) {
    for (const reason of skipped) {
      const text = `${source}: ${reason}`;
      reasons.set(text, (reasons.get(text) ?? 0) + 1);
    }
  }

  return [
    '',
    ...failures,
    ...[...reasons].map(([reason, times]) => `skipped ${times}, ${reason}`),
    `slowest: ${slowest.join(', ')}`,
    `${results.length} files in ${seconds(ms)}`,
    sumText(results),
  ].join('\n');
}

function sumText(results: readonly FileResult[]): string {
  const sum = (count: (result: FileResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const skipped = sum(result => result.skipped.length);
  return `${sum(({passed}) => passed)} passed, ${sum(({failed}) => failed)} failed${
    skipped > 0 ? `, ${skipped} skipped` : ''
  }`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
