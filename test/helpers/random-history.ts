import fc from 'fast-check';
import type {DemoTask, Scenario} from '../../source/demo/demo-task.js';

const MINUTE = 60_000;

/** The life of one task in a random history. Times in ms since the history began. */
export type Life = {
  readonly ami: number;
  readonly bucket: number;
  readonly startsAt: number;

  /** Hidden by eventual consistency for so long after its start. */
  readonly hiddenMs: number;
  readonly lastsMs: number;
  readonly outcome: 'Completed' | 'Failed';

  /** Not listed any more from so long after its end, if ever: its record is gone. */
  readonly vanishesAfterMs: number | undefined;
};

const life = fc.record({
  ami: fc.nat({max: 6}),
  bucket: fc.nat({max: 2}),
  startsAt: fc.integer({min: -60 * MINUTE, max: 60 * MINUTE}),
  hiddenMs: fc.oneof(
    {weight: 3, arbitrary: fc.constant(0)},
    {weight: 1, arbitrary: fc.integer({min: 0, max: 9 * MINUTE})},
  ),
  lastsMs: fc.integer({min: 1000, max: 90 * MINUTE}),
  outcome: fc.constantFrom('Completed' as const, 'Failed' as const),
  vanishesAfterMs: fc.oneof(
    {weight: 9, arbitrary: fc.constant(undefined)},
    {weight: 1, arbitrary: fc.integer({min: 0, max: 30 * MINUTE})},
  ),
});

/** Lives of tasks, several of one AMI among them, that start before and while somebody watches. */
export const randomHistory = fc
  .uniqueArray(life, {maxLength: 24, selector: ({startsAt}) => startsAt})
  .map(lives => lives.filter((one, index) => !lives.slice(0, index).some(isTooClose(one))));

/**
Whether two are stored into one bucket within a second, which the service's rules don't allow: a bucket can't hold an AMI twice. Nothing could tell them apart where one starts at a whole second, which may be a coarser form of the other's start.
*/
function isTooClose(one: Life): (other: Life) => boolean {
  return other =>
    one.ami === other.ami &&
    one.bucket === other.bucket &&
    Math.abs(one.startsAt - other.startsAt) < 1000;
}

/** The moments of the polls, in ms since the history began: from seconds to most of an hour apart. */
export const randomPolls = fc
  .array(
    fc.oneof(
      {weight: 8, arbitrary: fc.integer({min: 1000, max: 30_000})},
      {weight: 2, arbitrary: fc.integer({min: MINUTE, max: 50 * MINUTE})},
    ),
    {minLength: 1, maxLength: 25},
  )
  .map(gaps => {
    let at = 0;
    return gaps.map(gap => {
      at += gap;
      return at;
    });
  });

/** The account that lives these lives. @param epoch When the history began, ms since the epoch. */
export function historyScenario(lives: readonly Life[], epoch: number): Scenario {
  const newestFirst = lives.toSorted((a, b) => b.startsAt - a.startsAt);
  return {
    tasks: now => newestFirst.flatMap(one => taskAt(one, epoch, now - epoch) ?? []),
  };
}

function taskAt(one: Life, epoch: number, time: number): DemoTask | undefined {
  const age = time - one.startsAt;
  const isGone =
    one.vanishesAfterMs !== undefined &&
    age >= Math.max(one.lastsMs, one.hiddenMs) + one.vanishesAfterMs;
  if (age < 0 || age < one.hiddenMs || isGone) {
    return undefined;
  }

  const isOver = age >= one.lastsMs;
  const percent = Math.floor((age / one.lastsMs) * 100);
  const amiId = `ami-${String(one.ami).padStart(17, '0')}`;
  return {
    amiId,
    startedAt: epoch + one.startsAt,
    bucket: `bucket-${one.bucket}`,
    s3ObjectKey: `${amiId}.bin`,
    progressPercentage: isOver && one.outcome === 'Completed' ? 100 : Math.min(99, percent),
    storeTaskState: isOver ? one.outcome : 'InProgress',
    storeTaskFailureReason: isOver && one.outcome === 'Failed' ? 'Access denied' : undefined,
  };
}
