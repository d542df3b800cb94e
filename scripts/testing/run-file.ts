import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import type {Compiled} from './bundle-tests.js';
import {EVENTS} from './events-reporter.js';
import {createTally, type Tally} from './tally.js';

export type FileResult = {
  readonly source: string;
  readonly passed: number;
  readonly failed: number;
  /** The reasons of the skipped ones. */
  readonly skipped: readonly string[];
  /** Names of what failed; where no test did, what is wrong with the file. */
  readonly failures: readonly string[];
  readonly ms: number;
  /** All that it wrote, the failures' stacks among it. */
  readonly output: string;
};

export type FileOptions = {
  readonly reporter: string;
  /** For Node, such as `--test-name-pattern=…`. */
  readonly nodeOptions: readonly string[];
  /** Without news for so long, the file is taken to hang. In milliseconds. */
  readonly patienceMs: number;
  /** A file without tests is a mistake, unless they were chosen by name. */
  readonly mayBeEmpty: boolean;
  readonly signal: AbortSignal;
};

/** How long output may still come when its process has ended: so many looks, so far apart in milliseconds. A runner that stood still meanwhile still reads what is there. */
const LAST_OUTPUT = {looks: 10, everyMs: 500} as const;

/** Runs one test file in a process of its own, with all that it starts in a group that ends with it. */
export async function runFile(compiled: Compiled, options: FileOptions): Promise<FileResult> {
  const begin = performance.now();
  const child = startFile(compiled, options);
  const tally = createTally();
  const killAll = () => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  };
  options.signal.addEventListener('abort', killAll);

  let isHung = false;
  const patience = setTimeout(() => {
    isHung = true;
    killAll();
  }, options.patienceMs);
  const [stdout, stderr, events] = [1, 2, EVENTS].map(at => child.stdio[at] as Readable);
  createInterface({input: events as Readable}).on('line', line => {
    patience.refresh();
    tally.take(JSON.parse(line));
  });
  let output = '';
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }

  const end = await new Promise<string>(resolve => {
    child.on('exit', (code, signal) => {
      killAll();
      // Who has left the group may keep the output open.
      let looks = 0;
      const lastOutput = setInterval(() => {
        looks++;
        if (looks === LAST_OUTPUT.looks) {
          for (const stream of [stdout, stderr, events]) {
            stream?.destroy();
          }
        }
      }, LAST_OUTPUT.everyMs);
      child.on('close', () => {
        clearInterval(lastOutput);
        resolve(signal ? `signal ${signal}` : `exit code ${code}`);
      });
    });
  });
  clearTimeout(patience);
  options.signal.removeEventListener('abort', killAll);
  const wrong = isHung ? hungText(tally, options) : whatIsWrong(tally, end, options);
  return {
    source: compiled.source,
    passed: tally.passed(),
    failed: tally.failures.length + (wrong ? 1 : 0),
    skipped: tally.skipped,
    failures: wrong ? [...tally.failures, wrong] : tally.failures,
    ms: performance.now() - begin,
    output,
  };
}

function startFile({script}: Compiled, {reporter, nodeOptions}: FileOptions): ChildProcess {
  const options = [
    '--enable-source-maps',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${reporter}`,
    '--test-reporter-destination=stdout',
    ...nodeOptions,
  ];
  return spawn(process.execPath, [...options, script], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

function hungText({open}: Tally, {patienceMs}: FileOptions): string {
  const at = open.size > 0 ? `in "${[...open].join('", "')}"` : 'after its last test';
  return `killed: no news for ${patienceMs / 1000} s ${at}; a test never settles, or a timer, socket or child keeps the process alive`;
}

/** What is wrong with a file although no test of it has failed. */
function whatIsWrong(
  {total, failures}: Tally,
  end: string,
  {mayBeEmpty}: FileOptions,
): string | undefined {
  if (failures.length > 0) {
    return undefined;
  }
  if (total() === undefined) {
    return `ended with ${end} before its tests did, or has none`;
  }
  if (end !== 'exit code 0') {
    return `ended with ${end} although no test failed`;
  }
  return total() === 0 && !mayBeEmpty ? 'has no test' : undefined;
}
