import type {CompletionShell} from '../arguments/flags.js';
import type {Candidate, Completion} from './complete.js';
import type {TypedLine} from './split-line.js';

/**
Writes a completion as the script of a shell reads it. The first line says `words` or `files`, then, behind a tab, what of the word comes before the part that is completed; each further line is a candidate, with what it is behind a tab.
- bash: candidates that fit, quoted as far as the open quote asks for it, without what readline keeps.
- zsh: candidates without the prefix; zsh chooses and quotes.
- fish: whole words; fish chooses and quotes.
- powershell: whole words that fit, quoted.
*/
export function answerFor(
  shell: CompletionShell,
  {kind, prefix, candidates}: Completion,
  line: TypedLine,
): string {
  const usable = candidates.filter(({value}) => !/[\t\n\r]/.test(value));
  const lines = kind === 'files' ? [] : WRITERS[shell](usable, prefix, line);
  return [`${kind}\t${prefix}`, ...lines].map(text => `${text}\n`).join('');
}

type Write = (
  candidates: readonly Candidate[],
  prefix: string,
  line: TypedLine,
) => readonly string[];

const WRITERS = {
  bash: (candidates, prefix, {current, quote, keptLength}) =>
    fitting(candidates, prefix, current).map(({value}) => {
      const replaced = (prefix + value).slice(keptLength);
      return quote === '' ? backslashed(replaced) : replaced;
    }),
  zsh: candidates => candidates.map(candidate => described(candidate.value, candidate)),
  fish: (candidates, prefix) =>
    candidates.map(candidate => described(prefix + candidate.value, candidate)),
  powershell: (candidates, prefix, {current}) =>
    fitting(candidates, prefix, current).map(candidate =>
      described(powershellQuoted(prefix + candidate.value), candidate),
    ),
} as const satisfies Record<CompletionShell, Write>;

function fitting(candidates: readonly Candidate[], prefix: string, current: string) {
  return candidates.filter(({value}) => (prefix + value).startsWith(current));
}

function described(text: string, {description}: Candidate): string {
  return description ? `${text}\t${description}` : text;
}

/** As readline leaves it to the function: within quotes it quotes nothing itself either. */
function backslashed(text: string): string {
  return text.replaceAll(/[^\w@%+=:,./-]/g, '\\$&');
}

function powershellQuoted(text: string): string {
  return /^[\w=:./-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
