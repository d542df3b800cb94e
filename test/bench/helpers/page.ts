import {readFile, writeFile} from 'node:fs/promises';
import {cpus, loadavg, totalmem} from 'node:os';
import process from 'node:process';
import {markdownTable, sectionsOf, type TableLines} from './table.js';

const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';

/** What the figures depend on: the machine, how busy it was, the runtime and the day. */
export function machineLine(now: Date): string {
  const [first] = cpus();
  const [load = 0] = loadavg();
  return [
    first?.model ?? 'unknown processor',
    `${cpus().length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    `load ${load.toFixed(1)}`,
    now.toISOString().slice(0, 10),
  ].join(', ');
}

/** Stands below the table. */
export const NOTE = 'Medians of several runs, from least to most in brackets.';

type MarkedPage = {
  readonly head: string;

  /** What stands between the markers. */
  readonly text: string;
  readonly tail: string;
};

/** @returns `undefined` when the file or its markers are missing. */
async function readMarkedPage(file: URL): Promise<MarkedPage | undefined> {
  const whole = await readFile(file, 'utf8').catch(() => '');
  const from = whole.indexOf(BEGIN) + BEGIN.length;
  const to = whole.indexOf(END, from);
  return from < BEGIN.length || to === -1
    ? undefined
    : {head: whole.slice(0, from), text: whole.slice(from, to), tail: whole.slice(to)};
}

/** The sections of the table in a file, by name; `undefined` when the file or its markers are missing. */
export async function readSections(
  file: URL,
): Promise<ReadonlyMap<string, TableLines> | undefined> {
  const page = await readMarkedPage(file);
  return page && sectionsOf(page.text);
}

/**
Puts a section into the table of a file, in place of its last figures. The others stay as they are in the file by now: another run may write there at the same time, section by section.
@param order The names of all sections; what has another name goes.
@returns False when the file or its markers are missing; then nothing is written.
*/
export async function writeSection(
  file: URL,
  order: readonly string[],
  name: string,
  lines: TableLines,
): Promise<boolean> {
  const page = await readMarkedPage(file);
  if (!page) {
    return false;
  }

  const sections = new Map([...sectionsOf(page.text), [name, lines]]);
  const table = markdownTable(order.flatMap(known => [sections.get(known) ?? []]));
  await writeFile(file, `${page.head}\n${table}\n\n${NOTE}\n${page.tail}`);
  return true;
}
