import {COMPLETION_SHELLS, type CompletionShell} from '../arguments/flags.js';
import type {Writer} from '../io.js';
import {answerFor} from './answer.js';
import {complete} from './complete.js';
import {knownValues} from './known-values.js';
import {splitLine} from './split-line.js';

/** Answers the script of a shell. Whatever is wrong, a line that is being typed is no place to say it. */
export async function runCompletion(
  [shell, line = '', wordBreaks]: readonly string[],
  env: NodeJS.ProcessEnv,
  stdout: Writer,
): Promise<void> {
  if (!isShell(shell)) {
    return;
  }
  const typed = splitLine(line, shell, wordBreaks);
  const completion = await complete(typed.words, typed.current, knownValues(env));
  stdout.write(answerFor(shell, completion, typed));
}

function isShell(text: string | undefined): text is CompletionShell {
  return COMPLETION_SHELLS.some(shell => shell === text);
}
