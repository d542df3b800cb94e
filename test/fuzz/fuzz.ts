/**
The long fuzz: 1,000,000 answers through the reading, 100,000 hostile strings onto the screen and as many everywhere else.
`npm run fuzz`; `-- --answers N --strings N --seed N --write`. With 0 a part is left out.
*/
import process from 'node:process';
import {parseArgs} from 'node:util';
import {finish} from '../soak/report.js';
import {fuzzAnswers} from './fuzz-answers.js';
import {fuzzScreen} from './fuzz-screen.js';
import {fuzzSinks} from './fuzz-sinks.js';

const {values} = parseArgs({
  options: {
    answers: {type: 'string', default: '1000000'},
    strings: {type: 'string', default: '100000'},
    seed: {type: 'string', default: '1'},
    write: {type: 'boolean', default: false},
  },
});
const [answers, strings, seed] = [values.answers, values.strings, values.seed].map(Number) as [
  number,
  number,
  number,
];
const say = (line: string) => console.error(line);
const number = (value: number) => value.toLocaleString('en-US');

const figures = [];
if (answers > 0) {
  const {goodRows, slowest} = fuzzAnswers(answers, seed, say);
  figures.push(
    {what: 'generated answers read: no crash, no hang, nothing hostile', value: number(answers)},
    {what: 'good rows in them, all of them read', value: number(goodRows)},
    {
      what: 'CPU of the slowest answer',
      value: `${Math.round(slowest.ms)} ms for ${number(slowest.length)} characters`,
    },
  );
}

if (strings > 0) {
  const screen = await fuzzScreen(strings, seed, say);
  const sinks = await fuzzSinks(strings, seed);
  figures.push(
    {
      what: 'hostile strings drawn, read back by a terminal emulator: only our own sequences, each in its cell',
      value: `${number(screen.strings)} in ${number(screen.frames)} frames`,
    },
    {
      what: 'hostile strings in reports, titles, notifications, hooks, logs and messages',
      value: number(sinks),
    },
  );
}

await finish('fuzz', figures, values.write);
process.exit();
