import {page} from '../ec2/helpers/answers.js';
import type {Dice} from './dice.js';
import {hostileText} from './hostile-text.js';

/** What has to come of a row that is well-formed. */
export type GoodRow = {
  readonly amiId?: string;
  readonly taskStartTime?: string;
  readonly startedAt?: number;
  readonly bucket?: string;
  readonly s3ObjectKey?: string;
  readonly progressPercentage?: number;
  readonly storeTaskState?: string;
  readonly storeTaskFailureReason?: string;
};

export type GeneratedRow = {readonly xml: string; readonly good: GoodRow | undefined};

const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz0123456789-._/',
  ` ABCDEF()[]{}!?*+=:;,'"<>&|\\^~#%$@`,
  'äöüßéñçøåÆłŽжДЖΩπ日本語한국中文',
  '😀🚀🔥𝟙𐍈',
].map(letters => [...letters]);

/** A text that nothing has to be cleaned from. */
export function goodText(dice: Dice, max = 12): string {
  const alphabet = dice.chance(0.7) ? (ALPHABETS[0] as string[]) : dice.pick(ALPHABETS);
  return dice.some(1, max, () => dice.pick(alphabet)).join('');
}

const NAMED: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Writes a text in one of the many ways that XML has for the same. */
export function encodeText(text: string, dice: Dice): string {
  if (dice.chance(0.05) && !text.includes(']]>')) {
    return `<![CDATA[${text}]]>`;
  }

  const isFancy = dice.chance(0.2);
  return Array.from(text, character => {
    const code = character.codePointAt(0) ?? 0;
    const way = isFancy ? dice.below(4) : 0;
    if (way === 1 || (code < 0x20 && way !== 2)) {
      return `&#${code};`;
    }

    if (way === 2) {
      return `&#x${dice.chance(0.5) ? code.toString(16) : code.toString(16).toUpperCase()};`;
    }

    return way === 3 && dice.chance(0.1)
      ? `<!-- ${code} -->${NAMED[character] ?? character}`
      : (NAMED[character] ?? character);
  }).join('');
}

const GAPS = ['', '', '', '\n        ', ' ', '<!-- <item> -->', '<?x y?>'];

/** A row that has to come out as it went in. */
export function goodRow(dice: Dice): GeneratedRow {
  const startedAt = Date.UTC(
    2026,
    dice.below(12),
    1 + dice.below(28),
    dice.below(24),
    dice.below(60),
    dice.below(60),
    dice.below(1000),
  );
  const iso = new Date(startedAt).toISOString();
  const taskStartTime = dice.chance(0.8)
    ? iso
    : iso.replace('Z', dice.pick(['', '+00:00', '-0000']));
  const percent = dice.below(101);
  const good: Record<string, string | number> = {
    amiId: `ami-${dice
      .below(2 ** 32)
      .toString(16)
      .padStart(17, '0')}`,
    taskStartTime,
    startedAt,
    bucket: goodText(dice),
    s3ObjectKey: goodText(dice, 20),
    progressPercentage: percent,
    storeTaskState: dice.pick(['InProgress', 'Completed', 'Failed', goodText(dice)]),
  };
  if (dice.chance(0.4)) {
    // Without `@`: what looks like `user:password@host` is hidden in the service's prose.
    good.storeTaskFailureReason = dice.chance(0.3) ? '' : goodText(dice, 60).replaceAll('@', '+');
  }

  for (const name of ['bucket', 's3ObjectKey', 'storeTaskState'].filter(() => dice.chance(0.05))) {
    delete good[name];
  }

  const members = Object.entries(good)
    .filter(([name]) => name !== 'startedAt')
    .map(([name, value]) =>
      element(
        wireName(name),
        typeof value === 'number' ? String(value) : encodeText(value, dice),
        dice,
      ),
    );
  if (dice.chance(0.1)) {
    // A member that the service may invent.
    members.push(
      element(
        dice.pick(['x', '__proto__', 'constructor', 'toString']),
        dice.pick(['', 'text', '<amiId>ami-0</amiId>']),
        dice,
      ),
    );
  }

  if (dice.chance(0.3)) {
    members.reverse();
  }

  return {xml: `<item>${members.join(dice.pick(GAPS))}</item>`, good};
}

const BAD_TIMES = [
  'yesterday',
  '2026-13-01T00:00:00.000Z',
  '1767323045',
  '2026-01-02',
  '2026-01-02T03:04:05.678ZZ',
  'NaN',
];
const BAD_PERCENTS = [
  'half',
  '41.5',
  'Infinity',
  '0x10',
  '1e2',
  '٤١',
  '10000000000',
  '--1',
  '41 %',
];

/** A row that can't be read, and has to lose only itself. */
export function badRow(dice: Dice): GeneratedRow {
  const xml = goodRow(dice).xml;
  const worse = dice.pick<(xml: string) => string>([
    () => '<item/>',
    () => '<item>text</item>',
    () => `<item><taskStartTime>${dice.pick(BAD_TIMES)}</taskStartTime></item>`,
    () => `<item><progressPercentage>${dice.pick(BAD_PERCENTS)}</progressPercentage></item>`,
    () => '<item><amiId>ami-1</amiId><amiId>ami-2</amiId></item>',
    row => row.replace('<item>', '<item><amiId><x/></amiId>'),
    row =>
      row.replace(
        '<item>',
        '<item><taskStartTime>2026-01-01T00:00:00Z</taskStartTime><taskStartTime>x</taskStartTime>',
      ),
    row => row.replace('<item>', `<item><storeTaskState>${nested(dice, 'b')}</storeTaskState>`),
  ]);
  return {xml: worse(xml), good: undefined};
}

/** A row with hostile text in a member: it is read, and what is left of the text is harmless. */
export function hostileRow(dice: Dice): string {
  const name = dice.pick([
    'amiId',
    'bucket',
    's3objectKey',
    'storeTaskState',
    'storeTaskFailureReason',
  ]);
  return `<item><${name}>${encodeText(hostileText(dice), dice)}</${name}></item>`;
}

export function pageOf(rows: readonly string[], dice: Dice): string {
  return page(
    rows.join(dice.pick(GAPS)),
    dice.chance(0.5) ? encodeText(goodText(dice, 40), dice) : '',
  );
}

/** Elements within elements, closed as they should be. */
export function nested(dice: Dice, name: string): string {
  const depth = dice.chance(0.01) ? 5000 : 1 + dice.below(20);
  return `<${name}>`.repeat(depth) + dice.pick(['', 'x']) + `</${name}>`.repeat(depth);
}

function wireName(name: string): string {
  return name === 's3ObjectKey' ? 's3objectKey' : name;
}

function element(name: string, xml: string, dice: Dice): string {
  if (xml === '' && dice.chance(0.5)) {
    return `<${name}/>`;
  }

  const attributes = dice.chance(0.03)
    ? dice.pick([' x="1"', ' a=\'>\' b="/"', ' xml:lang="de"'])
    : '';
  const blank = dice.chance(0.03) ? ' ' : '';
  return `<${name}${attributes}${blank}>${xml}</${name}${blank}>`;
}
