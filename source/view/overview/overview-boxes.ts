import type {CalendarDay} from '../../task/per-day.js';
import {literalPattern} from '../../task/value-pattern.js';
import type {RowQuery} from '../rows/row-query.js';
import {NO_FILTERS} from '../state/view-state.js';
import type {PlaceCounts, TaskCounts} from './count-tasks.js';
import type {OverviewPlan} from './overview-plan.js';
import type {BoxName} from './overview-state.js';
import type {RunningTask} from './running-facts.js';

/** What the cursor can be on. */
export type Row = {
  readonly key: string;

  /** The filters that make the list show exactly its tasks. */
  readonly query: Partial<RowQuery>;

  /** The key of its task, where it is of one. */
  readonly task?: string;
};

export type Box = {readonly name: BoxName; readonly rows: readonly Row[]};

type BoxNeeds = {
  readonly days: readonly CalendarDay[];
  readonly counts: TaskCounts;
  readonly running: readonly RunningTask[];
  readonly plan: OverviewPlan;
  readonly isUtc: boolean;
  readonly isFailedOnly: boolean;
};

/** The boxes that are shown and what is in them. Regions and profiles only where there are several. */
export function boxesOf(needs: BoxNeeds): readonly Box[] {
  const {counts, plan, isFailedOnly} = needs;
  const states = isFailedOnly ? ['Failed'] : [];
  const placeRows = (name: 'buckets' | 'regions' | 'profiles') =>
    shownPlaces(counts[name], isFailedOnly).map(place => ({
      key: place.name,
      query: {
        ...NO_FILTERS,
        states,
        [name]: [name === 'buckets' ? literalPattern(place.name) : place.name],
      },
    }));
  return [
    ...(plan.plotRows > 0 ? [{name: 'days' as const, rows: dayRows(needs, states)}] : []),
    {
      name: 'reasons',
      rows: counts.reasons.map(({name}) => ({
        key: name,
        query: {...NO_FILTERS, states: ['Failed'], search: `failure:"${name}"`},
      })),
    },
    {name: 'buckets', rows: placeRows('buckets')},
    ...(['regions', 'profiles'] as const)
      .filter(name => counts[name].length > 1)
      .map(name => ({name, rows: placeRows(name)})),
    {name: 'running', rows: runningRows(needs)},
  ];
}

/** The places in their order: those with most failures first where only failures count. */
export function shownPlaces(
  places: readonly PlaceCounts[],
  isFailedOnly: boolean,
): readonly PlaceCounts[] {
  return isFailedOnly
    ? places.filter(({failed}) => failed > 0).toSorted((a, b) => b.failed - a.failed)
    : places;
}

function dayRows({days, isUtc}: BoxNeeds, states: readonly string[]): readonly Row[] {
  // A date alone is one of UTC, with a time it is one of this machine's time zone.
  const time = isUtc ? '' : 'T00:00';
  return days.map(({name}, index) => {
    const next = days[index + 1];
    const search = [
      index > 0 ? `since:${name}${time}` : '',
      next ? `!since:${next.name}${time}` : '',
    ];
    return {key: name, query: {...NO_FILTERS, states, search: search.filter(Boolean).join(' ')}};
  });
}

/** One for all where they are told in one line. */
function runningRows({running, plan}: BoxNeeds): readonly Row[] {
  const query = {...NO_FILTERS, states: ['InProgress']};
  return plan.isWide
    ? running.map(({tracked: {key}}) => ({key, query, task: key}))
    : running.length > 0
      ? [{key: 'all', query}]
      : [];
}
