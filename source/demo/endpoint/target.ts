import {type Random, randomOf} from '../random.js';

/** What is stored where. */
export type StoreTarget = {readonly amiId: string; readonly bucket: string};

const BUCKETS = [0, 1, 2, 3, 4, 5].map(number => `ami-archive-0${number}`);

/** Some AMI and some bucket, the same for the same seed and index. */
export function targetOf(seed: number, index: number): StoreTarget {
  const random = randomOf(seed, index);
  return {
    amiId: `ami-0${hexDigits(random, 8)}${hexDigits(random, 8)}`,
    bucket: BUCKETS[Math.floor(random() * BUCKETS.length)] as string,
  };
}

/** The same AMI, and the next bucket: one bucket can't hold two copies of an AMI. */
export function elsewhere({amiId, bucket}: StoreTarget): StoreTarget {
  return {amiId, bucket: BUCKETS[(BUCKETS.indexOf(bucket) + 1) % BUCKETS.length] as string};
}

function hexDigits(random: Random, count: number): string {
  return Math.floor(random() * 16 ** count)
    .toString(16)
    .padStart(count, '0');
}
