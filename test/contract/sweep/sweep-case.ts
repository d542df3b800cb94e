import {ALL_FLAGS, flagSpellings} from '../../../source/cli/arguments/flags.js';
import {createDice, type Dice} from '../../fuzz/dice.js';
import {amiIdOf} from '../../helpers/demo-endpoint.js';

/** One command line, with what surrounds it. */
export type SweepCase = {
  /** Behind `aws ec2 describe-store-image-tasks`, and behind `amiwatch --once`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;

  /** Lines of the profile `default`. */
  readonly profile: readonly string[];
};

/** The files that values name, by their names in the folder in which all of it runs. */
export const FILES: Readonly<Record<string, string>> = {
  'ids.json': JSON.stringify([amiIdOf(1), amiIdOf(3)]),
  'id.txt': amiIdOf(1),
  'filters.json': '[{"Name":"task-state","Values":["Failed"]}]',
  'filter.json': '{"Name":"task-state","Values":["Failed"]}',
  'filter.txt': 'Name=task-state,Values=Failed',
  'request.json': '{"Filters":[{"Name":"task-state","Values":["Failed"]}]}',
  'request.yaml': 'Filters:\n- Name: task-state\n  Values: [Failed]\n',
  'number.txt': '2\n',
  'word.txt': 'Failed',
};

type Make = (dice: Dice) => readonly string[];

const IDS = [1, 2, 3, 4].map(amiIdOf);
const ODD_IDS = ['ami-0ffffffffffffffff', 'ami-bad', '', 'x', '["', '{}', '-1', 'ami-1 2'];
const WORDS = ['task-state', 'bucket', 'Failed', 'Completed', 'InProgress', 'ami-archive-*', 'x'];
const SIGNS = [
  ',',
  '=',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ' ',
  '\\',
  '\\,',
  '@=',
  ':',
  '\u{1F600}',
  '',
];

/** A filter that may be one. */
function filter(dice: Dice): string {
  const name = dice.pick(['task-state', 'bucket', 'task-state', 'Name', 'state', '']);
  const values = dice.some(0, 3, () => dice.pick(WORDS));
  switch (dice.below(9)) {
    case 0:
      return JSON.stringify({Name: name, Values: values});
    case 1:
      return `Name=${name},Values=[${values.join(',')}]`;
    case 2:
      return `Values=${values.join(',')},Name=${name}`;
    case 3:
      return dice.pick([
        `Name=${name},Values="${values.join(',')}"`,
        `Name='${name}',Values='${values.join("','")}'`,
        `Name=${name}, Values = ${values.join(' , ')}`,
      ]);
    case 4:
      // Anything at all.
      return dice.some(1, 7, () => dice.pick(dice.chance(0.5) ? SIGNS : WORDS)).join('');
    case 5: {
      const sound = `Name=${name},Values=${values.join(',')}`;
      const at = dice.below(sound.length + 1);
      return sound.slice(0, at) + dice.pick(SIGNS) + sound.slice(at + dice.below(2));
    }
    case 6:
      return dice.pick([
        '{}',
        '[]',
        '[{}]',
        '[[]]',
        'null',
        '{"Name":null}',
        '{"Name":"bucket","Values":"x"}',
        '{"Name":"bucket","Values":[1]}',
        '{"name":"bucket"}',
        '{"Name":"bucket","Values":["x"],"Values":["ami-archive-03"]}',
        '[{"Name":"task-state","Values":["Failed"]},{"Name":"bucket","Values":["*"]}]',
        'file://filters.json',
        'file://filter.json',
        'file://filter.txt',
        'file://none',
        'fileb://filters.json',
        'Name=task-state,Values@=file://word.txt',
        'Name=task-state,Values@=file://none',
      ]);
    default:
      return `Name=${name},Values=${values.join(',')}`;
  }
}

const QUERIES = [
  'StoreImageTaskResults[].AmiId',
  "StoreImageTaskResults[?StoreTaskState=='Failed'].[AmiId,TaskStartTime]",
  'length(StoreImageTaskResults)',
  'NextToken',
  'StoreImageTaskResults[0]',
  '[',
  '',
  '-1',
  '@',
  'file://word.txt',
  "'x'",
];

const NUMBERS = ['1', '2', '3', '5', '200', '201', '0', '-1', '+2', ' 2 ', '1_0', '1.5', 'x', ''];

