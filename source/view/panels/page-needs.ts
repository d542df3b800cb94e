import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import type {SourceName} from '../../task/source-name.js';
import {exactValue} from '../../task/value-pattern.js';
import type {RowQuery} from '../rows/row-query.js';
import type {VisibleRows} from '../rows/visible-rows.js';
import {keepLast} from '../state/remember.js';
import {widthToTellApart} from '../text/cut-names.js';
import {textWidth} from '../text/fit-text.js';

/** What the rows of a page say, as far as it decides which columns they need. Widths are in columns of the terminal; 0: there is nothing. */
export type PageNeeds = {
  readonly state: number;
  readonly region: number;
  readonly profile: number;
  readonly bucket: number;

  /** So much of each bucket's name tells it from the others. */
  readonly bucketApart: number;
  readonly key: number;

  /** Of the keys that aren't the AMI ID with `.bin`. */
  readonly ownKey: number;
  readonly reason: number;

  /** Columns that say the same in every row of the list. */
  readonly isSame: Readonly<Record<'state' | 'region' | 'profile' | 'bucket', boolean>>;

  /** Only failed tasks are shown, so that each row has a reason. */
  readonly isAllFailed: boolean;
};

type Query = Pick<RowQuery, 'states' | 'buckets' | 'regions' | 'profiles'>;

export function pageNeeds(
  page: readonly TrackedTask[],
  {counts}: Pick<VisibleRows, 'counts'>,
  query: Query,
  sources: StoreSnapshot['sources'],
): PageNeeds {
  const tasks = page.map(({task}) => task);
  const state = theOne(query.states);
  const buckets = different(tasks.map(({bucket}) => bucket ?? ''));
  const names = (of: keyof SourceName) => different(sources.map(source => source[of]));
  return {
    state: widest(tasks.map(({storeTaskState}) => storeTaskState ?? '?')),
    region: widest(names('region')),
    profile: widest(names('profile')),
    bucket: widest(buckets),
    bucketApart: widthApart(JSON.stringify(buckets)),
    key: widest(tasks.map(({s3ObjectKey}) => s3ObjectKey ?? '')),
    ownKey: widest(tasks.map(task => ownKey(task) ?? '')),
    reason: widest(tasks.map(({storeTaskFailureReason}) => storeTaskFailureReason ?? '')),
    isSame: {
      state: state !== undefined,
      region: query.regions.length === 1 || names('region').length < 2,
      profile: query.profiles.length === 1 || names('profile').length < 2,
      bucket: theOne(query.buckets) !== undefined || counts.buckets.size < 2,
    },
    isAllFailed: state === 'Failed',
  };
}

/** Worked out once for a page: each width is tried. @param names As json. */
const widthApart = keepLast((names: string) => widthToTellApart(JSON.parse(names) as string[]));

/** The object key of a task, where it isn't the AMI ID with `.bin` as the service makes it. */
export function ownKey({
  amiId,
  s3ObjectKey,
}: Pick<TrackedTask['task'], 'amiId' | 's3ObjectKey'>): string | undefined {
  return s3ObjectKey === `${amiId}.bin` ? undefined : s3ObjectKey;
}

/** The only value that fits such patterns, if there is one only. */
function theOne([first, ...others]: readonly string[]): string | undefined {
  return first === undefined || others.length > 0 ? undefined : exactValue(first);
}

function different(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textWidth));
}
