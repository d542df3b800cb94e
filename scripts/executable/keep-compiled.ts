/** Starts the program from files, as the executable does from what it holds, and when it ends keeps what V8 has compiled by then: each function that such a start needs, and no other. Environment: KEEP_AS, one of `STARTS`; the folder is the working directory. */
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {Script} from 'node:vm';
import {compiledName, type Start, startParts} from './start-parts.js';

const start = process.env.KEEP_AS as Start;

/** What V8 does by the clock, each time otherwise: it forgets functions that have not run for a while, and notes which of them it would optimize. */
const BY_THE_CLOCK = ['flush-bytecode', 'sparkplug', 'maglev', 'opt'] as const;

for (const flag of BY_THE_CLOCK) {
  setFlagsFromString(`--no-${flag}`);
}

// React gives way to other work after 5 ms of this clock: on a busy machine more often.
let calls = 0;
performance.now = () => calls++ / 1000;

// A screen doesn't end by itself, and to end it by a key is no part of a start.
process.on('SIGUSR2', () => process.exit());

startParts(part => {
  const script = new Script(readFileSync(part, 'latin1'), {filename: part});
  process.on('exit', () => {
    for (const flag of BY_THE_CLOCK) {
      setFlagsFromString(`--${flag}`);
    }
    writeFileSync(compiledName(start, part), script.createCachedData());
  });
  return script;
});
