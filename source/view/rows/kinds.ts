import type {TrackedTask} from '../../poll/tasks/tracked-task.js';
import {oneOf} from '../../task/filter.js';
import {compileFilters, filtersFor} from '../../task/service-filter.js';
import type {RowQuery} from './row-query.js';
import type {RowSource} from './row-source.js';

/** The filters that there are counts for. */
const COUNTED = ['states', 'buckets', 'regions', 'profiles'] as const;

export type CountedBy = (typeof COUNTED)[number];

/** Tasks that have state, bucket and source in common, as a query sees them. */
export type Kind = {
  /** What each filter goes by. */
  readonly values: Readonly<Record<CountedBy, string>>;

  /** The filters that they don't pass. */
  readonly misses: readonly CountedBy[];

  /** They pass all. */
  readonly isIn: boolean;
};

/** Gives what a query sees in a kind, the same object for one name: filters are asked once for each kind, not for each chunk that has it. */
export function kindReader(
  query: RowQuery,
  sources: readonly RowSource[],
): (name: string, example: TrackedTask) => Kind {
  const known = new Map<string, Kind>();
  const fitsState = compileFilters(filtersFor(query.states, []));
  const fitsBucket = compileFilters(filtersFor([], query.buckets));
  return (name, {task, source}) => {
    const before = known.get(name);
    if (before) {
      return before;
    }

    const {region = '', profile = ''} = sources[source] ?? {};
    const fits = {
      states: fitsState(task),
      buckets: fitsBucket(task),
      regions: oneOf(query.regions, region),
      profiles: oneOf(query.profiles, profile),
    };
    const misses = COUNTED.filter(of => !fits[of]);
    const kind: Kind = {
      values: {
        states: task.storeTaskState ?? '',
        buckets: task.bucket ?? '',
        regions: region,
        profiles: profile,
      },
      misses,
      isIn: misses.length === 0,
    };
    known.set(name, kind);
    return kind;
  };
}
