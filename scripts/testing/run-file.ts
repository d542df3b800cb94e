import {spawn} from 'node:child_process';
import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import type {Compiled} from './bundle-tests.js';
import {EVENTS, type FileEvent} from './events-reporter.js';

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

/** Runs one test file in a process of its own, with all that it starts in a group that ends with it. */
export async function runFile(
  {source, script}: Compiled,
  {reporter, nodeOptions, patienceMs, mayBeEmpty, signal}: FileOptions,
): Promise<FileResult> {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${reporter}`,
      '--test-reporter-destination=stdout',
      ...nodeOptions,
      script,
    ],
    {stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: true},
  );
  const killAll = () => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  };
  signal.addEventListener('abort', killAll);

  const open = new Set<string>();
  const failures: string[] = [];
  const skipped: string[] = [];
  let passed = 0;
  let tests: number | undefined;
  let isHung = false;
  const patience = setTimeout(() => {
    isHung = true;
    killAll();
  }, patienceMs);
  const take = (event: FileEvent) => {
    patience.refresh();
    switch (event.is) {
      case 'begun':
        open.add(event.name);
        break;
      case 'done':
        open.delete(event.name);
        break;
      case 'passed':
        passed++;
        break;
      case 'failed':
        failures.push(event.name);
        break;
      case 'skipped':
        skipped.push(event.reason);
        break;
      case 'ended':
        tests = event.tests;
    }
  };
  createInterface({input: child.stdio[EVENTS] as Readable}).on('line', line =>
    take(JSON.parse(line)),
  );

  const outputs = Promise.all([child.stdout, child.stderr].map(output => text(output as Readable)));
  const ended = new Promise<string>(resolve => {
    child.on('exit', (code, by) => {
      // What it left running would keep its output open.
      killAll();
      child.on('close', () => resolve(by ? `signal ${by}` : `exit code ${code}`));
    });
  });
  const end = await ended;
  clearTimeout(patience);
  signal.removeEventListener('abort', killAll);
  const wrong = whatIsWrong();
  return {
    source,
    passed,
    failed: failures.length + (wrong ? 1 : 0),
    skipped,
    failures: wrong ? [...failures, wrong] : failures,
    ms: performance.now() - begin,
    output: (await outputs).join(''),
  };

  function whatIsWrong(): string | undefined {
    if (isHung) {
      const at = open.size > 0 ? `in "${[...open].join('", "')}"` : 'after its last test';
      return `killed: no news for ${patienceMs / 1000} s ${at}; a test never settles, or a timer, socket or child keeps the process alive`;
    }
    if (tests === undefined && failures.length === 0) {
      return `ended with ${end} before its tests did`;
    }
    if (tests === 0 && !mayBeEmpty) {
      return 'has no test';
    }
    return end !== 'exit code 0' && failures.length === 0
      ? `ended with ${end} although no test failed`
      : undefined;
  }
}
