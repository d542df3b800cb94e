import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {Chunk} from '../../poll/tasks/task-list.js';
import {formatDuration} from '../../task/format.js';
import {textWidth, wrap} from '../text/fit-text.js';
import {plainLine, type TextLine} from '../text/text-lines.js';
import {refreshKey} from '../text/theme.js';
import {type HeadDisplay, nextTry, silences, sourceText} from './status-text.js';

/**
Only where there are several sources: one line for all that are well, with how many tasks each has, and for each that isn't its whole name, why, and what to do, in as many lines as that takes.
*/
export function sourceLines(
  snapshot: StoreSnapshot,
  now: number,
  width: number,
  display: HeadDisplay,
): readonly TextLine[] {
  const {sources} = snapshot;
  if (sources.length < 2) {
    return [];
  }

  const ill = sources.filter(source => source.error || silences([source]).length > 0);
  return [
    ...(ill.length === sources.length ? [] : [wellLine(snapshot, width, display)]),
    ...ill.flatMap(source => {
      const name = sourceText(source, display.glyphs);
      const since = source.silentSince;
      const text = source.error
        ? `${source.error.message} (${nextTry(source, snapshot.isPaused, display.isUtc, now)})`
        : `NO ANSWER for ${formatDuration(now - (since ?? now))}, ${refreshKey(display)} asks anew`;
      return wrap(`! ${name}: ${text}`, width).map(line => plainLine(line, 'warning'));
    }),
  ];
}

/** Lines that the sources need. No time has a part in it, so that the screen doesn't jump. */
export function sourcesHeight(
  snapshot: StoreSnapshot,
  width: number,
  display: HeadDisplay,
): number {
  const still = snapshot.sources.map(source =>
    source.error ? {...source, nextPollAt: 0, fetchStatus: 'waiting' as const} : source,
  );
  return sourceLines({...snapshot, sources: still}, 0, width, display).length;
}

/** `well  prod · us-east-1 120+, prod · eu-west-1 30`, shorter where there is no room. */
function wellLine(snapshot: StoreSnapshot, width: number, {glyphs}: HeadDisplay): TextLine {
  const counts = sourceCounts(snapshot);
  const well = snapshot.sources.flatMap((source, index) =>
    source.error || silences([source]).length > 0
      ? []
      : [
          {
            ...source,
            count:
              source.status === 'pending' ? '-' : `${counts[index]}${source.isWhole ? '' : '+'}`,
          },
        ],
  );
  const profiles = [...new Set(well.map(({profile}) => profile))];
  const byProfile = profiles.map(
    profile =>
      `${profile}: ${well
        .filter(source => source.profile === profile)
        .map(({region, count}) => `${region} ${count}`)
        .join(', ')}`,
  );
  const all = well.map(source => `${sourceText(source, glyphs)} ${source.count}`);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const more = snapshot.sources.every(({isWhole}) => isWhole) ? '' : '+';
  const regions = well.map(({region, count}) => `${region} ${count}`);
  const forms = [
    all.join('   '),
    byProfile.join('   '),
    // Regions alone tell sources apart only where there is one profile.
    ...(profiles.length === 1 ? [regions.join('  '), regions.join(' ')] : []),
    `${well.length} of ${snapshot.sources.length} sources answer, ${total}${more} tasks`,
  ];
  return plainLine(forms.find(form => textWidth(form) <= width) ?? forms.at(-1) ?? '', 'dim');
}

/** How many tasks of each source are loaded. */
export function sourceCounts({
  tasks,
  sources,
}: Pick<StoreSnapshot, 'tasks' | 'sources'>): readonly number[] {
  const counts = sources.map(() => 0);
  for (const chunk of tasks.chunks) {
    for (const [source, count] of countsOf(chunk)) {
      counts[source] = (counts[source] ?? 0) + count;
    }
  }

  return counts;
}

/** A chunk never changes. */
const known = new WeakMap<Chunk, ReadonlyMap<number, number>>();

function countsOf(chunk: Chunk): ReadonlyMap<number, number> {
  const before = known.get(chunk);
  if (before) {
    return before;
  }

  const counts = new Map<number, number>();
  for (const {source} of chunk) {
    counts.set(source, (counts.get(source) ?? 0) + 1);
  }

  known.set(chunk, counts);
  return counts;
}
