import {isWordForWord, type SaidByService, type StoreImageTask} from './store-image-task.js';

/** What tells tasks apart. */
type Identity = Pick<
  StoreImageTask,
  'amiId' | 'bucket' | 's3ObjectKey' | 'startedAt' | 'taskStartTime'
>;

/**
How well two readings agree in what identifies a task; `undefined` when they can't be of one task.
A member that one of them lacks says nothing: the service may fill it in later. Nor does another form of it: a bucket as an ARN or URI, an object key with or without its prefix, a start to the second or to the millisecond. Two stores of one AMI differ in their bucket or in their start. Stores into one bucket, which can't hold two copies, begin a second or more apart: starts that are closer may be one, where one of them is a whole second. The object's key follows from the AMI ID (`<ami-id>.bin`), so it only decides while a start is missing.
*/
export function likeness(a: Identity, b: Identity): number | undefined {
  const amis = compare(amiOf(a), amiOf(b));
  const buckets = compare(bucketName(a.bucket), bucketName(b.bucket));
  const coarsest = Math.max(precision(a), precision(b));
  const starts = compare(a.startedAt, b.startedAt, (one, other) => {
    const apart = Math.abs(one - other);
    return apart === 0 || apart < coarsest;
  });
  const keys = compare(a.s3ObjectKey, b.s3ObjectKey, isSameKey);
  if ([amis, buckets, starts].includes('other') || (keys === 'other' && starts !== 'same')) {
    return undefined;
  }

  // Without its AMI a task is told by all the rest.
  if (amis === 'unknown' && (buckets === 'unknown' || starts === 'unknown')) {
    return undefined;
  }

  return (
    8 * Number(amis === 'same') +
    4 * Number(starts === 'same') +
    2 * Number(buckets === 'same') +
    Number(keys === 'same')
  );
}

/** The AMI ID of a task, from its object's key where it is missing; `undefined` when neither tells it. */
export function amiOf({amiId, s3ObjectKey}: Identity): string | undefined {
  const id = amiId || s3ObjectKey?.match(AMI_OBJECT)?.[1];
  return id?.trim().toLowerCase() || undefined;
}

/** What is known of a task once it has been read again: what a reading lacks stays as it was, and the fuller form of a member wins. The very same object when nothing is new. */
export function filledIn(known: StoreImageTask, reading: StoreImageTask): StoreImageTask {
  const {taskStartTime, startedAt} = fullerStart(known, reading);
  const filled: StoreImageTask = {
    amiId: reading.amiId ?? known.amiId,
    taskStartTime,
    startedAt,
    bucket: reading.bucket ?? known.bucket,
    s3ObjectKey: fullerKey(known.s3ObjectKey, reading.s3ObjectKey),
    progressPercentage: reading.progressPercentage ?? known.progressPercentage,
    storeTaskState: reading.storeTaskState ?? known.storeTaskState,
    storeTaskFailureReason: reading.storeTaskFailureReason ?? known.storeTaskFailureReason,
  };
  const isSame = (Object.keys(filled) as (keyof StoreImageTask)[]).every(
    name => filled[name] === known[name],
  );
  return isSame ? known : withWords(filled, known, reading);
}

/** A task with what the service said word for word, where that is something else: each member in the words of the reading that it is from. */
function withWords(
  filled: StoreImageTask,
  known: StoreImageTask,
  reading: StoreImageTask,
): StoreImageTask {
  if (!known.said && !reading.said) {
    return filled;
  }
  const words = <Name extends keyof SaidByService>(name: Name): SaidByService[Name] => {
    const from = filled[name] === reading[name] ? reading : known;
    return (from.said ?? from)[name];
  };

  const said: SaidByService = {
    amiId: words('amiId'),
    bucket: words('bucket'),
    s3ObjectKey: words('s3ObjectKey'),
    progressPercentage: words('progressPercentage'),
    storeTaskState: words('storeTaskState'),
    storeTaskFailureReason: words('storeTaskFailureReason'),
  };
  return isWordForWord(said, filled) ? filled : {...filled, said};
}

/** `undefined` and `''` both say nothing. */
function compare<T extends string | number>(
  a: T | undefined,
  b: T | undefined,
  isSame: (a: T, b: T) => boolean = Object.is,
): 'same' | 'other' | 'unknown' {
  if (a === undefined || b === undefined || a === '' || b === '') {
    return 'unknown';
  }

  return isSame(a, b) ? 'same' : 'other';
}

const AMI_OBJECT = /(?:^|\/)(ami-[\da-f]{8,17})(?:\.bin)?$/i;

// arn:aws:s3:::name, s3://name/prefix, name/prefix
const BUCKET_FORM = /^(?:arn:[^:]*:s3:[^:]*:[^:]*:|s3:\/\/)?([^/]*)/i;

function bucketName(bucket: string | undefined): string | undefined {
  return bucket?.trim().match(BUCKET_FORM)?.[1]?.toLowerCase();
}

/** One is the other with a path before it, or without its ending. */
function isSameKey(a: string, b: string): boolean {
  const [short = '', long = ''] = [plainKey(a), plainKey(b)].sort((x, y) => x.length - y.length);
  return long === short || long.endsWith(`/${short}`);
}

function plainKey(key: string): string {
  return key
    .trim()
    .replace(/^\/+/, '')
    .replace(/\.bin$/i, '');
}

/** How exact a start can be said to be, in ms: as exact as it is written, and a whole second may be one that was cut or rounded. */
function precision({
  startedAt = 0,
  taskStartTime = '',
}: Pick<Identity, 'startedAt' | 'taskStartTime'>): number {
  const units = /[.,]\d{3}/.test(taskStartTime) ? [1000] : [1000, 100, 10];
  return units.find(unit => startedAt % unit === 0) ?? 2;
}

function fullerStart(known: StoreImageTask, reading: StoreImageTask) {
  const isFuller =
    reading.startedAt !== undefined &&
    (known.startedAt === undefined || precision(reading) < precision(known));
  const {taskStartTime, startedAt} = isFuller ? reading : known;
  return {taskStartTime, startedAt};
}

function fullerKey(known: string | undefined, reading: string | undefined): string | undefined {
  return known !== undefined && (reading === undefined || known.endsWith(`/${reading}`))
    ? known
    : reading;
}
