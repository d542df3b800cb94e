/**
The long fuzz: 1,000,000 answers through the reading, 100,000 hostile strings onto the screen and as many everywhere else, and every random test with 20 other seeds.
`npm run fuzz`; `-- --answers N --strings N --rounds N --seed N --write`. With 0 a part is left out. Each run begins with a seed of its own, which it prints.
*/
import {randomInt} from 'node:crypto';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {finish} from '../soak/report.js';
import {fuzzAnswers} from './fuzz-answers.js';
import {fuzzProperties} from './fuzz-properties.js';
import {fuzzScreen} from './fuzz-screen.js';
import {fuzzSinks} from './fuzz-sinks.js';

const {values} = parseArgs({
  options: {
    answers: {type: 'string', default: '1000000'},
    strings: {type: 'string', default: '100000'},
    rounds: {type: 'string', default: '20'},
    seed: {type: 'string', default: String(randomInt(2 ** 31))},
    write: {type: 'boolean', default: false},
  },
});
const [answers, strings, rounds, seed] = [
  values.answers,
  values.strings,
  values.rounds,
  values.seed,
].map(Number) as [number, number, number, number];
const say = (line: string) => console.error(line);
say(`seed ${seed}`);
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

if (rounds > 0) {
  const {files, failed} = await fuzzProperties(rounds, seed, say);
  figures.push({
    what: `random tests with other seeds, ${files} files`,
    value: `${rounds} seeds, ${number(failed)} failures`,
    limit: 'none fails',
    isMissed: failed > 0,
  });
}

await finish('fuzz', figures, values.write);
process.exit();
