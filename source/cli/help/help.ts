import {ALL_FLAGS, FLAG_GROUPS, type FlagDefinition, flagSpellings} from '../arguments/flags.js';

const WIDTH = 80;
const FLAG_WIDTH = 31;

export const USAGE = 'amiwatch [AMI-ID ...] [options]';

export const SUMMARY =
  'Watch EC2 AMI store tasks (DescribeStoreImageTasks) live in a terminal. Without a terminal, or with --once, print one answer as the aws command does.';

/** What holds for many flags at once. */
export const RULES: readonly string[] = [
  'The beginning of a name will do where it is that of one flag only: --image-id, --filter, --out. A flag that the aws command has comes first. Of a flag given twice the last one counts; those that say Repeatable add up.',
  'One answer has the bytes of version 1 of the aws command (times as cli_timestamp_format of the profile says) and the exit codes of version 2. AWS_DEFAULT_OUTPUT, AWS_MAX_ATTEMPTS and AWS_RETRY_MODE count, as do output, max_attempts and retry_mode of the profile. AWS_PAGER and cli_pager are never used.',
];

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

/** The text of --help: grouped, at most 80 columns wide. */
export function helpText(): string {
  const groups = FLAG_GROUPS.map(group => {
    const flags = ALL_FLAGS.filter(flag => flag.group === group);
    return `${group}\n${flags.map(describeFlag).join('\n')}`;
  });
  const examples = EXAMPLES.map(([task, command]) => `  ${task}\n    $ ${command}`);
  return [
    `Usage: ${USAGE}`,
    ...[SUMMARY, ...RULES].map(text => wrapWords(text, WIDTH).join('\n')),
    ...groups,
    `Examples\n${examples.join('\n')}`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** How a flag is written, with its value: `-n, --interval SECONDS`. */
export function flagUsage(flag: FlagDefinition): string {
  const spelling = flagSpellings(flag).join(', ');
  const short = flag.short ? `-${flag.short}, ` : '';
  const value = {
    none: '',
    one: ` ${flag.placeholder}`,
    many: ` ${flag.placeholder} ...`,
    optional: ` [${flag.placeholder}]`,
  };
  return `${short}${spelling}${value[flag.arity]}`;
}

function describeFlag(flag: FlagDefinition): string {
  const usage = `  ${flagUsage(flag)}`;
  const lines = wrapWords(flag.help, WIDTH - FLAG_WIDTH);
  const isLong = usage.length > FLAG_WIDTH - 2;
  const indent = ' '.repeat(FLAG_WIDTH);
  const text = lines.map((line, index) =>
    index === 0 && !isLong ? usage.padEnd(FLAG_WIDTH) + line : indent + line,
  );
  return (isLong ? [usage, ...text] : text).join('\n');
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
