import type {SearchedField} from '../../task/filter.js';
import type {Order} from '../../task/order.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import {
  type WriteCell,
  writeAmiId,
  writeBucket,
  writeBucketOrWhy,
  writeEta,
  writeKey,
  writeMark,
  writeProfile,
  writeProgress,
  writeReason,
  writeRegion,
  writeShort,
  writeStarted,
  writeState,
  writeWhen,
} from './task-cells.js';

export type Column = {
  readonly id: ColumnId;

  /** The orders that go by it, and how its heading says so where that isn't its title. */
  readonly orders?: Partial<Readonly<Record<Order, string>>>;

  /** The member of a task that is written as it is, so that what a search has found in it can be marked. */
  readonly field?: SearchedField | ((task: StoreImageTask) => SearchedField);

  /** Unique: it is the name of the cell in a row of the table. */
  readonly title: string;

  /** Where there is no room for the title. */
  readonly narrowTitle?: string;
  readonly write: WriteCell;

  /** Its cells read differently as time goes by, without anything new of the task. */
  readonly isTimed?: boolean;
};

export type ColumnId =
  | 'marker'
  | 'ami'
  | 'state'
  | 'progress'
  | 'short'
  | 'started'
  | 'eta'
  | 'when'
  | 'region'
  | 'profile'
  | 'bucket'
  | 'key'
  | 'reason'
  | 'bucketOrWhy';

/** From left to right. */
export const COLUMNS: readonly Column[] = [
  {id: 'marker', title: ' ', write: writeMark},
  {id: 'ami', field: 'amiId', title: 'AMI ID', narrowTitle: 'AMI', write: writeAmiId},
  {
    id: 'state',
    orders: {state: 'STATE'},
    field: 'storeTaskState',
    title: 'STATE',
    narrowTitle: '',
    write: writeState,
  },
  {
    id: 'progress',
    orders: {progress: 'PROGRESS'},
    title: 'PROGRESS',
    narrowTitle: '   %',
    write: writeProgress,
  },
  {
    id: 'short',
    orders: {progress: '%', eta: 'LEFT'},
    title: '%',
    write: writeShort,
    isTimed: true,
  },
  {id: 'started', orders: {start: 'STARTED'}, title: 'STARTED', write: writeStarted, isTimed: true},
  {id: 'eta', orders: {eta: 'LEFT'}, title: 'LEFT', write: writeEta, isTimed: true},
  {
    id: 'when',
    orders: {start: 'WHEN', eta: 'LEFT'},
    title: 'WHEN',
    write: writeWhen,
    isTimed: true,
  },
  {id: 'region', title: 'REGION', write: writeRegion},
  {id: 'profile', title: 'PROFILE', write: writeProfile},
  {id: 'bucket', orders: {bucket: 'BUCKET'}, field: 'bucket', title: 'BUCKET', write: writeBucket},
  {id: 'key', field: 's3ObjectKey', title: 'KEY', write: writeKey},
  {id: 'reason', field: 'storeTaskFailureReason', title: 'WHY', write: writeReason},
  {
    id: 'bucketOrWhy',
    orders: {bucket: 'BUCKET'},
    field: ({storeTaskFailureReason}) =>
      storeTaskFailureReason ? 'storeTaskFailureReason' : 'bucket',
    title: 'BUCKET or WHY',
    write: writeBucketOrWhy,
  },
];

export type PlacedColumn = Column & {readonly width: number; readonly gap: number};

/** The heading of a column; `mark` is the direction of the order that the rows have, if it goes by this column. */
export function headingText(
  {title, narrowTitle, orders, width}: PlacedColumn,
  order: Order,
  mark: string,
): string {
  const ordered = orders?.[order];
  if (ordered === undefined) {
    return title.length <= width ? title : (narrowTitle ?? title);
  }

  const own = title === 'BUCKET or WHY' ? `BUCKET${mark} or WHY` : ordered + mark;
  const forms = [own, ordered + mark, (narrowTitle ?? ordered).slice(mark.length) + mark];
  return forms.find(form => form.length <= width) ?? mark;
}
