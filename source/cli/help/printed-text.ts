import type {CompletionShell} from '../arguments/flags.js';

/**
The text that a command line asks for instead of tasks: the help, the version, a completion script; `undefined` when it asks for none. Found in the normalized arguments, so that no parser has to be loaded for it.
@param words As `normalizeArguments` gives them.
@param columns Of the terminal, if it is one.
*/
export async function printedText(
  words: readonly string[],
  columns: number | undefined,
): Promise<string | undefined> {
  const end = words.indexOf('--');
  const flags = words.slice(0, end);
  const [word, ...others] = words.slice(end + 1);
  // `help` as a word: as the aws command tells of itself.
  if (flags.includes('--help') || (word === 'help' && others.length === 0)) {
    const {helpText} = await import('./help.js');
    return helpText(columns);
  }
  if (flags.includes('--version')) {
    const {versionText} = await import('./version.js');
    return versionText(flags.includes('--verbose'));
  }
  const shell = flags.find(flag => flag.startsWith(COMPLETION))?.slice(COMPLETION.length);
  if (shell === undefined) {
    return undefined;
  }
  const {completionScript} = await import('../completion/scripts.js');
  return completionScript(shell as CompletionShell);
}

const COMPLETION = '--completion=';
