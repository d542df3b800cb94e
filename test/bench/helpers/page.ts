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

/**
Puts the text between the markers of a file.
@returns False when the file or its markers are missing; then nothing is written.
*/
export async function writeBetweenMarkers(file: URL, text: string): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const begin = before.indexOf(BEGIN);
  const end = before.indexOf(END, begin);
  if (begin === -1 || end === -1) {
    return false;
  }

  const head = before.slice(0, begin + BEGIN.length);
  await writeFile(file, `${head}\n${text}\n${before.slice(end)}`);
  return true;
}
