import type {SearchedField} from '../../task/filter.js';
import type {Order} from '../../task/order.js';
import type {SourceName} from '../../task/source-name.js';
import {
  type WriteCell,
  writeAmiId,
  writeBucket,
  writeEta,
  writeKey,
  writeMarker,
  writeProfile,
  writeProgress,
  writeReason,
  writeRegion,
  writeStarted,
  writeState,
} from './task-cells.js';

export type Column = {
  readonly id: string;

  /** The order that goes by it. */
  readonly order?: Order;

  /** The member of a task that is written as it is, so that what a search has found in it can be marked. */
  readonly field?: SearchedField;

  /** Unique: it is the name of the cell in a row of the table. */
  readonly title: string;
  readonly narrowTitle?: string;
  readonly write: WriteCell;

  /** Below this many characters the column says nothing and is left out. */
  readonly min: number;

  /** What it can use at most. */
  readonly max: number;

  /** The lowest number stays longest when the screen gets narrow. */
  readonly priority: number;

  /** Its cells read differently as time goes by, without anything new of the task. */
  readonly isTimed?: boolean;

  /** Shown only with more than one source. */
  readonly isForSources?: boolean;
};

/** From left to right. Widths: an AMI ID has 12 or 21 characters, `InProgress` 10, a bucket up to 63. */
export const COLUMNS: readonly Column[] = [
  {id: 'marker', title: ' ', write: writeMarker, min: 1, max: 1, priority: 0},
  {id: 'ami', field: 'amiId', title: 'AMI ID', write: writeAmiId, min: 21, max: 21, priority: 0},
  {
    id: 'state',
    order: 'state',
    field: 'storeTaskState',
    title: 'STATE',
    write: writeState,
    min: 10,
    max: 10,
    priority: 1,
  },
  {
    id: 'progress',
    order: 'progress',
    title: 'PROGRESS',
    narrowTitle: '   %',
    write: writeProgress,
    min: 17,
    max: 27,
    priority: 2,
  },
  {
    id: 'started',
    order: 'start',
    title: 'STARTED',
    write: writeStarted,
    min: 8,
    max: 8,
    priority: 4,
    isTimed: true,
  },
  {
    id: 'eta',
    order: 'eta',
    title: 'ETA',
    write: writeEta,
    min: 7,
    max: 7,
    priority: 3,
    isTimed: true,
  },
  {
    id: 'region',
    title: 'REGION',
    write: writeRegion,
    min: 9,
    max: 14,
    priority: 5,
    isForSources: true,
  },
  {
    id: 'profile',
    title: 'PROFILE',
    write: writeProfile,
    min: 8,
    max: 16,
    priority: 6,
    isForSources: true,
  },
  {
    id: 'bucket',
    order: 'bucket',
    field: 'bucket',
    title: 'BUCKET',
    write: writeBucket,
    min: 14,
    max: 24,
    priority: 7,
  },
  {id: 'key', field: 's3ObjectKey', title: 'KEY', write: writeKey, min: 25, max: 25, priority: 9},
  {
    id: 'reason',
    field: 'storeTaskFailureReason',
    title: 'FAILURE REASON',
    write: writeReason,
    min: 24,
    max: 80,
    priority: 8,
  },
];

export type PlacedColumn = Column & {readonly width: number; readonly gap: number};

/** The heading of a column; `mark` is the direction of the order that goes by it, if one does. */
export function headingText({title, narrowTitle, width}: PlacedColumn, mark: string): string {
  if (title.length + mark.length <= width) {
    return title + mark;
  }

  const short = narrowTitle ?? title;
  return short.slice(mark.length) + mark;
}

export type ColumnNeeds = {
  readonly width: number;
  readonly sources: SourceDifference;
  readonly isAbsoluteTime: boolean;

  /** Ids asked for with --columns, in that order; all that fit otherwise. The AMI ID can't be left out. */
  readonly only?: readonly string[] | undefined;
};

/** Chooses the columns that fit and how wide each is: by priority first, then what is left goes to those that can use it. */
export function placeColumns(needs: ColumnNeeds): readonly PlacedColumn[] {
  const gap = needs.width < 60 ? 1 : 2;
  const wanted = wantedColumns(needs).map(column => sized(column, needs));
  const chosen = new Map<string, number>();
  let left = needs.width;
  for (const column of [...wanted].sort((a, b) => a.priority - b.priority)) {
    const before = gapBefore(column, gap);
    const room = left - before;
    const width = column.min <= room || column.id === 'ami' ? column.min : smallest(column, room);
    if (width > 0) {
      chosen.set(column.id, Math.max(0, Math.min(width, room)));
      left -= before + width;
    }
  }

  const placed = wanted.filter(column => (chosen.get(column.id) ?? 0) > 0);
  for (const column of [...placed].sort((a, b) => a.priority - b.priority)) {
    const width = chosen.get(column.id) ?? 0;
    const more = width < column.min ? 0 : Math.min(column.max - width, Math.max(0, left));
    chosen.set(column.id, width + more);
    left -= more;
  }

  return placed.map(column => ({
    ...column,
    width: chosen.get(column.id) ?? 0,
    gap: gapBefore(column, gap),
  }));
}

/** In what the sources differ; `nothing` when there is one only. */
export type SourceDifference = 'nothing' | 'region' | 'profile' | 'both';

export function sourceDifference(sources: readonly SourceName[]): SourceDifference {
  const count = (of: keyof SourceName) => new Set(sources.map(source => source[of])).size;
  if (sources.length < 2) {
    return 'nothing';
  }

  const differsByRegion = count('region') > 1;
  return differsByRegion && count('profile') > 1 ? 'both' : differsByRegion ? 'region' : 'profile';
}

function wantedColumns({only, sources}: ColumnNeeds): readonly Column[] {
  if (!only) {
    return COLUMNS.filter(column => !column.isForSources || sources !== 'nothing');
  }

  const ids = ['marker', ...(only.includes('ami') ? [] : ['ami']), ...new Set(only)];
  return ids.flatMap(id => COLUMNS.filter(column => column.id === id));
}

function sized(column: Column, {sources, isAbsoluteTime}: ColumnNeeds): Column {
  switch (column.id) {
    case 'started':
      return isAbsoluteTime ? {...column, min: 12, max: 12} : column;
    // With several sources a shorter bar makes room for Region and profile.
    case 'progress':
      return sources === 'nothing' ? column : {...column, min: 12};
    // A column with the same value in every row is the first to give way.
    case 'region':
      return sources === 'profile' ? {...column, priority: LAST} : column;
    case 'profile':
      return sources === 'region' ? {...column, priority: LAST} : column;
    default:
      return column;
  }
}

const LAST = 10;

/** Without room for a bar the percentage still tells most of it. */
function smallest(column: Column, room: number): number {
  return column.id === 'progress' && room >= 4 ? 4 : 0;
}

function gapBefore(column: Column, gap: number): number {
  if (column.id === 'marker') {
    return 0;
  }

  return column.id === 'ami' ? 1 : gap;
}
