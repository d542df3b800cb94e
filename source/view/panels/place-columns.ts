import {COLUMNS, type ColumnId, type PlacedColumn} from './columns.js';
import type {PageNeeds} from './page-needs.js';
import {writeWholeKey} from './task-cells.js';

export type ColumnNeeds = {
  readonly width: number;
  readonly isAbsoluteTime: boolean;
  readonly page: PageNeeds;

  /** Ids asked for with --columns, in that order; those that are needed otherwise. The AMI ID can't be left out. */
  readonly only?: readonly string[] | undefined;
};

/** Room that a column would like: as much as there is up to `to`, but nothing where that is less than `from`. */
type Wish = readonly [id: ColumnId, from: number, to: number];

/** In columns of the terminal: from `word` on there is room for the state's word, from `id` on for a whole ID, from `twoTimes` on for the start beside the time to go, and from `twoTimesAndWhy` on where there are reasons, too. */
const ROOM = {id: 50, word: 56, gaps: 100, twoTimes: 110, twoTimesAndWhy: 150} as const;

/** What texts of a column need. An ID has 21 characters, `[########--]` and its percent 17, `12d ago` 7, `~2h 5m` 6, `01-31 14:05Z` 12. */
const NEED = {
  ami: 21,
  endOfAmi: 4,
  state: 10,
  percent: 4,
  shortBar: 12,
  bar: 15,
  longBar: 27,
  ago: 8,
  absolute: 12,
  left: 7,
  reason: 24,
  reasonOfAll: 14,
  someReason: 40,
  longReason: 60,
  name: 6,
  profile: 32,
  bucket: 24,
  bucketOrWhy: 16,
} as const;

const LONG_BAR: Wish = ['progress', NEED.bar, NEED.longBar];

/**
Gives columns their room by need: what tells rows apart comes first (AMI ID, state, Region and profile in full, enough of the bucket), then why something on the page failed, then the bar. A bucket and a reason share a column where there is too little room for both. What says the same in every row comes last.
*/
export function placeColumns(needs: ColumnNeeds): readonly PlacedColumn[] {
  const {width, only, page} = needs;
  if (only) {
    const ids = [...new Set(['marker', ...(only.includes('ami') ? [] : ['ami']), ...only])];
    return placed(needs, ids as ColumnId[], chosenWishes(needs)).map(column =>
      column.id === 'key' ? {...column, write: writeWholeKey} : column,
    );
  }

  const without = width < ROOM.id ? 'progress' : 'short';
  const ids = COLUMNS.map(({id}) => id).filter(id => id !== without);
  const first =
    width < ROOM.id ? narrowWishes(needs) : [...identityWishes(needs), ...timeWishes(needs)];
  const left =
    width - placed(needs, ids, first).reduce((sum, {gap, width: used}) => sum + gap + used, 0);
  const bucketAndWhy =
    page.reason === 0
      ? bucketWishes
      : left >= roomForBoth(needs)
        ? reasonWishes
        : page.isAllFailed
          ? onlyReasonWishes
          : sharedWishes;
  return placed(needs, ids, [
    ...first,
    ...bucketAndWhy(needs),
    ...headingWishes(needs),
    ...sameWishes(needs),
    LONG_BAR,
  ]);
}

function identityWishes({width, page}: ColumnNeeds): readonly Wish[] {
  const {isSame} = page;
  const state: Wish = width < ROOM.word ? ['state', 1, 1] : ['state', 1, stateWidth(page)];
  return [
    ['marker', 1, 1],
    ['ami', 1, NEED.ami],
    ...(isSame.state ? [] : [state]),
    ...sourceWishes(page),
    ['progress', NEED.percent, NEED.percent],
  ];
}

/** The end of an ID, the letter of a state, percent or time to go: `1b1f  F 46%`. */
function narrowWishes({page}: ColumnNeeds): readonly Wish[] {
  return [
    ['marker', 1, 1],
    ['ami', 1, NEED.endOfAmi],
    ...(page.isSame.state ? [] : [['state', 1, 1] as const]),
    ['short', NEED.percent, NEED.percent],
    ...sourceWishes(page),
  ];
}

function sourceWishes({isSame, region, profile}: PageNeeds): readonly Wish[] {
  return [
    ...(isSame.region ? [] : [['region', NEED.name, region] as const]),
    ...(isSame.profile ? [] : [['profile', 3, Math.min(profile, NEED.profile)] as const]),
  ];
}

/** Two times beside each other are worth less than a reason. */
function timeWishes({width, isAbsoluteTime, page}: ColumnNeeds): readonly Wish[] {
  const ago = isAbsoluteTime ? NEED.absolute : NEED.ago;
  return width < (page.reason > 0 ? ROOM.twoTimesAndWhy : ROOM.twoTimes)
    ? [['when', NEED.left, isAbsoluteTime ? NEED.absolute : NEED.left]]
    : [
        ['started', ago, ago],
        ['eta', NEED.left, NEED.left],
      ];
}

/** What a bucket, a reason and a bar need beside each other. Where everything failed, a bar says little; where all buckets are the same, a reason alone says more than either of them. */
function roomForBoth({width, page}: ColumnNeeds): number {
  const gap = gapOf('bucket', width);
  if (page.isSame.bucket) {
    return 0;
  }

  const bucket = gap + bucketLeast(page) + gap;
  return page.isAllFailed
    ? bucket + NEED.reasonOfAll
    : bucket + NEED.reason + NEED.bar - NEED.percent;
}

