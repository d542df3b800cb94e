import {shellQuote} from '../../base/shell-quote.js';
import {
  ALL_FLAGS,
  type CompletionShell,
  type FlagDefinition,
  flagSpellings,
} from '../arguments/flags.js';

/** The completion script of a shell: every flag with its help, and the values of those that have a list of them. */
export function completionScript(shell: CompletionShell): string {
  return SCRIPTS[shell]();
}

const SCRIPTS = {bash, zsh, fish} as const satisfies Record<CompletionShell, () => string>;

const allSpellings = ALL_FLAGS.flatMap(flag => [
  ...flagSpellings(flag),
  ...(flag.short ? [`-${flag.short}`] : []),
]);

function isFile(flag: FlagDefinition): boolean {
  return flag.placeholder === 'FILE';
}

function bash(): string {
  const cases = ALL_FLAGS.flatMap(flag => {
    const pattern = [...flagSpellings(flag), ...(flag.short ? [`-${flag.short}`] : [])].join('|');
    if (flag.values) {
      return [
        `    ${pattern}) COMPREPLY=($(compgen -W '${flag.values.join(' ')}' -- "$word")); return;;`,
      ];
    }
    if (isFile(flag)) {
      return [`    ${pattern}) COMPREPLY=($(compgen -f -- "$word")); return;;`];
    }
    return flag.arity === 'one' ? [`    ${pattern}) return;;`] : [];
  });
  return `# amiwatch --completion bash > ~/.local/share/bash-completion/completions/amiwatch
_amiwatch() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  case $previous in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W '${allSpellings.join(' ')}' -- "$word"))
}
complete -F _amiwatch amiwatch
`;
}

function zsh(): string {
  const specs = ALL_FLAGS.flatMap(flag => {
    const help = flag.help.replaceAll(/[[\]:\\]/g, '\\$&');
    const repeat = flag.isRepeatable ? '*' : '';
    const spellings = [...flagSpellings(flag), ...(flag.short ? [`-${flag.short}`] : [])];
    return spellings.map(spelling => shellQuote(`${repeat}${spelling}[${help}]${zshValue(flag)}`));
  });
  return `#compdef amiwatch
_arguments -s \\
${specs.map(spec => `  ${spec} \\`).join('\n')}
  '*:AMI ID:'
`;
}

function zshValue(flag: FlagDefinition): string {
  if (flag.arity === 'none') {
    return '';
  }
  const optional = flag.arity === 'optional' ? '::' : ':';
  const action = flag.values ? `(${flag.values.join(' ')})` : isFile(flag) ? '_files' : '';
  return `${optional}${flag.placeholder ?? ''}:${action}`;
}

function fish(): string {
  const lines = ALL_FLAGS.flatMap(flag =>
    flagSpellings(flag).map(spelling => {
      const short = flag.short ? ` -s ${flag.short}` : '';
      const takes = flag.arity === 'one' || flag.arity === 'many' ? ' -r' : '';
      const values = flag.values ? ` -a ${shellQuote(flag.values.join(' '))}` : '';
      const files = isFile(flag) ? ' -F' : '';
      return `complete -c amiwatch -l ${spelling.slice(2)}${short}${takes}${files}${values} -d ${shellQuote(flag.help)}`;
    }),
  );
  return `complete -c amiwatch -f\n${lines.join('\n')}\n`;
}
