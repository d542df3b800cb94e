import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../../base/exit-code.js';
import {configKeys} from '../arguments/config-file.js';
import {ALL_FLAGS, FLAG_GROUPS, type FlagDefinition, flagSpellings} from '../arguments/flags.js';
import {EXAMPLES, RULES, SUMMARY} from './help.js';

/** What each exit code says, in the order of the numbers. */
const EXIT_STATUS: readonly (readonly [code: number | string, meaning: string])[] = [
  [EXIT_CODE.ok, 'Done; with --wait: every task Completed.'],
  [EXIT_CODE.taskFailed, 'With --wait: a watched task Failed.'],
  [EXIT_CODE.noTask, 'With --wait: an AMI asked for has no task.'],
  [EXIT_CODE.timedOut, '--timeout ran out.'],
  [Object.values(SIGNAL_EXIT_CODE).join(', '), 'Ended by SIGHUP, SIGINT or SIGTERM.'],
  [EXIT_CODE.usage, 'The command line is wrong.'],
  [EXIT_CODE.configuration, 'The configuration or the credentials are.'],
  [EXIT_CODE.service, 'The service answered with an error.'],
  [EXIT_CODE.other, 'Anything else.'],
];

/**
The man page amiwatch(1) as roff, from the table of flags.
@param date As the page shows it, for example `2026-01-31`.
*/
export function manPage(version: string, date: string): string {
  const options = FLAG_GROUPS.flatMap(group => [
    `.SS ${group}`,
    ...ALL_FLAGS.filter(flag => flag.group === group).flatMap(describeFlag),
  ]);
  return [
    `.TH AMIWATCH 1 ${date} "amiwatch ${version}"`,
    '.SH NAME',
    'amiwatch \\- watch EC2 AMI store tasks live in a terminal',
    '.SH SYNOPSIS',
    '.B amiwatch',
    '.RI [ AMI-ID " ...] [" options ]',
    '.SH DESCRIPTION',
    roff(SUMMARY),
    ...RULES.flatMap(rule => ['.PP', roff(rule)]),
    '.SH OPTIONS',
    ...options,
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([task, command]) => ['.TP', roff(task), `.B ${roff(command)}`]),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, roff(meaning)]),
    '.SH FILES',
    '.TP',
    '.I $XDG_CONFIG_HOME/amiwatch/config.json',
    roff(
      `A JSON object whose keys are the long names of options without the dashes: ${configKeys().join(', ')}. A flag beats the environment, which beats this file.`,
    ),
    '',
  ].join('\n');
}

function describeFlag(flag: FlagDefinition): readonly string[] {
  const short = flag.short ? [`-${flag.short}`] : [];
  const names = [...short, ...flagSpellings(flag)].map(name => `\\fB${roff(name)}\\fR`).join(', ');
  return ['.TP', `${names}${value(flag)}`, roff(flag.help)];
}

function value({arity, placeholder = ''}: FlagDefinition): string {
  const name = `\\fI${roff(placeholder)}\\fR`;
  return {none: '', one: ` ${name}`, many: ` ${name} ...`, optional: ` [${name}]`}[arity];
}

/** A line that begins with a dot or a quote would be a command of roff; a bare dash may become a hyphen that can't be copied. */
function roff(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');
}
