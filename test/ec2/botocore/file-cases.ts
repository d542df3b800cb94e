import {parseConfig, type Section} from '../../../source/ec2/config/config-file.js';
import {expandPath} from '../../../source/ec2/config/expand-path.js';
import {IniError} from '../../../source/ec2/config/parse-ini.js';
import {mapProfiles} from '../../../source/ec2/config/shared-files.js';
import {splitWords, WordsError} from '../../../source/ec2/config/split-words.js';
import type {Dice} from '../../fuzz/dice.js';

/** The texts of a config and a credentials file. */
export type FilesCase = readonly [config: string, credentials: string];

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type FilesAnswer =
  | readonly [profiles: Sections, ssoSessions: Sections, services: Sections]
  | 'refused';

export function ourFiles(texts: FilesCase): FilesAnswer {
  try {
    const [config, credentials] = texts.map(text => parseConfig(new TextEncoder().encode(text)));
    if (!config || !credentials) {
      throw new Error('two files');
    }

    const {profiles, ssoSessions, services} = mapProfiles(config, credentials);
    return [plain(profiles), plain(ssoSessions), plain(services)];
  } catch (error) {
    if (error instanceof IniError) {
      return 'refused';
    }

    throw error;
  }
}

function plain(sections: ReadonlyMap<string, Section>): Sections {
  return Object.fromEntries(
    [...sections].map(([name, section]) => [
      name,
      Object.fromEntries(
        [...section].map(([key, value]) => [
          key,
          typeof value === 'string' ? value : Object.fromEntries(value),
        ]),
      ),
    ]),
  );
}

export function ourWords(text: string): readonly string[] | 'refused' {
  try {
    return splitWords(text);
  } catch (error) {
    if (error instanceof WordsError) {
      return 'refused';
    }

    throw error;
  }
}

/** An environment and a path. */
export type PathCase = readonly [Readonly<Record<string, string>>, string];

export function ourPath([environment, path]: PathCase): string {
  return expandPath(path, environment);
}

/** Each rule by itself; the second file is empty where nothing is said of it. */
export const CHOSEN_FILES: readonly FilesCase[] = [
  ...[
    '[default]\nregion = us-east-1\n',
    '[profile "team alpha"]\nregion = us-east-1\n',
    "[profile 'team alpha']\nregion = us-east-1\n",
    '[profile team\\ alpha]\nregion = us-east-1\n',
    '[profile   ops  ]\nregion = us-east-1\n',
    '[profile\tops]\nregion = us-east-1\n',
    '[ profile ops ]\nregion = us-east-1\n',
    '[profile team alpha]\nregion = us-east-1\n',
    '[profile "open]\nregion = us-east-1\n',
    '[profile]\nregion = us-east-1\n',
    '[profilex ops]\nregion = us-east-1\n',
    '[Profile ops]\nregion = us-east-1\n',
    '[profile ops] # mine\nregion = us-east-1\n',
    '[profile [ops]]\nregion = us-east-1\n',
    '[profile jörg/€@{x}]\nregion = us-east-1\n',
    "[sso-session 'My Corp']\nsso_region = us-east-1\n[sso-session plain]\n",
    '[services "my lab"]\nec2 =\n  endpoint_url = http://127.0.0.1:1/#x\nsts =\n\tendpoint_url=http://a\n',
    '[default]\nREGION = us-east-1\nOutPut: json\nx:=y\n',
    '[default]\nregion=us-east-1 # not a comment\noutput = json ; nor this\n',
    '[default]\n# comment\n  ; comment\nregion = us-east-1\n#x = y\n',
    '[default]\nregion =\noutput = json\n',
    '[default]\nregion = us\n  east\n\n  -1\noutput = json\n',
    '[default]\nregion = us\n# comment\n  east\n',
    '  [default]\n  region = us-east-1\n    more\n  output = json\n',
    '  [default]\n region = us-east-1\noutput = json\n',
    '[default]\ns3 =\n  addressing_style = path\n\n  max_queue_size = 1\nregion = us-east-1\n',
    '[default]\ns3 =\n  no sign\n',
    '[default]\ns3 = x\n  addressing_style = path\n',
    '[default]\nregion = a\nregion = b\n',
    '[default]\nregion = a\nREGION : b\n',
    '[default]\nregion = a\n[default]\noutput = b\n',
    '[default]\nregion = a\n[profile default]\noutput = b\n',
    '[profile a]\nregion = a\n[profile "a"]\noutput = b\n',
    '[DEFAULT]\nregion = a\n[profile a]\noutput = b\n[DEFAULT]\noutput = c\n',
    'region = a\n',
    '[default]\nregion\n',
    '[default]\n= a\n',
    '[]\nregion = a\n',
    '\ufeff[default]\nregion = a\n',
    '[default]\r\nregion = a\r\n  b\r\n',
    '[default]\rregion = a\r',
    '[default]\nregion = a\u0085b\noutput =\u00a0json\u2028\n',
    '[default]\nconstructor = a\n__proto__ = b\n[profile __proto__]\nx = y\n',
    '',
  ].map((config): FilesCase => [config, '']),
  ['[default]\nregion = a\noutput = x\n', '[default]\nregion = b\n'],
  ['[profile a]\nregion = a\n', '[profile a]\nregion = b\n[a]\noutput = c\n["a"]\nx = y\n'],
  ['[sso-session a]\nx = y\n', '[sso-session a]\nx = z\n[services a]\n'],
  ['[default]\n', 'x\n'],
];

