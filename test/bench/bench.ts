/**
Measures ours beside the aws command's, in one run, and prints one markdown table.
`npm run bench` measures everything; `npm run bench -- start bytes` these sections; `--write` puts the table into figures.md.
*/
import process from 'node:process';
import {parseArgs} from 'node:util';
import {machineLine, writeBetweenMarkers} from './helpers/page.js';
import {runSection} from './helpers/run-section.js';
import {markdownTable, type TitledRows} from './helpers/table.js';
import {SECTIONS} from './sections.js';

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {write: {type: 'boolean', default: false}},
});
const unknown = positionals.filter(name => !SECTIONS.some(section => section.name === name));
if (unknown.length > 0) {
  console.error(
    `No section ${unknown.join(', ')}. There are: ${SECTIONS.map(({name}) => name).join(', ')}.`,
  );
  process.exit(2);
}

const wanted = SECTIONS.filter(({name}) => positionals.length === 0 || positionals.includes(name));
const measured: TitledRows[] = [];
for (const section of wanted) {
  measured.push({title: section.name, rows: await runSection(section)});
}

const text = `${markdownTable(measured)}\n\nMedians of several runs, from least to most in brackets; ${machineLine(new Date())}.`;
console.log(text);
if (values.write && !(await writeBetweenMarkers(new URL('figures.md', import.meta.url), text))) {
  console.error('Not written: figures.md has no <!-- bench --> and <!-- /bench -->.');
  process.exitCode = 1;
}
