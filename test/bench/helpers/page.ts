import {readFile, writeFile} from 'node:fs/promises';
import {cpus, loadavg, totalmem} from 'node:os';
import process from 'node:process';

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

/** A file cut at its markers. */
export type MarkedPage = {
  readonly head: string;

  /** What stands between the markers. */
  readonly text: string;
  readonly tail: string;
};

/** @returns `undefined` when the file or its markers are missing. */
export async function readMarkedPage(file: URL): Promise<MarkedPage | undefined> {
  const whole = await readFile(file, 'utf8').catch(() => '');
  const from = whole.indexOf(BEGIN) + BEGIN.length;
  const to = whole.indexOf(END, from);
  return from < BEGIN.length || to === -1
    ? undefined
    : {head: whole.slice(0, from), text: whole.slice(from, to).trim(), tail: whole.slice(to)};
}

/** Puts another text between the markers. */
export async function writeMarkedPage(
  file: URL,
  {head, tail}: MarkedPage,
  text: string,
): Promise<void> {
  await writeFile(file, `${head}\n${text}\n${tail}`);
}
