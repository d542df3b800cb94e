import {HOOK_VARIABLES} from '../../alert/hooks/hook-environment.js';
import {HELP_GROUPS, KEYMAP} from '../../view/state/keymap.js';
import {keyLabel} from '../../view/text/key-labels.js';
import {chooseGlyphs} from '../../view/text/theme.js';
import {configKeys} from '../arguments/config-file.js';
import {
  ALL_FLAGS,
  FLAG_GROUPS,
  type FlagDefinition,
  flagSpellings,
  shortSpellings,
} from '../arguments/flags.js';
import {ENVIRONMENT} from './environment.js';
import {EXIT_STATUS} from './exit-status.js';
import {CONFIG_FILE, EXAMPLES, RULES, SUMMARY, wrapWords} from './help.js';

/** What it reads and writes, beside what a flag names. */
const FILES: readonly (readonly [file: string, meaning: string])[] = [
  [
    CONFIG_FILE,
    `By default ~/.config/amiwatch/config.json. A JSON object whose keys are the long names of options without the dashes: ${configKeys().join(', ')}. A flag beats the environment, which beats this file. A file that others can write is not obeyed.`,
  ],
  ['~/.aws/config, ~/.aws/credentials', 'Profiles, as the aws command has them; only read.'],
  [
    '~/.aws/cli/cache, ~/.aws/sso/cache',
    'What the aws command keeps: sessions of roles, with an MFA code too, which are only read, and the token of aws sso login, which is renewed there.',
  ],
  [
    '$XDG_STATE_HOME/amiwatch/seen-amis',
    'By default ~/.local/state/amiwatch/seen-amis. The AMI IDs that were shown last at a terminal, for the completion of the shell. It may be removed.',
  ],
  [
    '$XDG_CACHE_HOME/amiwatch',
    'By default ~/.cache/amiwatch. The program as Node has compiled it; the executable has none. It may be removed.',
  ],
];

const SEE_ALSO = 'aws(1), jq(1), tmux(1), amiwatch --help';

const API =
  'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeStoreImageTasks.html';

/**
The man page amiwatch(1) as roff, from the tables of flags, keys, variables and exit codes.
@param date As the page shows it, for example `2026-01-31`.
*/
export function manPage(version: string, date: string): string {
  const options = FLAG_GROUPS.flatMap(group => [
    `.SS ${group}`,
    ...ALL_FLAGS.filter(flag => flag.group === group).flatMap(describeFlag),
  ]);
  return [
    `.TH AMIWATCH 1 ${date} "amiwatch ${version}"`,
    // Commands, names of tasks and of variables are copied from here: no word of theirs is divided.
    '.nh',
    '.ad l',
    '.SH NAME',
    'amiwatch \\- watch EC2 AMI store tasks live in a terminal',
    '.SH SYNOPSIS',
    '.B amiwatch',
    '.RI [ AMI-ID " ...] [" options ]',
    '.SH DESCRIPTION',
    ...text(SUMMARY),
    ...RULES.flatMap(rule => ['.PP', ...text(rule)]),
    '.SH OPTIONS',
    ...options,
    '.SH KEYS',
    ...text('On the screen ? shows these, and the footer those that matter at the moment.'),
    ...HELP_GROUPS.flatMap(group => [`.SS ${group}`, ...describeKeys(group)]),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([task, command]) => ['.TP', ...text(task), `.B ${roff(command)}`]),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, ...text(meaning)]),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([names, meaning]) => ['.TP', bold(names), ...text(meaning)]),
    '.SS Of a command run by \\-\\-exec',
    ...text(
      'It gets these beside what amiwatch was given, each a member of the event that is on its stdin as JSON; empty where nothing is known.',
    ),
    ...Object.entries(HOOK_VARIABLES).flatMap(([name, member]) => [
      '.TP',
      bold([name]),
      ...text(member),
    ]),
    '.SH FILES',
    ...FILES.flatMap(([file, meaning]) => ['.TP', `.I ${roff(file)}`, ...text(meaning)]),
    '.SH SEE ALSO',
    ...text(SEE_ALSO),
    '.PP',
    ...text(API),
    '',
  ].join('\n');
}

function describeFlag(flag: FlagDefinition): readonly string[] {
  const names = bold([...shortSpellings(flag), ...flagSpellings(flag)]);
  return ['.TP', `${names}${value(flag)}`, ...text(flag.help)];
}

function describeKeys(group: (typeof HELP_GROUPS)[number]): readonly string[] {
  const glyphs = chooseGlyphs({});
  return KEYMAP.filter(binding => binding.group === group && binding.help).flatMap(
    ({keys, help = ''}) => ['.TP', bold(keys.map(key => keyLabel(key, glyphs))), ...text(help)],
  );
}

function bold(names: readonly string[]): string {
  return names.map(name => `\\fB${roff(name)}\\fR`).join(', ');
}

function value({arity, placeholder = ''}: FlagDefinition): string {
  const name = `\\fI${roff(placeholder)}\\fR`;
  return {none: '', one: ` ${name}`, many: ` ${name} ...`, optional: ` [${name}]`}[arity];
}

/** A paragraph in lines as long as the tools that read the page like them. */
function text(paragraph: string): readonly string[] {
  return wrapWords(paragraph, 64).map(roff);
}

/** A line that begins with a dot or a quote would be a command of roff; a bare dash may become a hyphen that can't be copied, and a caret and a grave accent another sign. */
function roff(line: string): string {
  return line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
    .replaceAll('~', '\\(ti')
    .replace(/^[.']/, '\\&$&');
}
