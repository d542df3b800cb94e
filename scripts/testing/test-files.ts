import {globSync} from 'node:fs';

/** `fast` is what `npm test` runs between two changes, `full` what CI runs beside it. */
export type Tier = 'fast' | 'full';

/** The tier is in the name: `*.full.test.ts` is of the full tier, every other test of the fast one. */
export function tierOf(file: string): Tier {
  return /\.full\.test\.tsx?$/.test(file) ? 'full' : 'fast';
}

/**
All test files, by paths from the root.
@throws When a file looks like a test and would not be run.
*/
export function testFiles(): readonly string[] {
  const named = globSync('test/**/*.{test,tests,spec}.*').map(file => file.replaceAll('\\', '/'));
  const odd = named.filter(file => !/\.test\.tsx?$/.test(file));
  if (odd.length > 0) {
    throw new Error(
      `A test is named *.test.ts or *.test.tsx, else it is not run: ${odd.join(', ')}`,
    );
  }

  return named.sort();
}

/**
The files whose path holds one of the words: a file's own path, a folder, or a part of a name.
@throws When a word names none: a mistyped name is no success.
*/
export function filesNamed(files: readonly string[], words: readonly string[]): readonly string[] {
  const chosen = new Set<string>();
  for (const word of words) {
    const wanted = word.replace(/^\.\//, '');
    const found = files.filter(file => file.includes(wanted));
    if (found.length === 0) {
      throw new Error(`No test file's path holds "${word}".`);
    }

    for (const file of found) {
      chosen.add(file);
    }
  }

  return [...chosen];
}
