import {EXIT_CODE} from '../base/exit-code.js';
import {cleanText} from '../ec2/clean-text.js';
import {redact} from '../ec2/redact.js';
import {normalizeArguments} from './arguments/normalize-arguments.js';
import type {Options} from './arguments/option-types.js';
import {readOptions} from './arguments/options.js';
import type {RawFlags} from './arguments/parse-arguments.js';
import {refuseBrokenText} from './arguments/refuse-broken-text.js';
import {COMPLETE_WORDS} from './completion/complete-words.js';
import {describeError} from './describe-error.js';
import {printedText} from './help/printed-text.js';
import type {CliIo} from './io.js';

/**
Runs one command line: options, mode, exit code. Loads a mode only when it is the one.
@param argv Without node and the script.
@returns The exit code; every error has been told on stderr.
*/
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  let isDebug = argv.includes('--debug');
  try {
    if (argv[0] === COMPLETE_WORDS) {
      const {runCompletion} = await import('./completion/run-completion.js');
      await runCompletion(argv.slice(1), io.env, io.stdout);
      return EXIT_CODE.ok;
    }
    const text = await printedText(normalizeArguments(argv), io.stdout.columns);
    if (text !== undefined) {
      io.stdout.write(text);
      return EXIT_CODE.ok;
    }
    refuseBrokenText(argv);
    const raw = await parse(argv);
    const parseYaml =
      raw.flags['cli-input-yaml'] === undefined
        ? undefined
        : (await import('./arguments/parse-yaml.js')).parseYaml;
    const options = readOptions(raw, {
      parseYaml,
      env: io.env,
      isTerminal: io.terminal !== undefined,
      now: io.clock.now(),
    });
    isDebug = options.debug;
    for (const warning of options.warnings) {
      io.stderr.write(`amiwatch: ${cleanText(redact(warning))}\n`);
    }
    return await runMode(options, io);
  } catch (error) {
    const {message, exitCode} = describeError(error);
    io.stderr.write(`${message}\n`);
    if (isDebug && error instanceof Error) {
      const lines = String(error.stack).split('\n');
      io.stderr.write(`${lines.map(line => cleanText(redact(line))).join('\n')}\n`);
    }
    return exitCode;
  }
}

/** Loads meow only here: what is printed or refused before is there sooner, and without arguments there is nothing to parse. */
async function parse(argv: readonly string[]): Promise<RawFlags> {
  if (argv.length === 0) {
    return {flags: {}, groups: {}, plain: []};
  }
  const {parseArguments} = await import('./arguments/parse-arguments.js');
  return parseArguments(argv);
}

async function runMode(options: Options, io: CliIo): Promise<number> {
  switch (options.mode) {
    case 'live': {
      const {runLiveMode} = await import('./modes/live.js');
      return runLiveMode(options, io);
    }
    case 'once': {
      const {runOnceMode} = await import('./modes/once.js');
      return runOnceMode(options, io);
    }
    case 'skeleton': {
      const {runSkeletonMode} = await import('./modes/once.js');
      return runSkeletonMode(options, io);
    }
    case 'wait': {
      const {runWaitMode} = await import('./modes/wait.js');
      return runWaitMode(options, io);
    }
    case 'follow': {
      const {runFollowMode} = await import('./modes/follow.js');
      return runFollowMode(options, io);
    }
  }
}
