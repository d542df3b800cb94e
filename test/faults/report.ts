import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {FaultRow} from './fault-row.js';
import {FAULTS} from './faults.js';
import type {FaultResult} from './try-fault.js';

const TEST = fileURLToPath(new URL('faults.full.test.ts', import.meta.url));
const PAGE = fileURLToPath(new URL('table.md', import.meta.url));
const BEGIN = '<!-- faults -->';
const END = '<!-- /faults -->';

/**
The table of table.md: each fault, how it was injected, and what was seen in a run of the test.
@param results Of one run; a fault that isn't among them did not run.
*/
export function faultTable(results: readonly FaultResult[]): string {
  const byName = new Map(results.map(result => [result.name, result]));
  const lines = FAULTS.map(fault => {
    const result = byName.get(fault.name);
    const seen = result ? [whatWasSeen(fault, result), backText(result)] : ['not run here', ''];
    return [fault.name, fault.how, ...seen].map(cell).join(' | ');
  });
  return [
    'Fault | Injected how | Seen while it lasted | Live again',
    '--- | --- | --- | ---',
    ...lines,
  ]
    .map(line => `| ${line} |`)
    .join('\n');
}

const KIND = {
  stale: 'all rows, marked stale:',
  passing: 'all rows, marked stale, then live although it lasted:',
  silent: 'all rows:',
  live: 'live:',
} as const;

function whatWasSeen({seen}: FaultRow, result: FaultResult): string {
  return `${KIND[seen.is]} ${withoutPlaces(result.seen)}`;
}

function backText({backMs, tries}: FaultResult): string {
  return `${tries === 1 ? '1st' : '2nd'} try, ${(backMs / 1000).toFixed(1)} s`;
}

/** Ports and temporary folders differ from run to run. */
function withoutPlaces(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replaceAll(/\/\S*amiwatch-\w+-\w+\//g, '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll(/\s+/g, ' ');
}

/** Runs the test and gives what it noted. @throws When a fault was not met as the table wants it. */
function runFaults(): readonly FaultResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-report-'));
  const file = join(folder, 'results');
  writeFileSync(file, '');
  try {
    const {status} = spawnSync(process.execPath, ['--import=tsx', '--test', TEST], {
      env: {...process.env, AMIWATCH_FAULT_RESULTS: file},
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) {
      throw new Error('The faults were not all met; the table stays as it is.');
    }

    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function writeIntoPage(table: string): void {
  const before = readFileSync(PAGE, 'utf8');
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  if (begin === -1 || end < begin) {
    throw new Error(`${PAGE} has no place between ${BEGIN} and ${END}`);
  }

  const head = before.slice(0, begin + BEGIN.length);
  writeFileSync(PAGE, `${head}\n\n${table}\n\n${before.slice(end)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const table = faultTable(runFaults());
  if (process.argv.includes('--write')) {
    writeIntoPage(table);
  } else {
    process.stdout.write(`${table}\n`);
  }
}
