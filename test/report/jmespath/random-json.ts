import type {Dice} from '../../fuzz/dice.js';

export const TASK_MEMBERS = [
  'AmiId',
  'TaskStartTime',
  'Bucket',
  'S3objectKey',
  'ProgressPercentage',
  'StoreTaskState',
  'StoreTaskFailureReason',
] as const;

/** Names of members: among them some that an object of JavaScript would put first, or not hold. */
export const NAMES = ['a', 'b', 'c', 'd', 'B', 'é', '1', '0', '__proto__', 'a b', '😀', '\uffee'];

const NUMBERS = [
  ...[
    '0',
    '1',
    '-1',
    '2',
    '3',
    '9',
    '31',
    '100',
    '-0',
    '12345678901234567890',
    '-9007199254740993',
  ],
  ...['9007199254740992', '9007199254740993', `1${'0'.repeat(30)}`, `${'9'.repeat(320)}`],
  ...['0.0', '-0.0', '1.0', '1.5', '-2.5', '0.1', '1e2', '1E16', '123456789012345678.0', '1e-5'],
  ...['0.0001', '1e15', '1e21', '1e22', '1.7976931348623157e308', '5e-324', '1e999', '-1e999'],
  ...['9007199254740992.0', '9007199254740993.0', '0.30000000000000004', '2.5e-7'],
];

const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];

const TEXTS = [
  ...['', 'a', 'b', 'ab', 'ba', 'B', 'x', 'a b', '2026-11-20', '2026-11-21T10:00:00.000Z'],
  ...[
    'é',
    'e\u0301',
    '\uffee',
    '😀',
    '𝒳y',
    '\ud7ff',
    '\ue000',
    'ß',
    "it's",
    '"',
    `'"`,
    '\\',
    '\\n',
  ],
  ...['\n', '\t', '\r', '\b', '\u0000', '\u001f', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u200b'],
  ...['\u2028', '\ufeff', '\ufffd', '`', '$x', '</script>', '/', 'null', 'true', '{', '[1]'],
  ...[
    '1',
    '-1',
    '+1',
    '007',
    '1.0',
    '.5',
    '5.',
    '1e3',
    '1_000',
    '1__0',
    '_1',
    ' 12 ',
    '\u00a012\u2003',
  ],
  ...[
    '\u0661\u0662',
    '1\u0663.5',
    'inf',
    '-Infinity',
    'nan',
    '+NaN',
    '1e',
    '0x10',
    '1e999',
    '--1',
    '- 1',
  ],
  ...['\u001c1', '1\u001c', '𝟙𝟚', '𝟿', '1e1_0', '1_e1', 'Infinity ', `${'7'.repeat(400)}`],
];

export function randomText(dice: Dice): string {
  return dice.chance(0.85) ? dice.pick(TEXTS) : dice.some(0, 6, () => dice.pick(TEXTS)).join('');
}

/** One JSON text, as Python reads it. */
export function randomJson(dice: Dice, depth: number): string {
  const kind = depth === 0 ? dice.below(6) : dice.below(13);
  switch (kind) {
    case 0:
      return dice.pick(['null', 'true', 'false', 'true', 'false']);
    case 1:
    case 2:
      return dice.chance(0.04) ? dice.pick(NOT_FINITE) : dice.pick(NUMBERS);
    case 3:
      return String(dice.below(120) - 10);
    case 4:
    case 5:
      return quote(randomText(dice), dice);
    case 6:
      return list(dice.some(0, 8, () => number(dice)));
    case 7:
      return list(dice.some(0, 6, () => quote(randomText(dice), dice)));
    case 8:
      return list(dice.some(0, 4, () => randomJson(dice, depth - 1)));
    case 9:
      // Rows with the same members: what is sorted, filtered and made a table.
      return list(dice.some(0, 6, () => row(dice)));
    default:
      return object(
        dice.some(0, 5, () => [dice.pick(NAMES), randomJson(dice, depth - 1)] as const),
      );
  }
}

function number(dice: Dice): string {
  return dice.chance(0.5) ? String(dice.below(20)) : dice.pick([...NUMBERS, ...NOT_FINITE]);
}

function row(dice: Dice): string {
  return object([
    ['a', dice.chance(0.8) ? String(dice.below(5)) : randomJson(dice, 0)] as const,
    [
      'b',
      dice.chance(0.8) ? quote(dice.pick(['x', 'y', 'z']), dice) : randomJson(dice, 1),
    ] as const,
    ...(dice.chance(0.5) ? [['c', randomJson(dice, 1)] as const] : []),
  ]);
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

function object(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`;
}

function quote(text: string, dice: Dice): string {
  const json = JSON.stringify(text);
  return dice.chance(0.9)
    ? json
    : json.replaceAll(
        /[^\\"-~]/g,
        unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
