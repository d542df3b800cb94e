import {PythonError} from '../python/python-error.js';
import type {Value} from '../python/value.js';
import type {Slice} from './node.js';

/** `list[start:end:step]` of Python: negative places count from the end, and what is beyond an end is that end. @throws {PythonError} */
export function slice(list: readonly Value[], [start, end, step]: Slice): readonly Value[] {
  const stride = step === undefined ? 1 : clamp(step);
  if (stride === 0) {
    throw new PythonError('slice step cannot be zero');
  }
  const {length} = list;
  const [lowest, highest] = stride > 0 ? [0, length] : [-1, length - 1];
  const place = (part: bigint | undefined, missing: number) => {
    if (part === undefined) {
      return missing;
    }
    const index = clamp(part);
    return Math.min(highest, Math.max(lowest, index < 0 ? index + length : index));
  };
  const [first, last] =
    stride > 0
      ? [place(start, lowest), place(end, highest)]
      : [place(start, highest), place(end, lowest)];
  const result: Value[] = [];
  for (let index = first; stride > 0 ? index < last : index > last; index += stride) {
    result.push(list[index] as Value);
  }
  return result;
}

/** `list[index]`, or null where there is none. */
export function item(list: readonly Value[], index: bigint): Value {
  return list.at(clamp(index)) ?? null;
}

/** No list is so long that the difference shows. */
function clamp(index: bigint): number {
  const limit = Number.MAX_SAFE_INTEGER;
  return Math.max(-limit, Math.min(limit, Number(index)));
}
