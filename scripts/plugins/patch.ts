import {readFile} from 'node:fs/promises';
import type {OnLoadResult, PluginBuild} from 'esbuild';

/** What stands in the file once, and what takes its place. */
export type Replacement = readonly [from: string, to: string];

/**
Loads a file of a package with texts replaced.
@throws {Error} (the build fails) when the file doesn't hold each text exactly once: its shape has changed, and whoever updates the package must look again.
*/
export function patchFile(
  build: PluginBuild,
  filter: RegExp,
  replacements: readonly Replacement[],
): void {
  build.onLoad(
    {filter},
    async ({path}): Promise<OnLoadResult> => ({
      contents: replacements.reduce(
        (text, replacement) => replaceOnce(text, replacement, path),
        await readFile(path, 'utf8'),
      ),
    }),
  );
}

/** @throws {Error} unless the text is there exactly once. */
export function replaceOnce(text: string, [from, to]: Replacement, path: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) {
    throw new Error(
      `${path}: found ${parts.length - 1} times instead of once: ${from.slice(0, 80)}. The file's shape has changed; see scripts/plugins.`,
    );
  }

  return parts.join(to);
}
