import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {machineLine} from '../bench/helpers/page.js';

/** One line of the table. */
export type Figure = {
  readonly what: string;
  readonly value: string;

  /** What has to be reached, and whether it was. */
  readonly limit?: string;
  readonly isMissed?: boolean;
};

/** The parts of the table, in their order; each is measured by a run of its own. */
export const PARTS = {
  fuzz: 'Hostile text and answers',
  simulated: 'On a simulated clock',
  real: 'In real time',
} as const;

export type Part = keyof typeof PARTS;
export type Parts = Partial<
  Readonly<Record<Part, {readonly figures: readonly Figure[]; readonly where: string}>>
>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The figures of the last run of each part: they are measured apart, and stand in one table. */
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'amiwatch', 'soak.json');
const BEGIN = '<!-- soak -->';
const END = '<!-- /soak -->';

/** Prints what was measured, keeps it, writes the page when that is wanted, and sets the exit code to 1 when a limit was missed. */
export async function finish(part: Part, figures: readonly Figure[], isWriting: boolean) {
  const known = JSON.parse(await readFile(CACHE, 'utf8').catch(() => '{}')) as Parts;
  const parts = {...known, [part]: {figures, where: machineLine(new Date())}};
  await mkdir(path.dirname(CACHE), {recursive: true});
  await writeFile(CACHE, JSON.stringify(parts));
  console.log(renderParts({[part]: parts[part]}));
  if (figures.some(({isMissed}) => isMissed)) {
    process.exitCode = 1;
  }

  const page = path.join(ROOT, 'test/soak/figures.md');
  const text = isWriting ? putBetween(await readFile(page, 'utf8'), renderParts(parts)) : undefined;
  if (text !== undefined) {
    await writeFile(page, text);
  } else if (isWriting) {
    console.error(`Not written: ${page} has no ${BEGIN} and ${END}.`);
  }
}

/** Writes the parts as one markdown table, with the machine of each under it. */
export function renderParts(parts: Parts): string {
  const known = (Object.keys(PARTS) as Part[]).flatMap(part => {
    const measured = parts[part];
    return measured ? [{title: PARTS[part], ...measured}] : [];
  });
  const rows = known.flatMap(({title, figures}) => [
    `| **${title}** | | |`,
    ...figures.map(
      ({what, value, limit = '', isMissed}) =>
        `| ${what} | ${value} | ${isMissed ? `**missed:** ${limit}` : limit} |`,
    ),
  ]);
  const places = known.map(({title, where}) => `${title}: ${where}.`);
  return ['| what | measured | limit |', '|---|---|---|', ...rows, '', ...places].join('\n');
}

/** @returns The text with the table between the markers; `undefined` when it has no markers. */
export function putBetween(text: string, table: string): string | undefined {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, begin);
  return begin === -1 || end === -1
    ? undefined
    : `${text.slice(0, begin + BEGIN.length)}\n${table}\n${text.slice(end)}`;
}
