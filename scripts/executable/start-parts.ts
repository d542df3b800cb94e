import path from 'node:path';
import process from 'node:process';
import type {Script} from 'node:vm';
import type {Parts} from '../parts.js';
import {runParts} from '../run-chunks.js';

export type PartName = keyof Parts;

export const PARTS = ['front', 'late'] as const satisfies readonly PartName[];

/** The starts that run different functions of the program. */
export const STARTS = ['once', 'screen'] as const;

export type Start = (typeof STARTS)[number];

/** What `keep-compiled.ts` prints when its timers have run. */
export const TIME_HAS_PASSED = 'The timers of the start have run.';

/** The name of the code that V8 has compiled of a part for one kind of start. */
export const compiledName = (start: Start, part: PartName) => `${start}-${part}` as const;

/**
Starts the program that the executable holds.
@param compile Makes the script of a part.
*/
export function startParts(compile: (part: PartName) => Script): void {
  // Without /proc, Node doesn't know where the executable is.
  runParts(part => compile(part).runInThisContext(), path.resolve(process.execPath));
}