const REQUESTS = [
  '{}',
  '[]',
  'null',
  '',
  '{',
  '{"MaxResults":2}',
  '{"MaxResults":"2"}',
  '{"MaxResults":2.0}',
  '{"MaxResults":0}',
  '{"MaxResults":null}',
  '{"DryRun":false}',
  '{"DryRun":true}',
  '{"DryRun":1}',
  '{"ImageIds":[]}',
  '{"ImageIds":"x"}',
  '{"ImageIds":[1]}',
  '{"ImageIds":["ami-00000000000000001"]}',
  '{"Filters":[]}',
  '{"Filters":{}}',
  '{"Filters":[{"Name":"task-state","Values":["Failed"]}]}',
  '{"Filters":[{"Name":"task-state","Values":"Failed"}]}',
  '{"NextToken":"nonsense"}',
  '{"NextToken":7}',
  '{"PageSize":2}',
  '{"Nope":1}',
  'file://request.json',
  'fileb://request.json',
  'file://none',
];

const YAML_REQUESTS = [
  ...['{}', '[]', '', '{', 'MaxResults: 2', 'MaxResults: "2"', 'NextToken: nonsense', 'DryRun: no'],
  ...['ImageIds: [ami-00000000000000001]', 'ImageIds: ami-1', 'Nope: 1', 'a: 1\na: 2'],
  ...[
    'file://request.yaml',
    'Filters:\n- Name: task-state\n  Values:\n  - Failed',
    '- a',
    'DryRun:',
  ],
];

const flag =
  (name: string, ...values: readonly (readonly string[])[]): Make =>
  dice => {
    const spelled = shortened(dice, name);
    const given = values.map(choices => dice.pick(choices));
    const [only] = given;
    return given.length === 1 && dice.chance(0.2) ? [`${spelled}=${only}`] : [spelled, ...given];
  };

/** A flag's name as it is, or now and then only its beginning. */
function shortened(dice: Dice, name: string): string {
  return dice.chance(0.75) ? name : name.slice(0, 3 + dice.below(name.length - 2));
}

const MAKERS: readonly (readonly [weight: number, make: Make])[] = [
  [5, dice => [shortened(dice, '--filters'), ...dice.some(1, 2, () => filter(dice))]],
  [
    3,
    dice => [
      shortened(dice, '--image-ids'),
      ...dice.pick([
        dice.some(1, 3, () => dice.pick(IDS)),
        dice.some(1, 2, () => dice.pick(ODD_IDS)),
        [JSON.stringify(dice.some(0, 2, () => dice.pick(IDS)))],
        [dice.pick(['[1]', '[', '[null]', '["ami-bad"]', '[]', '{"a":1}', ' [] '])],
        [dice.pick(['file://ids.json', 'file://id.txt', 'file://none', 'fileb://ids.json'])],
      ]),
    ],
  ],
  [
    3,
    flag('--output', ['json', 'text', 'text', 'table', 'yaml', 'yaml-stream', 'xml', '', 'TEXT']),
  ],
  [3, flag('--query', QUERIES)],
  [2, flag('--max-items', NUMBERS)],
  [2, flag('--page-size', NUMBERS)],
  [2, flag('--max-results', [...NUMBERS, 'file://number.txt', 'file://word.txt'])],
  [
    1,
    flag('--starting-token', ['', 'nonsense', 'None___2', 'x___y', 'file://word.txt', '-x', '- x']),
  ],
  [
    1,
    flag('--starting-token', ['eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==']),
  ],
  [1, flag('--next-token', ['', 'nonsense', 'file://word.txt', 'fileb://word.txt', 'file://none'])],
  [1, () => ['--no-paginate']],
  [1, dice => [dice.pick(['--dry-run', '--no-dry-run', '--dry', '--no-d'])]],
  [3, flag('--cli-input-json', REQUESTS)],
  [2, flag('--cli-input-yaml', YAML_REQUESTS)],
  [
    1,
    dice => [
      '--generate-cli-skeleton',
      ...dice.some(0, 1, () => dice.pick(['input', 'output', 'yaml-input', 'x'])),
    ],
  ],
  [1, flag('--color', ['on', 'off', 'auto', 'x'])],
  [1, flag('--cli-read-timeout', ['20', '0', '1.5', 'x', '-1', ''])],
  [1, flag('--cli-connect-timeout', ['20', '0', '1.5', 'x'])],
  [1, dice => [dice.pick(['--no-sign-request', '--no-verify-ssl', '--no-sign', '--no-veri'])]],
  [1, dice => [dice.pick(['--no-cli-pager', '--no-cli-auto-prompt', '--no-cli-p'])]],
  [1, flag('--cli-binary-format', ['base64', 'raw-in-base64-out', 'x'])],
  [1, flag('--region', ['us-east-1', 'eu-west-1', ''])],
  [1, flag('--profile', ['default', ''])],
  [1, dice => [dice.pick(['x', '--nope', '-x', '--', '', '---', '-', 'ami', '--=x', '--no'])]],
];

