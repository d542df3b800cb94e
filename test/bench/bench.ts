/**
Measures ours beside the aws command's, in one run, and prints one markdown table.
`npm run bench` measures everything but what takes half an hour; `npm run bench -- start half-hour` these sections.
`--write` puts each section into figures.md as soon as it is measured, where the others keep their last figures; `--quick` measures a tenth, to see that the bench works.
*/
import process from 'node:process';
import {parseArgs} from 'node:util';
import {machineLine, NOTE, readSections, writeSection} from './helpers/page.js';
import {isReached, type Row} from './helpers/row.js';
import {runSection} from './helpers/run-section.js';
import {linesOf, markdownTable, type TableLines} from './helpers/table.js';
import {SECTIONS} from './sections.js';

const PAGE = new URL('figures.md', import.meta.url);
const NAMES = SECTIONS.map(({name}) => name);
const USAGE = `npm run bench -- [--write | --quick] [SECTION …]
Sections: ${SECTIONS.map(({name, isOnRequest}) => (isOnRequest ? `${name} (only when it is named)` : name)).join(', ')}.`;

try {
  await run();
} catch (error) {
  console.error(`${(error as Error).message}\n${USAGE}`);
  process.exitCode = 2;
}

/** @throws {Error} in a sentence for a command line that asks for what there isn't. */
async function run(): Promise<void> {
  const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
      write: {type: 'boolean', default: false},
      quick: {type: 'boolean', default: false},
      help: {type: 'boolean', default: false},
    },
  });
  const unknown = positionals.filter(name => !NAMES.includes(name));
  const last = await readSections(PAGE);
  if (values.help) {
    console.log(USAGE);
    return;
  }

  if (unknown.length > 0) {
    throw new Error(`No section ${unknown.join(', ')}.`);
  }

  if (values.write && values.quick) {
    throw new Error('What --quick measures is not worth writing.');
  }

  if (values.write && !last) {
    throw new Error(
      'figures.md has no <!-- bench --> and <!-- /bench -->: nothing could be written.',
    );
  }

  const isWanted = (name: string, isOnRequest = false) =>
    positionals.length === 0 ? !isOnRequest : positionals.includes(name);
  const printed: TableLines[] = [];
  const silentMisses: Row[] = [];
  for (const section of SECTIONS) {
    const {name, isOnRequest} = section;
    if (isWanted(name, isOnRequest)) {
      const {rows, isFailed} = await runSection(section, {isQuick: values.quick});
      const lines = linesOf(name, machineLine(new Date()), rows);
      printed.push(lines);
      silentMisses.push(...rows.filter(row => isReached(row) === false && !row.tried));
      if (isFailed) {
        // Its last figures are still worth more.
        process.exitCode = 1;
      } else if (values.write) {
        await writeSection(PAGE, NAMES, name, lines);
      }
    } else if (positionals.length === 0) {
      // What a whole run leaves out has its last figures in the table.
      printed.push(last?.get(name) ?? []);
    }
  }

  console.log(`${markdownTable(printed)}\n\n${NOTE}`);
  for (const {what} of silentMisses) {
    console.error(`Not reached, and tried.ts doesn't say what was tried: ${what}`);
  }
}
