import {EXIT_CODE} from '../../base/exit-code.js';
import {onFirstRequest} from '../../base/first-request.js';
import {keepHeapSmall} from '../../base/small-heap.js';
import {isReportColumn} from '../../report/once/columns.js';
import {createFormat} from '../../report/once/format.js';
import {printOnce} from '../../report/once/once.js';
import {
  bareTime,
  hasTime,
  INPUT_SKELETON,
  outputSkeleton,
  YAML_INPUT_SKELETON,
} from '../../report/once/skeleton.js';
import {refuseColumns} from '../arguments/conflicts.js';
import type {Options} from '../arguments/option-types.js';
import {describeError} from '../describe-error.js';
import type {CliIo} from '../io.js';
import {readAnswerSettings} from './answer-settings.js';
import {dataWriter} from './data-writer.js';
import {openSources} from './open-sources.js';

/** Prints one answer. @throws {Ec2Error | QueryError | SettingError | UsageError} before anything was asked. */
export async function runOnceMode(options: Options, io: CliIo): Promise<number> {
  const signal = io.untilInterrupted();
  // First, as the aws command does it: an expression that is none isn't worth a look for credentials.
  await checkQuery(options.query);
  const settings = await readAnswerSettings(options, io.env);
  const asked = {
    ...options,
    timestamps: settings.timestamps(),
    retries: settings.retries(),
    output: settings.output(),
  };
  refuseColumns(options, asked.output);
  const shown = {...asked, ...(await look(asked, io))};
  const format = await createFormat(shown);
  const {sources, close} = await openSources({...options, hasScreen: false}, io);
  // Before, the SDK is loaded, which takes half as long again in a small young generation; with the answer of 10,000 tasks it has grown by 20 MiB.
  const stopKeeping = onFirstRequest(keepHeapSmall);
  try {
    const errors = await printOnce({...shown, format}, sources, {
      ...io,
      signal,
      write: dataWriter(asked, io),
      note: sentence => io.stderr.write(`amiwatch: ${sentence}\n`),
    });
    // An interruption is no news to whoever interrupted.
    const described = errors
      .filter(({kind}) => kind !== 'aborted')
      .map(error => describeError(error));
    for (const {message} of described) {
      io.stderr.write(`${message}\n`);
    }
    return described[0]?.exitCode ?? EXIT_CODE.ok;
  } finally {
    stopKeeping();
    await close();
  }
}

/** Prints what --cli-input-json takes, or what an answer looks like; asks nothing. */
export async function runSkeletonMode(options: Options, io: CliIo): Promise<number> {
  await checkQuery(options.query);
  const settings = await readAnswerSettings(options, io.env);
  settings.timestamps();
  if (options.skeleton !== 'output') {
    refuseColumns(options, options.output ?? 'json');
  }
  if (options.skeleton === 'input') {
    io.stdout.write(`${JSON.stringify(INPUT_SKELETON, null, 4)}\n`);
  } else if (options.skeleton === 'yaml-input') {
    io.stdout.write(YAML_INPUT_SKELETON);
  } else {
    // As there, where a client is made for the sample.
    settings.retries();
    const asked = {...options, output: settings.output()};
    refuseColumns(options, asked.output);
    const format = await createFormat({...asked, ...(await look(asked, io))});
    io.stdout.write(bareTime(format(outputSkeleton(hasTime(asked.output)))));
  }
  return EXIT_CODE.ok;
}

/** @throws {QueryError} */
async function checkQuery(query: string | undefined): Promise<void> {
  if (query !== undefined) {
    const {compileQuery} = await import('../../report/once/query.js');
    compileQuery(query);
  }
}

async function look(
  {color, columns, output}: Pick<Options, 'color' | 'columns' | 'output'>,
  {stdout, env}: CliIo,
) {
  const isColored = color === 'on' || (color === 'auto' && stdout.isTTY === true);
  return {
    isColored,
    isTerminal: stdout.isTTY === true,
    isAscii: color === 'off' || !stdout.isTTY || (output === 'table' && !(await hasBoxes(env))),
    columns: columns?.filter(isReportColumn),
  };
}

/** The theme belongs to the screen, and is loaded for a table on a terminal only. */
async function hasBoxes(env: NodeJS.ProcessEnv): Promise<boolean> {
  const {chooseGlyphs} = await import('../../view/text/theme.js');
  return !/^[ -~]+$/.test(chooseGlyphs(env).ellipsis);
}
