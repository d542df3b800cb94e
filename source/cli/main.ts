import {EXIT_CODE} from '../base/exit-code.js';
import {cleanText} from '../ec2/clean-text.js';
import {redact} from '../ec2/redact.js';
import type {CompletionShell} from './arguments/flags.js';
import type {Options} from './arguments/option-types.js';
import {readOptions} from './arguments/options.js';
import {parseArguments, type RawFlags} from './arguments/parse-arguments.js';
import {loadYaml} from './arguments/request-json.js';
import {COMPLETE_WORDS} from './completion/complete-words.js';
import {describeError} from './describe-error.js';
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
    const raw = parseArguments(argv);
    if (raw.flags.help || isHelpWord(raw)) {
      const {helpText} = await import('./help/help.js');
      io.stdout.write(helpText(io.stdout.columns));
      return EXIT_CODE.ok;
    }
    if (raw.flags.version) {
      const {versionText} = await import('./help/version.js');
      io.stdout.write(versionText(raw.flags.verbose === true));
      return EXIT_CODE.ok;
    }
    if (raw.flags.completion !== undefined) {
      const {completionScript} = await import('./completion/scripts.js');
      io.stdout.write(completionScript(raw.flags.completion as CompletionShell));
      return EXIT_CODE.ok;
    }
    const parseYaml = raw.flags['cli-input-yaml'] === undefined ? undefined : await loadYaml();
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

/** As the aws command tells of itself. */
function isHelpWord({plain}: RawFlags): boolean {
  return plain.length === 1 && plain[0] === 'help';
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
