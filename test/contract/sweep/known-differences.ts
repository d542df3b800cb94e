import {findFlag, isFlagLike} from '../../../source/cli/arguments/find-flag.js';
import type {AwsResult} from '../../helpers/aws-command.js';
import type {SweepCase} from './sweep-case.js';

/** What version 1 of the aws command, version 2 and amiwatch say. */
export type Answers = Readonly<Record<'one' | 'two' | 'ours', AwsResult>>;

type KnownDifference = {
  /** The line of docs/aws-command.md that tells of it, without its dash. */
  readonly says: string;
  readonly explains: (item: SweepCase, answers: Answers) => boolean;
};

/** What amiwatch does otherwise than the aws command, on purpose. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    says: '`--output table` is a table of its own.',
    explains: ({args, env, profile}, {ours}) =>
      ours.code === 0 &&
      [...args, env.AWS_DEFAULT_OUTPUT, ...profile].some(text => /\btable$/.test(text ?? '')),
  },
  {
    says: '`--image-ids`, `--filters`, `--state`, `--bucket`, `--region` and `--profile` add up where they are given twice; there the last counts.',
    explains: item =>
      ['image-ids', 'filters', 'region', 'profile'].some(name => count(item, name) > 1),
  },
  {
    says: 'With AMI IDs EC2 leaves filters out and refuses a page size and more than 20 IDs: here filters apply, the page size is left out, and any number is asked for in parts.',
    explains: (_item, {one, two, ours}) =>
      (one.code === 0 && /filter/.test(ours.stderr)) ||
      (two.code === 254 && /parameter imageIds|number of image IDs/.test(two.stderr)),
  },
  {
    says: 'A value that is none of its kind, such as a number, ends with 252, whichever flag has it; there it is 255 for some.',
    explains: (_item, {two, ours}) =>
      ours.code === 252 &&
      two.code === 255 &&
      /invalid literal for int|timeout cannot be set|requires string as left operand, not int/.test(
        two.stderr,
      ),
  },
  {
    says: 'A profile or a Region that there is not ends with 253; there with 255.',
    explains: (_item, {two, ours}) =>
      ours.code === 253 &&
      two.code === 255 &&
      /config profile .* could not be found|Provided region_name/.test(two.stderr),
  },
  {
    says: '`--version`, `--help` and `help` tell of amiwatch.',
    explains: (_item, {ours}) => ours.stdout.startsWith('amiwatch/'),
  },
  {
    says: '`--generate-cli-skeleton` looks at all other values, too, and minds no flag of paging.',
    explains: (item, {one, two, ours}) =>
      count(item, 'generate-cli-skeleton') > 0 &&
      (one.code === 0 || two.code === 0
        ? ours.code === 252
        : /Parameter validation failed|PaginationConfig/.test(two.stderr)),
  },
  {
    says: '`MaxResults` and `NextToken` in `--cli-input-json` are as in version 1: all pages are read.',
    explains: (item, {one, two, ours}) =>
      /MaxResults|NextToken/.test(item.args.join()) &&
      one.code !== 0 &&
      ours.code === 254 &&
      /PaginationConfig/.test(two.stderr),
  },
  {
    says: 'What only one version takes goes with what only the other one does.',
    explains: (_item, {one, two, ours}) =>
      ours.code === 0 &&
      /Unknown options: --(?:no-)?cli|Invalid choice/.test(one.stderr) &&
      /ambiguous option: --cli-i|cli_timestamp_format value: none/.test(two.stderr),
  },
  {
    says: 'An empty argument without a flag (`"$AMI"` of a variable that isn\'t set) is refused as no AMI ID; there one by itself is left out, and all is listed.',
    explains: (_item, {ours}) => ours.code === 252 && ours.stderr.includes('"" is not an AMI ID'),
  },
  {
    says: 'A file behind `--image-ids` holds a JSON list; there the characters of any other text are asked for, one by one.',
    explains: ({args}, {ours}) =>
      ours.code === 252 && args.some(value => value.endsWith('file://id.txt')),
  },
  {
    says: 'Behind `--` there are AMI IDs only; there flags go on.',
    explains: ({args}, {ours}) => ours.code === 252 && args.slice(0, -1).includes('--'),
  },
  {
    says: 'Where several things are wrong another one may be told, with its exit code.',
    explains: ({args, env, profile}, {one, two, ours}) =>
      [one, two, ours].every(({code, stdout}) => code !== 0 && stdout === '') &&
      args.filter(isFlagLike).length + Object.keys(env).length + profile.length > 1,
  },
];

/** How often a flag is given, in full or shortened. */
function count({args}: SweepCase, name: string): number {
  return args.filter(argument => {
    try {
      return isFlagLike(argument) && findFlag(argument)?.flag.name === name;
    } catch {
      return false;
    }
  }).length;
}

/**
Whether amiwatch answers as the aws command: what is printed is that of version 1, or of version 2 where only that one takes it; the exit code of a refusal is that of version 2.
*/
export function isSame({one, two, ours}: Answers): boolean {
  const theirs = one.code === 0 ? one : two;
  return theirs.code === 0
    ? ours.code === 0 && ours.stdout === theirs.stdout
    : ours.code === two.code && ours.stdout === '';
}

/** The difference that explains why the answers differ. */
export function explain(item: SweepCase, answers: Answers): KnownDifference | undefined {
  return KNOWN_DIFFERENCES.find(({explains}) => explains(item, answers));
}
