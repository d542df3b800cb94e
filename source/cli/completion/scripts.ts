import type {CompletionShell} from '../arguments/flags.js';
import {COMPLETE_WORDS} from './complete-words.js';

/**
The completion script of a shell. It only hands the line to the program and shows what comes back (see `answer.ts`), so that all shells offer the same, from the table of flags.
*/
export function completionScript(shell: CompletionShell): string {
  return SCRIPTS[shell];
}

/** Where the shells look for them: see `scripts/executable/tree.ts`. */
const BASH = `# amiwatch --completion bash > ~/.local/share/bash-completion/completions/amiwatch
_amiwatch() {
  local program=\${1/#\\~/$HOME} line kind=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $kind ]]; then
      kind=$line
    else
      COMPREPLY+=("$line")
    fi
  done < <("$program" ${COMPLETE_WORDS} bash "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
  # Readline itself knows files, with their blanks and signs: it is asked where there is no candidate.
  [[ $kind == files* ]] || compopt +o default 2>/dev/null
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}
complete -o default -F _amiwatch amiwatch
`;

const ZSH = `#compdef amiwatch
# amiwatch --completion zsh > a folder of $fpath, as _amiwatch; or source it.
_amiwatch() {
  local program=\${(Q)words[1]} kind prefix line value
  local -a reply whole part
  reply=("\${(@f)$(\${~program} ${COMPLETE_WORDS} zsh "\${(j: :)words[1,CURRENT-1]} \${QIPREFIX}\${PREFIX}" 2>/dev/null)}")
  kind=\${reply[1]%%$'\\t'*}
  prefix=\${reply[1]#*$'\\t'}
  [[ -z $prefix ]] || compset -P "\${(b)prefix}"
  if [[ $kind == files ]]; then
    _files
    return
  fi
  for line in "\${(@)reply[2,-1]}"; do
    value=\${line%%$'\\t'*}
    [[ -n $value ]] || continue
    # For _describe a colon stands between a value and what it is.
    line="\${value//:/\\\\:}\${\${line#$value}/$'\\t'/:}"
    if [[ $value == *= ]]; then
      part+=("$line")
    else
      whole+=("$line")
    fi
  done
  local result=1
  (( $#whole )) && _describe -V amiwatch whole && result=0
  (( $#part )) && _describe amiwatch part -S '' && result=0
  return result
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _amiwatch "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _amiwatch amiwatch
fi
`;

const FISH = `# amiwatch --completion fish > ~/.config/fish/completions/amiwatch.fish
function __amiwatch_complete
    set -l program (commandline -opc)[1]
    set -l reply ($program ${COMPLETE_WORDS} fish (commandline -cp) 2>/dev/null)
    set -l head (string split \\t -- $reply[1])
    if test "$head[1]" = files
        set -l typed (commandline -ct)
        set -l rest (string sub -s (math (string length -- "$head[2]") + 1) -- $typed)
        for found in (complete -C "'' $rest")
            echo -- "$head[2]$found"
        end
    else
        string join \\n -- $reply[2..]
    end
end
complete -c amiwatch -f -k -a '(__amiwatch_complete)'
`;

const POWERSHELL = `# amiwatch --completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName amiwatch -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $program = $commandAst.CommandElements[0].Extent.Text
  $typed = $commandAst.Extent.Text
  $length = $cursorPosition - $commandAst.Extent.StartOffset
  $line = $typed.PadRight($length).Substring(0, $length)
  $reply = @(& $program ${COMPLETE_WORDS} powershell $line 2>$null)
  if ($reply.Count -eq 0) { return }
  $kind, $prefix = $reply[0] -split "\`t", 2
  if ($kind -eq 'files') {
    $rest = $wordToComplete.Substring([Math]::Min($prefix.Length, $wordToComplete.Length))
    [System.Management.Automation.CompletionCompleters]::CompleteFilename($rest) | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new($prefix + $_.CompletionText, $_.ListItemText, $_.ResultType, $_.ToolTip)
    }
    return
  }
  $reply | Select-Object -Skip 1 | ForEach-Object {
    $value, $help = $_ -split "\`t", 2
    if (-not $help) { $help = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
  }
}
`;

const SCRIPTS = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
} as const satisfies Record<CompletionShell, string>;
