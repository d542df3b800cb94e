import type {Samples} from './estimate.js';

/**
Progress over time as one line of characters, left the oldest: each column is the last percent known by then.
The scale goes from the lowest percent seen to the highest, so that slow progress has a shape, too; whoever draws it says which those are.
@param until End of the time axis, ms since the epoch: now, or when the task settled. It begins at the first sample.
@param width Columns; 0 or less gives an empty text.
@param levels The characters from low to high, at least two, one column wide each.
@returns Empty with fewer than two samples: one point is no course.
*/
export function sparkline(
  samples: Samples,
  until: number,
  width: number,
  levels: readonly string[],
): string {
  const [first] = samples;
  if (!first || samples.length < 2 || width <= 0) {
    return '';
  }

  const percents = samples.map(({percent}) => percent);
  const low = Math.min(...percents);
  const span = Math.max(...percents) - low;
  const spanMs = Math.max(1, until - first.at);
  return Array.from({length: width}, (_, column) => {
    const end = first.at + (spanMs * (column + 1)) / width;
    const {percent} = samples.findLast(({at}) => at <= end) ?? first;
    const share = span === 0 ? 0 : (percent - low) / span;
    return levels[Math.round(share * (levels.length - 1))];
  }).join('');
}
