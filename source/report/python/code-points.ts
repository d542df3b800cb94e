/** Python counts, reverses and sorts by code points, where JavaScript goes by UTF-16 units. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

export function reverseText(text: string): string {
  return [...text].reverse().join('');
}

/** Negative where `a` comes first, 0 where they are the same. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) {
    index++;
  }
  if (index === length) {
    return a.length - b.length;
  }
  const [first, second] = [a.charCodeAt(index), b.charCodeAt(index)];
  return aboveSurrogates(first) - aboveSurrogates(second);
}

/** A unit's place in the order of code points: whatever needs two units comes after all that needs one. */
function aboveSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
