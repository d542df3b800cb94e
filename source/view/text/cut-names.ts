import {cut, cutStart, textWidth} from './fit-text.js';

/** Below this a name says nothing. */
const MIN_WIDTH = 6;

/** Names are no longer than that: a bucket's. */
const MAX_WIDTH = 63;

/** What is seen of the start of names whose difference is in their middle. */
const HEAD = 3;

/**
Names cut to a width so that as many as possible stay different: at the end, in the middle where they share a start, around what differs where they share both ends.
@param names Different ones.
*/
export function cutNames(
  names: readonly string[],
  width: number,
  ellipsis: string,
): ReadonlyMap<string, string> {
  const shapes = shapesOf(names, width, ellipsis);
  let best: readonly string[] = [];
  let most = 0;
  for (const shape of shapes) {
    const shown = names.map(name => (textWidth(name) <= width ? name : shape(name)));
    const count = new Set(shown).size;
    if (count > most) {
      best = shown;
      most = count;
    }

    if (most === names.length) {
      break;
    }
  }

  return new Map(names.map((name, index) => [name, best[index] ?? '']));
}

/** The smallest width at which cut names are as different as whole ones; at most that of the longest. */
export function widthToTellApart(names: readonly string[]): number {
  const longest = Math.min(MAX_WIDTH, Math.max(0, ...names.map(textWidth)));
  for (let width = MIN_WIDTH; width < longest; width++) {
    if (new Set(cutNames(names, width, '~').values()).size === names.length) {
      return width;
    }
  }

  return longest;
}

/** Cuts in the middle a text that is longer than its room. @param tail Columns that are kept of its end. */
export function cutMiddle(text: string, width: number, tail: number, ellipsis: string): string {
  return cut(text, width - tail, ellipsis) + cutStart(text, tail + 1, '');
}

type Shape = (name: string) => string;

/** The ways to cut, that which is easiest to read first. */
function shapesOf(names: readonly string[], width: number, ellipsis: string): readonly Shape[] {
  const middle =
    (tail: number): Shape =>
    name =>
      cutMiddle(name, width, tail, ellipsis);
  const shared = sharedStart(names);
  const around: Shape = name =>
    cut(name, HEAD + 1, ellipsis) + cut(name.slice(shared), width - HEAD - 1, ellipsis);
  const tails = [Math.floor(width / 2), Math.floor(width / 3), width - HEAD - 1].filter(
    tail => tail > 0 && tail < width - 1,
  );
  return [
    name => cut(name, width, ellipsis),
    ...tails.map(middle),
    ...(width > HEAD + 2 ? [around] : []),
  ];
}

function sharedStart(names: readonly string[]): number {
  const [first = ''] = names;
  let length = first.length;
  for (const name of names) {
    let at = 0;
    while (at < length && name[at] === first[at]) {
      at++;
    }

    length = at;
  }

  return length;
}
