import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {lazyBuiltins} from '../../../scripts/plugins/lazy-builtins.js';
import {slimSdk} from '../../../scripts/plugins/slim-sdk.js';
import {writeTasks} from '../../../source/demo/endpoint/xml.js';
import {createAccount} from '../helpers/account.js';
import {runInBench} from '../helpers/aws.js';
import type {Bench, Measured, Row, Section, Unit} from '../helpers/row.js';

const ROUNDS = 7;
const PAGES = 50;
const ROWS = 200;
const READERS = ['ours', 'sdk'] as const;
const PROGRAM = fileURLToPath(new URL('../programs/parse.cjs', import.meta.url));

type Taken = {readonly cpuMs: number; readonly mb: number};

/** What the program `parse` prints. `cold` has the loading in it. */
type ParseFigures = {
  readonly tasks: number;
  readonly loaded: Taken;
  readonly cold: Taken;
  readonly warm: Taken;
};

/** What reading answers takes, ours beside the SDK's own reader (which leaves the texts uncleaned): the reason why there is ours. */
export const parse: Section = {
  name: 'parse',
  async measure(bench) {
    const folder = mkdtempSync(join(tmpdir(), 'amiwatch-bench-'));
    bench.after(() => rmSync(folder, {recursive: true, force: true}));
    const pages = writePages(folder);
    const runs: Record<(typeof READERS)[number], ParseFigures[]> = {ours: [], sdk: []};
    const runReader = async (name: (typeof READERS)[number]) => {
      const options = {reader: join(folder, `${name}.cjs`), cache: join(folder, 'cache'), pages};
      const command = [process.execPath, PROGRAM, JSON.stringify(options)];
      const figures = JSON.parse((await runInBench(command)).stdout) as ParseFigures;
      if (figures.tasks !== ROWS) {
        throw new Error(`The reader ${name} found ${figures.tasks} of ${ROWS} tasks.`);
      }

      return figures;
    };
    for (const name of READERS) {
      await buildReader(folder, name);
      // V8's compiled code is there from now on.
      await runReader(name);
    }

    await takeTurns(bench, async () => {
      for (const name of READERS) {
        runs[name].push(await runReader(name));
      }
    });
    const row = (what: string, unit: Unit, take: (figures: ParseFigures) => number): Row => {
      const measured = (name: (typeof READERS)[number]): Measured => ({
        values: runs[name].map(take),
        unit,
      });
      return {
        what,
        ours: measured('ours'),
        references: [{name: "the SDK's reader", measured: measured('sdk')}],
        limit: {atMost: 1, ofReference: true},
      };
    };
    return [
      row('CPU of the first 200 rows of a start, with loading', 'ms', ({cold}) => cold.cpuMs),
      row(
        'CPU of the first 200 rows, once loaded',
        'ms',
        ({cold, loaded}) => cold.cpuMs - loaded.cpuMs,
      ),
      row('allocated for the first 200 rows, with loading', 'MB', ({cold}) => cold.mb),
      row('CPU of 10,000 rows in 50 pages, warm', 'ms', ({warm}) => warm.cpuMs),
      row('allocated for 10,000 rows in 50 pages, warm', 'MB', ({warm}) => warm.mb),
    ];
  },
};

async function takeTurns(bench: Bench, turn: () => Promise<void>): Promise<void> {
  const rounds = bench.amount(ROUNDS);
  for (let round = 1; round <= rounds; round++) {
    bench.say(`round ${round} of ${rounds}`);
    await turn();
  }
}

/** @returns The files. */
function writePages(folder: string): readonly string[] {
  const account = createAccount({tasks: PAGES * ROWS, running: 3}, Date.now());
  return Array.from({length: PAGES}, (_, page) => {
    const file = join(folder, `page-${page}.xml`);
    const tasks = Array.from({length: ROWS}, (_, row) => account.task(page * ROWS + row));
    writeFileSync(file, writeTasks(tasks, String(page + 1), 'bench'));
    return file;
  });
}

/** Each reader by itself, slimmed as the program is: neither has more to load than it needs. */
async function buildReader(folder: string, name: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(`../programs/readers/${name}.ts`, import.meta.url))],
    outfile: join(folder, `${name}.cjs`),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    plugins: [lazyBuiltins, slimSdk],
    logLevel: 'warning',
  });
}
