import {serviceError} from '../ec2/helpers/answers.js';
import {
  badRow,
  type GeneratedRow,
  type GoodRow,
  goodRow,
  hostileRow,
  nested,
  pageOf,
} from './answers.js';
import type {Dice} from './dice.js';
import {hostileText} from './hostile-text.js';

/** A generated answer and what has to come of it. */
export type AnswerCase = {
  readonly body: Uint8Array | string;

  /** The rows that have to come out, in this order. `undefined`: anything may, but no crash. */
  readonly good?: readonly GoodRow[];

  /** Beside them so many rows come out, or are counted as lost. Only with `good`. */
  readonly lost?: number;

  /** It must not be taken for an answer. */
  readonly isNone?: boolean;
};

type Make = (dice: Dice) => AnswerCase;

const rowsOf = (dice: Dice, max = 5) => dice.some(0, max, () => goodRow(dice));
const goodOf = (rows: readonly GeneratedRow[]) => rows.flatMap(({good}) => good ?? []);
const xmlOf = (rows: readonly GeneratedRow[], dice: Dice) =>
  pageOf(
    rows.map(({xml}) => xml),
    dice,
  );

/** Ways to make an answer, and how many of a thousand are made so. */
const KINDS: Readonly<Record<string, readonly [perMille: number, make: Make]>> = {
  valid: [
    300,
    dice => {
      const rows = rowsOf(dice);
      return {body: xmlOf(rows, dice), good: goodOf(rows), lost: 0};
    },
  ],
  'with bad rows': [
    150,
    dice => {
      const rows = dice.some(1, 6, () => (dice.chance(0.5) ? goodRow(dice) : badRow(dice)));
      const good = goodOf(rows);
      return {body: xmlOf(rows, dice), good, lost: rows.length - good.length};
    },
  ],
  'with hostile text': [
    100,
    dice => {
      const before = rowsOf(dice, 2);
      const after = rowsOf(dice, 2);
      const xml = [...before.map(row => row.xml), hostileRow(dice), ...after.map(row => row.xml)];
      return {body: pageOf(xml, dice), good: goodOf([...before, ...after])};
    },
  ],
  duplicates: [
    50,
    dice => {
      const rows = rowsOf(dice, 3).flatMap(row => dice.some(1, 3, () => row));
      return dice.chance(0.2)
        ? {
            body: xmlOf(rows, dice).replace(
              /(<storeImageTaskResultSet>)/,
              '<storeImageTaskResultSet/>$1',
            ),
            isNone: true,
          }
        : {body: xmlOf(rows, dice), good: goodOf(rows), lost: 0};
    },
  ],
  mutated: [150, dice => ({body: mutate(xmlOf(rowsOf(dice), dice), dice)})],
  truncated: [
    80,
    dice => {
      const text = xmlOf(rowsOf(dice), dice);
      return {body: text.slice(0, dice.below(text.length)), isNone: true};
    },
  ],
  nested: [
    30,
    dice => {
      const open = `<${dice.pick(['a', 'item', 'storeImageTaskResultSet'])}>`.repeat(
        dice.below(dice.chance(0.01) ? 20_000 : 50),
      );
      return dice.chance(0.5)
        ? {body: `<DescribeStoreImageTasksResponse>${open}`, isNone: true}
        : {body: pageOf([`<item>${nested(dice, 'item')}</item>`], dice), good: []};
    },
  ],
  entities: [
    40,
    dice => {
      const rows = rowsOf(dice, 2);
      const trick = dice.pick(ENTITIES);
      const xml = `<item><storeTaskFailureReason>${trick.repeat(1 + dice.below(20))}</storeTaskFailureReason></item>`;
      return {body: pageOf([...rows.map(row => row.xml), xml], dice), good: goodOf(rows)};
    },
  ],
  'document types': [
    10,
    dice => ({
      body: `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(dice.below(50))}"><!ENTITY b "&a;&a;&a;">]>${xmlOf(rowsOf(dice), dice)}`,
      isNone: true,
    }),
  ],
  encodings: [
    39,
    dice => {
      const rows = rowsOf(dice, 2);
      const text = xmlOf(rows, dice);
      return dice.chance(0.5)
        ? {body: Buffer.from(text), good: goodOf(rows), lost: 0}
        : {body: wrongBytes(text, dice)};
    },
  ],
  errors: [
    30,
    dice => ({
      body: serviceError(
        dice.pick(['RequestLimitExceeded', 'x', '&lt;']),
        `&#27;${hostileText(dice).replaceAll(/[<&]/g, '')}`,
      ),
      isNone: true,
    }),
  ],
  garbage: [20, dice => ({body: dice.some(0, 20, () => dice.pick(GARBAGE)).join('')})],
  huge: [
    1,
    dice => {
      const row = goodRow(dice);
      const many = Array.from({length: 1 + dice.below(2000)}, () => row);
      const long = `<item><storeTaskFailureReason>${'x&#27;[31m\u{202E}'.repeat(dice.below(5000))}</storeTaskFailureReason></item>`;
      return {body: pageOf([...many.map(({xml}) => xml), long], dice), good: goodOf(many)};
    },
  ],
};

const ENTITIES = [
  '&',
  '&;',
  '&#;',
  '&#x;',
  '&#0;',
  '&#x110000;',
  '&#xD800;',
  '&#99999999;',
  '&nope;',
  '&amp;lt;',
  '&#x1b;[31m',
  '&lt;item&gt;',
  '&#xFFFE;',
  '&LT;',
];

const GARBAGE = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<item>',
    '</item>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?',
    '?>',
    '&#x0;',
    '\0',
    '\u{FEFF}',
    '"',
  ],
  ...[
    '<html><body>',
    '</body></html>',
    '{"StoreImageTaskResults": []}',
    '<storeImageTaskResultSet/>',
    '\u{D800}',
  ],
  ...[
    '<DescribeStoreImageTasksResponse>',
    '</DescribeStoreImageTasksResponse>',
    '<__proto__>',
    ' a="',
    "='",
  ],
];

const TABLE = Object.entries(KINDS).flatMap(([name, [perMille, make]]) =>
  Array.from({length: perMille}, () => ({name, make})),
);

/** One answer of one kind. */
export function generateAnswer(dice: Dice): AnswerCase & {readonly kind: string} {
  const {name, make} = dice.pick(TABLE);
  return {kind: name, ...make(dice)};
}

/** Changes, drops, doubles or puts in some characters anywhere. */
function mutate(text: string, dice: Dice): string {
  let result = text;
  for (let times = 1 + dice.below(4); times > 0; times--) {
    const at = dice.below(result.length + 1);
    const length = dice.pick([1, 1, 3, 20]);
    const part = dice.pick([
      () => '',
      () => dice.pick(GARBAGE),
      () => hostileText(dice),
      () => result.slice(at, at + length).repeat(2),
    ])();
    result = result.slice(0, at) + part + result.slice(dice.chance(0.5) ? at : at + length);
  }

  return result;
}

function wrongBytes(text: string, dice: Dice): Uint8Array {
  return dice.pick<() => Uint8Array>([
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(text, 'utf16le').swap16(),
    () => Buffer.from(text, 'latin1'),
    () => {
      const bytes = Buffer.from(text);
      for (let times = dice.below(20); times > 0; times--) {
        bytes[dice.below(bytes.length)] = 128 + dice.below(128);
      }

      return bytes;
    },
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    () => Buffer.from(text).subarray(dice.below(10)),
  ])();
}