function bucketWishes(needs: ColumnNeeds): readonly Wish[] {
  const {page} = needs;
  const bucket = (to: number): readonly Wish[] =>
    page.isSame.bucket ? [] : [['bucket', NEED.name, Math.min(to, page.bucket)]];
  return [
    ...bucket(bucketLeast(page)),
    ['progress', NEED.shortBar, NEED.bar],
    ...bucket(NEED.bucket),
    ...keyWishes(page),
    ...bucket(page.bucket),
  ];
}

function reasonWishes(needs: ColumnNeeds): readonly Wish[] {
  const {page} = needs;
  const bucket = (to: number): readonly Wish[] =>
    page.isSame.bucket ? [] : [['bucket', NEED.name, Math.min(to, page.bucket)]];
  return [
    ...bucket(bucketLeast(page)),
    ['reason', NEED.name, page.isAllFailed ? NEED.someReason : NEED.reason],
    ...(page.isAllFailed ? bucket(NEED.bucket) : []),
    ['progress', NEED.shortBar, NEED.bar],
    ...bucket(NEED.bucket),
    ['reason', NEED.name, NEED.longReason],
    ...keyWishes(page),
    ...bucket(page.bucket),
    ['reason', NEED.name, page.reason],
  ];
}

function sharedWishes({width, page}: ColumnNeeds): readonly Wish[] {
  const most = Math.max(page.reason, page.bucket, NEED.bucketOrWhy);
  return [
    ['bucketOrWhy', NEED.name, NEED.bucketOrWhy],
    ...(width < ROOM.id ? [] : [['progress', NEED.shortBar, NEED.bar] as const]),
    ['bucketOrWhy', NEED.name, most],
  ];
}

/** Room for a heading that is longer than the names under it. */
function headingWishes({page}: ColumnNeeds): readonly Wish[] {
  return page.isSame.profile ? [] : [['profile', NEED.name, 'PROFILE'.length]];
}

/** Where everything failed and there is no room for the buckets, too. */
function onlyReasonWishes({page}: ColumnNeeds): readonly Wish[] {
  return [['reason', NEED.name, page.reason]];
}

/** What says the same in every row, in the room that is left. */
function sameWishes({width, page}: ColumnNeeds): readonly Wish[] {
  const {isSame} = page;
  return [
    ...(isSame.bucket ? [['bucket', page.bucket, page.bucket] as const] : []),
    ...(isSame.state && width >= ROOM.word
      ? [['state', stateWidth(page), stateWidth(page)] as const]
      : []),
  ];
}

function keyWishes({ownKey}: PageNeeds): readonly Wish[] {
  return ownKey > 0 ? [['key', NEED.name, ownKey]] : [];
}

/** What was asked for, first each in little room and then in as much as there is. */
function chosenWishes({isAbsoluteTime, page}: ColumnNeeds): readonly Wish[] {
  const ago = isAbsoluteTime ? NEED.absolute : NEED.ago;
  return [
    ['marker', 1, 1],
    ['ami', 1, NEED.ami],
    ['state', 1, stateWidth(page)],
    ['progress', NEED.percent, NEED.bar],
    ['eta', NEED.left, NEED.left],
    ['started', ago, ago],
    ['region', NEED.name, page.region],
    ['profile', 3, Math.min(page.profile, NEED.profile)],
    ['bucket', NEED.name, bucketLeast(page)],
    ['reason', NEED.name, NEED.reason],
    ['key', NEED.name, Math.min(page.key, NEED.ami + 4)],
    ['bucket', NEED.name, NEED.bucket],
    ['progress', NEED.percent, NEED.longBar],
    ['reason', NEED.name, page.reason],
    ['bucket', NEED.name, page.bucket],
    ['key', NEED.name, page.key],
  ];
}

function bucketLeast({bucket, bucketApart}: PageNeeds): number {
  return Math.min(bucket, Math.max(bucketApart, NEED.name + 2));
}

function stateWidth({state}: PageNeeds): number {
  return Math.max(NEED.state, Math.min(state, NEED.state + 6));
}

/** Gives room wish by wish, as long as there is some. @param ids The columns that there may be, from left to right. */
function placed(
  {width}: ColumnNeeds,
  ids: readonly ColumnId[],
  wishes: readonly Wish[],
): readonly PlacedColumn[] {
  const widths = new Map<ColumnId, number>();
  let left = width;
  for (const [id, from, most] of wishes) {
    const had = widths.get(id) ?? 0;
    const gap = had > 0 ? 0 : gapOf(id, width);
    const to = Math.min(most, had + left - gap);
    if (ids.includes(id) && to >= from && to > had) {
      widths.set(id, to);
      left -= gap + to - had;
    }
  }

  return ids.flatMap(id => {
    const column = COLUMNS.find(one => one.id === id);
    const own = widths.get(id);
    return column && own ? [{...column, width: own, gap: gapOf(id, width)}] : [];
  });
}

function gapOf(id: ColumnId, width: number): number {
  switch (id) {
    case 'marker':
      return 0;
    case 'ami':
      return 1;
    case 'state':
    case 'when':
      return width < ROOM.word && id === 'when' ? 1 : 2;
    default:
      return width < ROOM.gaps ? 1 : 2;
  }
}
