/** A method of a built-in that is replaced while steps are counted. */
type Method = (this: never, ...args: never[]) => unknown;

/**
Counts the characters and items that an action hands to what looks at each of them: graphemes, regular expressions, slices, joins, copies. It is what an action costs, whatever the machine and however busy it is.
Steps of V8 within one match are not seen; what is handed to a match is.
*/
export function countSteps(action: () => unknown): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  const watch = <T extends object>(
    owner: T,
    name: keyof T,
    cost: (self: never, args: readonly unknown[], result: unknown, before: number) => number,
  ) => {
    const original = owner[name] as Method;
    const replaced = function (this: never, ...args: never[]) {
      const before = (this as {lastIndex?: number})?.lastIndex ?? 0;
      const result = original.apply(this, args);
      steps += cost(this, args, result, before);
      return result;
    };
    Object.defineProperty(owner, name, {value: replaced, configurable: true, writable: true});
    restore.push(() =>
      Object.defineProperty(owner, name, {value: original, configurable: true, writable: true}),
    );
  };

  const lengthOf = (value: unknown) => (value as {length?: number} | undefined)?.length ?? 1;
  watch(Intl.Segmenter.prototype, 'segment', (_self, [text]) => lengthOf(text));
  watch(RegExp.prototype, 'exec', (self: never, [text], result, before) => {
    const {global, sticky, lastIndex} = self as RegExp;
    const found = result as RegExpExecArray | null;
    if (sticky) {
      return found ? lengthOf(found[0]) : 1;
    }

    // From where it began to where it ended, or to the end of the text.
    const from = global ? before : 0;
    return found ? (global ? lastIndex : found.index + lengthOf(found[0])) - from : lengthOf(text);
  });
  watch(String.prototype, 'slice', (_self, _args, result) => lengthOf(result));
  watch(String.prototype, 'split', self => lengthOf(self));
  watch(String.prototype, 'repeat', (_self, _args, result) => lengthOf(result));
  watch(Array.prototype, 'join', (_self, _args, result) => lengthOf(result));
  watch(Array.prototype, 'shift', self => lengthOf(self));
  watch(Array.prototype, 'slice', (_self, _args, result) => lengthOf(result));
  watch(Array as ArrayConstructor, 'from', (_self, _args, result) => lengthOf(result));
  try {
    action();
  } finally {
    for (const undo of restore.reverse()) {
      undo();
    }
  }

  return steps;
}