const NAMES = [
  'ops',
  'a',
  'team alpha',
  'Dev',
  'x-1',
  'jörg',
  'a/b',
  'c"d',
  "e'f",
  'g\\h',
  'default',
  '#i',
  ';j',
  'k]l',
  '[m',
] as const;

const SPACE = ['', '', ' ', '  ', '\t'] as const;

const KEYS = [
  'region',
  'Output',
  'aws_access_key_id',
  'AWS_SECRET_ACCESS_KEY',
  'role arn',
  's3',
  'ec2',
  'sso_region',
  'x',
  'ÄÖ',
  'İ',
  '#k',
  '"q"',
  '[b',
  'constructor',
] as const;

const VALUES = [
  '',
  '',
  'x',
  'us-east-1',
  'a b  c',
  'a # b',
  'a ; b',
  '# a',
  '; a',
  'a=b',
  'a:b',
  '= b',
  ': b',
  'http://h:1/?a=b#c',
  '"q"',
  "'q'",
  '[x]',
  '\\',
  '$HOME/x',
  '~/x',
  'ä€😀',
  '\u00a0x\u00a0',
  'x\u0085y',
  '\u2028',
  '\ufeffx',
  'x\u001cy',
  'x\u000by',
  'None',
] as const;

function header(dice: Dice): string {
  const name = dice.pick(NAMES);
  const quoted = dice.pick([name, `"${name}"`, `'${name}'`, name.replaceAll(' ', '\\ ')]);
  const word = dice.pick([
    'profile',
    'profile',
    'profile',
    'sso-session',
    'services',
    'default',
    'DEFAULT',
    'plugins',
    'profiles',
    'Profile',
    '',
  ]);
  const middle = dice.pick([' ', ' ', ' ', '  ', '\t', '']);
  const label = dice.chance(0.85) && !/^default$/i.test(word) ? middle + quoted : '';
  return `[${dice.pick(SPACE)}${word}${label}${dice.pick(SPACE)}]${dice.pick(['', '', '', ' ', ' # c', ' ]', 'x'])}`;
}

function line(dice: Dice): string {
  if (dice.chance(0.12)) {
    return dice.pick(['', ' ', '\t', '\u00a0', '# c', ' # c', '; c', '\t;c = d', '#']);
  }

  if (dice.chance(0.03)) {
    return dice.pick(['word', '= x', ': x', '[]', ']', '[', '"', '\u001c']);
  }

  return `${dice.pick(KEYS)}${dice.chance(0.5) ? String(dice.below(1000)) : ''}${dice.pick(SPACE)}${dice.pick(['=', '=', '=', ':', '==', '=:'])}${dice.pick(SPACE)}${dice.pick(VALUES)}${dice.pick(SPACE)}`;
}

function block(dice: Dice): readonly string[] {
  const key = `${dice.pick(KEYS)}${dice.below(1000)}`;
  const inner = () =>
    `${dice.pick([' ', '  ', '\t', '    '])}${dice.chance(0.9) ? `${dice.pick(KEYS)}${dice.pick(SPACE)}=${dice.pick(SPACE)}${dice.pick(VALUES)}` : dice.pick(['word', '', '# c'])}`;
  return [`${key}${dice.pick(SPACE)}=${dice.pick(['', '', ' ', 'x'])}`, ...dice.some(0, 4, inner)];
}

function text(dice: Dice): string {
  const indent = dice.chance(0.1) ? dice.pick([' ', '  ', '\t']) : '';
  const lines: string[] = dice.chance(0.03) ? [line(dice)] : [];
  const depth = () => (dice.chance(0.12) ? dice.pick([' ', '  ', '\t', '    ', '\u00a0']) : '');
  for (let sections = dice.below(5); sections > 0; sections--) {
    lines.push(depth() + header(dice));
    for (let settings = dice.below(5); settings > 0; settings--) {
      lines.push(...(dice.chance(0.25) ? block(dice) : [depth() + line(dice)]));
    }
  }

  const end = dice.pick(['\n', '\n', '\n', '\n', '\r\n', '\r', '\n\n']);
  return (
    (dice.chance(0.01) ? '\ufeff' : '') +
    lines.map(known => indent + known).join(end) +
    dice.pick(['', end, `${end}${end}`])
  );
}

export function randomFilesCase(dice: Dice): FilesCase {
  return [text(dice), dice.chance(0.4) ? text(dice) : ''];
}

const WORD_PARTS = [
  'a',
  'b c',
  ' ',
  '  ',
  '\t',
  '\n',
  '"',
  "'",
  '\\',
  '"x y"',
  "'x y'",
  '\\"',
  '#',
  ';',
  '|',
  '$HOME',
  '~',
  'ä',
  '\u00a0',
  '=',
  '""',
  "''",
] as const;

export function randomWords(dice: Dice): string {
  return dice.some(0, 10, () => dice.pick(WORD_PARTS)).join('');
}

const PATH_PARTS = [
  ...['~', '/', 'a', '.aws/config', '~root', ' ', 'ä', '$', '}', '{'],
  ...['HOME', 'X', 'Y', '1'].map(name => `$${name}`),
  ...['HOME', 'X', ''].map(name => `$\{${name}}`),
  '${Y',
] as const;

export function randomPathCase(dice: Dice): PathCase {
  const environment: Record<string, string> = {
    HOME: dice.pick(['/home/me', '/home/me/', '/', '', '//x//']),
    ...(dice.chance(0.5) ? {X: dice.pick(['x', '$HOME', '~', ''])} : {}),
  };
  return [environment, dice.some(0, 6, () => dice.pick(PATH_PARTS)).join('')];
}
