import {
  ALL_FLAGS,
  FLAG_GROUPS,
  type FlagDefinition,
  flagSpellings,
  shortSpellings,
} from '../arguments/flags.js';
import {EXIT_STATUS} from './exit-status.js';

/** A line is no longer than this, however wide the terminal is: nobody reads further. */
const MAX_WIDTH = 100;
const USUAL_WIDTH = 80;
const MIN_WIDTH = 40;

export const USAGE = 'amiwatch [AMI-ID ...] [options]';

export const SUMMARY =
  'Watch EC2 AMI store tasks (DescribeStoreImageTasks) live in a terminal. Without a terminal, or with --once, print one answer as the aws command does.';

/** What holds for many flags at once. */
export const RULES: readonly string[] = [
  'The beginning of a name will do where it is that of one flag only: --image-id, --filter, --out. A flag that the aws command has comes first. Of a flag given twice the last one counts; those that say Repeatable add up.',
  'One answer has the bytes of version 1 of the aws command (times as cli_timestamp_format of the profile says) and the exit codes of version 2. AWS_DEFAULT_OUTPUT, AWS_MAX_ATTEMPTS and AWS_RETRY_MODE count, as do output, max_attempts and retry_mode of the profile. AWS_PAGER and cli_pager are never used.',
];

export const CONFIG_FILE = '$XDG_CONFIG_HOME/amiwatch/config.json';

/** What people do, and the command for it. */
export const EXAMPLES: readonly (readonly [task: string, command: string])[] = [
  ['Watch everything', 'amiwatch'],
  ['Try it without an AWS account', 'amiwatch --demo'],
  ['Watch one AMI', 'amiwatch ami-0d91b7584a2265b1f'],
  ['Wait for a store to end, in a script', 'amiwatch --wait --timeout 2h ami-0d91b7584a2265b1f'],
  ['Failures as they happen', 'amiwatch --follow --state Failed --output ndjson | jq'],
  ['What failed in the last week', 'amiwatch --state Failed --since 7d'],
  ['Two Regions at once', 'amiwatch --region us-east-1 --region eu-west-1'],
  ['For scripts, as the aws command', "amiwatch --once --query 'StoreImageTaskResults[].AmiId'"],
  ['For a spreadsheet', 'amiwatch --output csv > tasks.csv'],
];

/** What else there is to know, and where. */
const MORE: readonly (readonly [title: string, text: string])[] = [
  ['Keys', 'On the screen ? shows every key, and / in it finds one. `man amiwatch` has them, too.'],
  [
    'Config file',
    `${CONFIG_FILE} (by default ~/.config/amiwatch/config.json), or --config FILE: a JSON object whose keys are the long names of options, such as {"interval": 30, "utc": true}. A flag beats the environment, which beats the file.`,
  ],
];

/**
The text of --help, grouped.
@param columns The width of the terminal that shows it. @default 80, where it is none
*/
export function helpText(columns = USUAL_WIDTH): string {
  const width = Math.max(MIN_WIDTH, Math.min(columns, MAX_WIDTH));
  const groups = FLAG_GROUPS.map(group => {
    const flags = ALL_FLAGS.filter(flag => flag.group === group);
    return [
      group,
      ...flags.flatMap(flag => entry(flagUsage(flag), flag.help, OPTION_WIDTH, width)),
    ];
  });
  const codes = EXIT_STATUS.flatMap(([code, meaning]) => entry(code, meaning, CODE_WIDTH, width));
  const more = MORE.map(([title, text]) => [title, ...indented(wrapWords(text, width - 2), 2)]);
  const examples = EXAMPLES.flatMap(([task, command]) => [
    ...indented(wrapWords(task, width - 2), 2),
    ...shellLines(command, width - 6).map(
      (line, index) => `${index === 0 ? '    $ ' : '        '}${line}`,
    ),
  ]);
  const sections = [
    wrapWords(`Usage: ${USAGE}`, width),
    ...[SUMMARY, ...RULES].map(text => wrapWords(text, width)),
    ...groups,
    ['Examples', ...examples],
    ...more,
    ['Exit codes', ...codes],
  ];
  return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

/** Where the texts of options and of exit codes begin. */
const OPTION_WIDTH = 31;
const CODE_WIDTH = 17;

/** How a flag is written, with its value: `-n, --interval SECONDS`. */
export function flagUsage(flag: FlagDefinition): string {
  const spelling = [...shortSpellings(flag), ...flagSpellings(flag)].join(', ');
  const value = {
    none: '',
    one: ` ${flag.placeholder}`,
    many: ` ${flag.placeholder} ...`,
    optional: ` [${flag.placeholder}]`,
  };
  return `${spelling}${value[flag.arity]}`;
}

/** A name with its text beside it, or below it where there is no room. */
function entry(name: string, text: string, column: number, width: number): readonly string[] {
  const isNarrow = width < 2 * column;
  const indent = isNarrow ? 6 : column;
  const lines = wrapWords(text, width - indent).map(line => ' '.repeat(indent) + line);
  const usage = indented(wrapWords(name, width - 4), 2);
  const [first = ''] = usage;
  return isNarrow || usage.length > 1 || first.length > column - 2
    ? [...usage, ...lines]
    : [first.padEnd(column) + (lines[0] ?? '').slice(column), ...lines.slice(1)];
}

function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line, index) => ' '.repeat(index === 0 ? by : by + 2 * Number(by > 2)) + line);
}

/** A command in several lines, as a shell takes it. */
function shellLines(command: string, width: number): readonly string[] {
  const lines = wrapWords(command, width - 4);
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}

/** Breaks a text between words into lines of at most so many characters. */
export function wrapWords(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
