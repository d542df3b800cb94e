/**
The candidate that was most likely meant, or `undefined` when none is near: at most one edit in three letters.
*/
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(word.length / 3) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein: insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
The rule for every flag that has a list of values, wherever the value comes from: no other is taken.
@returns What the value must be, to end the sentence "--output must be …"; `undefined` for one of the list.
*/
export function mustBeOneOf(values: readonly string[], value: string): string | undefined {
  if (values.includes(value)) {
    return undefined;
  }
  const meant = nearest(value, values);
  return `${spoken(values)}${meant ? ` (did you mean ${meant}?)` : ''}`;
}

/** `a, b or c` */
function spoken(values: readonly string[]): string {
  return values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
