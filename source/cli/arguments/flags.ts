import {PACE} from '../../poll/pace/pace.js';
import {OUTPUTS} from '../../report/once/formats.js';
import {ORDERS} from '../../task/order.js';
import {TASK_STATES} from '../../task/store-image-task.js';

/** How many values follow the flag: none, one, one or more, or one that may be left out. */
export type Arity = 'none' | 'one' | 'many' | 'optional';

/** What a key of the config file holds. `path`: `~` is the home folder there, too; `names`: texts that the command line separates by commas. */
export type ConfigType = 'boolean' | 'number' | 'string' | 'path' | 'string-list' | 'names';

/** One row of the table that parsing, validation, --help, completion, the man page and the config file are made from. */
export type FlagDefinition = {
  /** As written after the two dashes. A flag of the aws command that only exists as `--no-…` is named without the `no-`. */
  readonly name: string;
  readonly short?: string;

  /** One letter more, by which other programs know it. */
  readonly otherShort?: string;
  readonly arity: Arity;

  /** `only`: written as --no-NAME alone; `also`: both --NAME and --no-NAME exist. */
  readonly negation?: 'only' | 'also';

  /** May be given several times; its values add up. Of any other flag the last one counts. */
  readonly isRepeatable?: boolean;

  /** Where the aws command has it: among the options of every command, which it looks at first, or among those of this one. Absent for what is amiwatch's own. */
  readonly aws?: 'global' | 'command';

  /** The only version of the aws command that has it. @default both */
  readonly awsOnly?: 1 | 2;

  /** Its value is a whole number, and so is each one that a later one replaces. */
  readonly isInteger?: boolean;

  /** The only values it takes. */
  readonly values?: readonly string[];

  /** What the value is, where a shell can complete it and `values` has no list of it. A FILE needs no such word. */
  readonly completes?: 'columns' | 'profiles' | 'regions' | 'filters' | 'image-ids';

  /** What the value is called in the help. */
  readonly placeholder?: string;

  /** What stands for a value that may be left out. */
  readonly default?: string;
  readonly group: FlagGroup;
  readonly help: string;

  /** Type of the key of the same name in the config file; absent where the file can't set it. */
  readonly config?: ConfigType;

  /** Environment variables that beat the config file. */
  readonly env?: readonly string[];

  /** Asks for one answer even on a terminal, because nothing else gives it a meaning. */
  readonly isOnce?: boolean;
};

export const FLAG_GROUPS = [
  'What',
  'From where',
  'How often',
  'One answer',
  'Until done',
  'Tell me',
  'Looks',
  'Other',
] as const;

export type FlagGroup = (typeof FLAG_GROUPS)[number];

/** The shells that `--completion` writes a script for. */
export const COMPLETION_SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type CompletionShell = (typeof COMPLETION_SHELLS)[number];

