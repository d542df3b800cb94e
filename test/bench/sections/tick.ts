import type {LiveFigures} from '../helpers/live-figures.js';
import {liveRun} from '../helpers/live-run.js';
import {type Measured, median, type Row, type Section} from '../helpers/row.js';
import {TRIED} from '../tried.js';

const SIZES = [1000, 10_000, 100_000] as const;

const LISTS = {limit: {atMost: 50}, tried: TRIED.lists} as const;

type Sized = {readonly tasks: number; readonly figures: LiveFigures};

/** How what a tick and a key cost grows with the history. */
export const tick: Section = {
  name: 'tick',
  async measure(bench) {
    const sized: Sized[] = [];
    for (const tasks of SIZES) {
      sized.push({tasks, figures: await liveRun(bench, tasks)});
    }

    const all = sized.at(-1)?.figures;
    return [
      ...series(sized, 'CPU of a tick of the store, beside parsing', f => f.storeTickMs, {
        limit: {atMost: 25},
      }),
      ...series(sized, 'CPU of a tick with its frame, beside parsing', f => f.screenTickMs, {
        limit: {atMost: 25},
      }),
      ...series(sized, 'key to frame, p95, moving and looking', f => f.keys.move.wallMs, LISTS),
      ...series(sized, 'CPU of it, p95', f => f.keys.move.cpuMs),
      ...series(
        sized,
        'key to frame, p95, filter, order, search',
        f => f.keys.filter.wallMs,
        LISTS,
      ),
      ...series(sized, 'CPU of it, p95', f => f.keys.filter.cpuMs),
      ...sized.map(({tasks, figures}) => ({
        what: `opening the overview, key to frame, ${tasks.toLocaleString('en-US')} tasks`,
        ours: {values: figures.overviewMs, unit: 'ms'} as const,
        limit: tasks === 10_000 ? {atMost: 100} : undefined,
      })),
      {
        what: 'memory with the screen, 100,000 tasks',
        ours: {values: [all?.rssMib ?? 0], unit: 'MiB'},
        limit: {atMost: 220},
        tried: TRIED.manyTasks,
      },
      {what: 'heap of it', ours: {values: [all?.heapMib ?? 0], unit: 'MiB'}},
    ];
  },
};

/** A row for each size, the limit at each, and how much more the largest costs than the smallest. */
function series(
  sized: readonly Sized[],
  what: string,
  valuesOf: (figures: LiveFigures) => readonly number[],
  limited: Pick<Row, 'limit' | 'tried'> = {},
): readonly Row[] {
  const measured = sized.map(({figures}): Measured => ({values: valuesOf(figures), unit: 'ms'}));
  const [least, most] = [measured[0], measured.at(-1)];
  const growth = least && most ? median(most.values) / median(least.values) : 0;
  return [
    ...measured.map((ours, index) => ({
      what: `${what}, ${sized[index]?.tasks.toLocaleString('en-US')} tasks`,
      ours,
      ...limited,
    })),
    {what: `${what}, growth over 100 times the tasks`, ours: {values: [growth], unit: 'times'}},
  ];
}