const TOTAL = MAKERS.reduce((sum, [weight]) => sum + weight, 0);

function some(dice: Dice): readonly string[] {
  let at = dice.below(TOTAL);
  const [, make] = MAKERS.find(([weight]) => {
    at -= weight;
    return at < 0;
  }) as (typeof MAKERS)[number];
  return make(dice);
}

const ENVIRONMENTS: readonly Readonly<Record<string, string>>[] = [
  ...['text', 'json', 'table', 'yaml', 'xml', '', 'TEXT'].map(AWS_DEFAULT_OUTPUT => ({
    AWS_DEFAULT_OUTPUT,
  })),
  ...['0', '-1', 'x', '', '2', ' 2 '].map(AWS_MAX_ATTEMPTS => ({AWS_MAX_ATTEMPTS})),
  ...['standard', 'adaptive', 'eager', ''].map(AWS_RETRY_MODE => ({AWS_RETRY_MODE})),
  {AWS_PAGER: 'false'},
];

const PROFILES = [
  ...['output = text', 'output = xml', 'output =', 'cli_timestamp_format = iso8601'],
  ...['cli_timestamp_format = none', 'cli_timestamp_format = x', 'cli_timestamp_format ='],
  ...['max_attempts = 0', 'max_attempts = 2', 'retry_mode = standard', 'retry_mode = x'],
  'cli_pager = false',
];

/** Random command lines: what people write, and what goes wrong with it. Most have one to three flags. */
export function randomCases(seed: number, count: number): readonly SweepCase[] {
  const dice = createDice(seed);
  return Array.from({length: count}, () => ({
    args: dice.some(1, 3, () => some(dice)).flat(),
    env: dice.chance(0.12) ? dice.pick(ENVIRONMENTS) : {},
    profile: dice.chance(0.12) ? [dice.pick(PROFILES)] : [],
  }));
}

/** What a flag of the aws command takes. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--image-ids': [amiIdOf(1)],
  '--filters': ['Name=task-state,Values=Failed'],
  '--profile': ['default'],
  '--region': ['us-east-1'],
  '--output': ['text'],
  '--query': ['length(StoreImageTaskResults)'],
  '--page-size': ['2'],
  '--max-items': ['2'],
  '--max-results': ['2'],
  '--starting-token': ['None___1'],
  '--next-token': ['nonsense'],
  '--color': ['off'],
  '--ca-bundle': ['/etc/ssl/certs/ca-certificates.crt'],
  '--cli-read-timeout': ['20'],
  '--cli-connect-timeout': ['20'],
  '--cli-binary-format': ['base64'],
  '--cli-input-json': ['{"MaxResults":2}'],
  '--cli-input-yaml': ['MaxResults: 2'],
  '--generate-cli-skeleton': ['output'],
};

/** Flags that end it at once, ask a person, or say where to ask. */
const LEFT_OUT = ['--version', '--help', '--cli-auto-prompt', '--endpoint-url', '--debug'];

/** Every beginning of every flag of the aws command, with a value where the flag takes one. */
export function beginnings(): readonly SweepCase[] {
  const names = ALL_FLAGS.filter(({aws}) => aws !== undefined)
    .flatMap(flagSpellings)
    .filter(name => !LEFT_OUT.includes(name));
  const known = new Map<string, SweepCase>();
  for (const name of names) {
    for (let length = 3; length <= name.length; length++) {
      const args = [name.slice(0, length), ...(VALUES[name] ?? [])];
      known.set(args.join(' '), {args, env: {}, profile: []});
    }
  }
  return [...known.values()];
}