/** Names and meanings follow the aws command wherever it has one. */
export const FLAGS = [
  {
    name: 'image-ids',
    arity: 'many',
    aws: 'command',
    isRepeatable: true,
    placeholder: 'AMI-ID',
    completes: 'image-ids',
    group: 'What',
    help: 'Only these AMIs; the same as naming them without a flag. Any number. Repeatable.',
  },
  {
    name: 'state',
    arity: 'one',
    isRepeatable: true,
    placeholder: 'STATE',
    values: TASK_STATES,
    group: 'What',
    help: 'Only tasks in this state: InProgress, Completed or Failed. Repeatable.',
  },
  {
    name: 'bucket',
    arity: 'one',
    isRepeatable: true,
    placeholder: 'BUCKET',
    group: 'What',
    help: 'Only tasks that write to this bucket. Repeatable.',
  },
  {
    name: 'filters',
    arity: 'many',
    aws: 'command',
    isRepeatable: true,
    placeholder: 'FILTER',
    completes: 'filters',
    group: 'What',
    help: 'Filters as the aws command takes them: Name=task-state,Values=Failed or JSON. Repeatable.',
  },
  {
    name: 'since',
    arity: 'one',
    placeholder: 'WHEN',
    group: 'What',
    help: 'Only tasks started since: 90m, 2h, 7d, or a time such as 2026-01-31T12:00Z.',
  },
  {
    name: 'profile',
    arity: 'one',
    aws: 'global',
    isRepeatable: true,
    placeholder: 'NAME',
    completes: 'profiles',
    group: 'From where',
    config: 'string-list',
    // Credentials in the environment are somebody's choice of an identity, too.
    env: [
      'AWS_PROFILE',
      'AWS_DEFAULT_PROFILE',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    ],
    help: 'Profile of the shared AWS files. Repeatable: each with each Region.',
  },
  {
    name: 'region',
    arity: 'one',
    aws: 'global',
    isRepeatable: true,
    placeholder: 'REGION',
    completes: 'regions',
    group: 'From where',
    config: 'string-list',
    env: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    help: 'Region to ask. Repeatable.',
  },
  {
    name: 'endpoint-url',
    arity: 'one',
    aws: 'global',
    placeholder: 'URL',
    group: 'From where',
    config: 'string',
    env: ['AWS_ENDPOINT_URL_EC2', 'AWS_ENDPOINT_URL'],
    help: "Ask this endpoint instead of the Region's own.",
  },
  {
    name: 'sign-request',
    arity: 'none',
    aws: 'global',
    negation: 'only',
    group: 'From where',
    config: 'boolean',
    help: 'Load no credentials and sign nothing.',
  },
  {
    name: 'verify-ssl',
    arity: 'none',
    aws: 'global',
    negation: 'only',
    group: 'From where',
    config: 'boolean',
    help: 'Accept any TLS certificate.',
  },
  {
    name: 'ca-bundle',
    arity: 'one',
    aws: 'global',
    placeholder: 'FILE',
    group: 'From where',
    config: 'path',
    env: ['AWS_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'],
    help: 'Certificates (PEM) to trust.',
  },
  {
    name: 'cli-read-timeout',
    arity: 'one',
    aws: 'global',
    placeholder: 'SECONDS',
    group: 'From where',
    config: 'number',
    help: 'How long an answer may take (default 60; 0: any time).',
  },
  {
    name: 'cli-connect-timeout',
    arity: 'one',
    aws: 'global',
    placeholder: 'SECONDS',
    group: 'From where',
    config: 'number',
    help: 'How long connecting may take (default 10; 0: any time).',
  },
  {
    name: 'demo',
    arity: 'none',
    group: 'From where',
    help: 'Watch made-up tasks of an endpoint inside the program, in each --region; needs no AWS account.',
  },
  {
    name: 'interval',
    short: 'n',
    arity: 'one',
    placeholder: 'SECONDS',
    group: 'How often',
    config: 'number',
    help: `Seconds between polls, at least ${PACE.minIntervalMs / 1000} (default ${PACE.defaultIntervalMs / 1000}).`,
  },
  {
    name: 'once',
    arity: 'none',
    group: 'One answer',
    isOnce: true,
    help: 'Print one answer and end, as `aws ec2 describe-store-image-tasks` does.',
  },
  {
    name: 'output',
    arity: 'one',
    aws: 'global',
    placeholder: 'FORMAT',
    values: OUTPUTS,
    group: 'One answer',
    isOnce: true,
    help: 'json (default), text, table, yaml, yaml-stream or off, as the aws command; csv or ndjson.',
  },
  {
    name: 'query',
    arity: 'one',
    aws: 'global',
    placeholder: 'JMESPATH',
    group: 'One answer',
    isOnce: true,
    help: 'Print only what this JMESPath expression selects.',
  },
  {
    name: 'page-size',
    arity: 'one',
    isInteger: true,
    aws: 'command',
    placeholder: 'N',
    group: 'One answer',
    isOnce: true,
    help: 'Tasks in each request, 1 to 200.',
  },
  {
    name: 'max-items',
    arity: 'one',
    isInteger: true,
    aws: 'command',
    placeholder: 'N',
    group: 'One answer',
    isOnce: true,
    help: 'Print at most so many tasks, and a NextToken when there are more.',
  },
  {
    name: 'starting-token',
    arity: 'one',
    aws: 'command',
    placeholder: 'TOKEN',
    group: 'One answer',
    isOnce: true,
    help: 'Go on from the NextToken of an earlier answer.',
  },
  {
    name: 'max-results',
    arity: 'one',
    aws: 'command',
    placeholder: 'N',
    group: 'One answer',
    isOnce: true,
    help: 'Send one request only, for so many tasks, 1 to 200.',
  },
  {
    name: 'next-token',
    arity: 'one',
    aws: 'command',
    placeholder: 'TOKEN',
    group: 'One answer',
    isOnce: true,
    help: "Send one request only, with the service's own token.",
  },
  {
    name: 'paginate',
    arity: 'none',
    aws: 'global',
    negation: 'only',
    group: 'One answer',
    isOnce: true,
    help: 'Send one request only, and print the first page.',
  },
  {
    name: 'dry-run',
    arity: 'none',
    aws: 'command',
    negation: 'also',
    group: 'One answer',
    isOnce: true,
    help: 'Only ask whether the policy allows the call.',
  },
  {
    name: 'cli-input-json',
    arity: 'one',
    aws: 'command',
    placeholder: 'JSON',
    group: 'One answer',
    isOnce: true,
    help: 'The request as JSON, or file://PATH to read it from. Flags beat it.',
  },
  {
    name: 'cli-input-yaml',
    arity: 'one',
    aws: 'command',
    awsOnly: 2,
    placeholder: 'YAML',
    group: 'One answer',
    isOnce: true,
    help: 'The same as YAML.',
  },
  {
    name: 'generate-cli-skeleton',
    arity: 'optional',
    aws: 'command',
    placeholder: 'input|output|yaml-input',
    values: ['input', 'output', 'yaml-input'],
    default: 'input',
    group: 'One answer',
    isOnce: true,
    help: 'Print an empty request or a sample answer, and ask nothing.',
  },
  {
    name: 'wait',
    arity: 'none',
    group: 'Until done',
    help: 'End when all tasks watched are settled: those that run at the start, or those of the AMIs given. Of an AMI these are the ones that run; if none does, the newest: at once if it Completed and began up to 5 minutes before, otherwise if no newer one appears (--appear). With --since only tasks begun since then count, and settled ones at once. Exit code: 0 all Completed, 1 one Failed, 3 no task for an AMI, 124 --timeout.',
  },
  {
    name: 'follow',
    arity: 'none',
    group: 'Until done',
    help: 'Print a line for each change, as text or ndjson, until interrupted.',
  },
  {
    name: 'timeout',
    arity: 'one',
    placeholder: 'DURATION',
    group: 'Until done',
    help: 'Give up after so long: 90s, 30m, 2h (default: never; 0 asks once).',
  },
  {
    name: 'appear',
    arity: 'one',
    placeholder: 'DURATION',
    group: 'Until done',
    help: 'How long an AMI without a new task may take to show one (default 2m; 0 judges what is there).',
  },
  {
    name: 'fail-fast',
    arity: 'none',
    group: 'Until done',
    help: 'With --wait: end at the first failure.',
  },
  {
    name: 'bell',
    arity: 'none',
    group: 'Tell me',
    config: 'boolean',
    help: "Ring the terminal's bell when a task completes or fails.",
  },
  {
    name: 'notify',
    arity: 'none',
    group: 'Tell me',
    config: 'boolean',
    help: 'Let the terminal show a notification then (OSC 9, 777 and 99).',
  },
  {
    name: 'exec',
    arity: 'one',
    placeholder: 'COMMAND',
    group: 'Tell me',
    config: 'string',
    help: 'Run this with sh then; the task is in AMIWATCH_* variables and on stdin.',
  },
  {
    name: 'title',
    arity: 'none',
    group: 'Tell me',
    config: 'boolean',
    help: 'Keep a summary in the title of the terminal.',
  },
  {
    name: 'log',
    arity: 'one',
    placeholder: 'FILE',
    group: 'Tell me',
    config: 'path',
    help: 'Append every change to this file, one JSON object a line.',
  },
  {
    name: 'color',
    arity: 'one',
    aws: 'global',
    placeholder: 'WHEN',
    values: ['on', 'off', 'auto'],
    group: 'Looks',
    config: 'string',
    env: ['FORCE_COLOR', 'NO_COLOR', 'CLICOLOR_FORCE', 'CLICOLOR'],
    help: 'on, off or auto (default; NO_COLOR, FORCE_COLOR and CLICOLOR are obeyed).',
  },
  {
    name: 'columns',
    arity: 'one',
    placeholder: 'NAMES',
    completes: 'columns',
    group: 'Looks',
    config: 'names',
    help: 'Columns of tables and csv, separated by commas.',
  },
  {
    name: 'sort',
    arity: 'one',
    placeholder: 'ORDER',
    values: ORDERS,
    group: 'Looks',
    config: 'string',
    help: 'start, state, progress, eta or bucket.',
  },
  {
    name: 'utc',
    arity: 'none',
    group: 'Looks',
    config: 'boolean',
    help: 'Show times in UTC instead of local time.',
  },
  {
    name: 'screen-reader',
    arity: 'none',
    group: 'Looks',
    config: 'boolean',
    help: 'Sentences instead of a table, for a screen reader; so does INK_SCREEN_READER=true.',
  },
  {
    name: 'overview',
    arity: 'none',
    group: 'Looks',
    help: 'Start with the overview: each day, why tasks failed, where, what runs.',
  },
  {
    name: 'config',
    arity: 'one',
    placeholder: 'FILE',
    group: 'Other',
    help: 'Take defaults from this file, not from ~/.config/amiwatch/config.json.',
  },
  {
    name: 'no-config',
    arity: 'none',
    group: 'Other',
    help: 'Take no defaults from a file.',
  },
  {
    name: 'debug',
    arity: 'none',
    aws: 'global',
    group: 'Other',
    help: 'Write requests, timings and retries to stderr, and errors in full.',
  },
  {
    name: 'completion',
    arity: 'one',
    placeholder: 'SHELL',
    values: COMPLETION_SHELLS,
    group: 'Other',
    help: 'Print the completion script for bash, zsh, fish or powershell.',
  },
  {
    name: 'cli-pager',
    arity: 'none',
    aws: 'global',
    awsOnly: 2,
    negation: 'only',
    group: 'Other',
    help: 'Taken as the aws command takes it; there is never a pager here.',
  },
  {
    name: 'cli-auto-prompt',
    arity: 'none',
    aws: 'global',
    awsOnly: 2,
    negation: 'also',
    group: 'Other',
    help: 'Taken as the aws command takes them; nothing is ever asked for here.',
  },
  {
    name: 'cli-binary-format',
    arity: 'one',
    aws: 'global',
    awsOnly: 2,
    placeholder: 'FORMAT',
    values: ['base64', 'raw-in-base64-out'],
    group: 'Other',
    help: 'Taken as the aws command takes it; nothing here is binary.',
  },
  {
    name: 'v2-debug',
    arity: 'none',
    aws: 'global',
    awsOnly: 1,
    group: 'Other',
    help: 'Taken as the aws command takes it; it warns of nothing here.',
  },
  {name: 'help', short: 'h', arity: 'none', group: 'Other', help: 'Print this help.'},
  {
    name: 'version',
    short: 'v',
    otherShort: 'V',
    arity: 'none',
    aws: 'global',
    group: 'Other',
    help: 'Print the version.',
  },
  {
    name: 'verbose',
    arity: 'none',
    group: 'Other',
    help: 'With --version: Node, platform and commit as well, for a bug report.',
  },
] as const satisfies readonly FlagDefinition[];

export type FlagName = (typeof FLAGS)[number]['name'];

/** The table as rows of one type, for code that treats all flags alike. */
export const ALL_FLAGS: readonly (FlagDefinition & {readonly name: FlagName})[] = FLAGS;

/** How the flag is written, without its value: `--no-paginate`, `--interval`. */
export function flagText(flag: FlagDefinition): string {
  return flag.negation === 'only' ? `--no-${flag.name}` : `--${flag.name}`;
}

/** `-v` and `-V`, with the dash. */
export function shortSpellings({short, otherShort}: FlagDefinition): readonly string[] {
  return [short, otherShort].flatMap(letter => (letter === undefined ? [] : `-${letter}`));
}

/** Every long spelling of the flag: `--dry-run` and `--no-dry-run`. */
export function flagSpellings(flag: FlagDefinition): readonly string[] {
  return flag.negation === 'also' ? [`--${flag.name}`, `--no-${flag.name}`] : [flagText(flag)];
}
