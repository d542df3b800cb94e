/** The result of the first call, for every call. */
export function once<Result>(make: () => Result): () => Result {
  let made: {readonly result: Result} | undefined;
  return () => {
    made ??= {result: make()};
    return made.result;
  };
}

/** The last result again while every argument is the same. */
export function keepLast<Arguments extends readonly unknown[], Result>(
  make: (...args: Arguments) => Result,
): (...args: Arguments) => Result {
  let last: {readonly args: Arguments; readonly result: Result} | undefined;
  return (...args) => {
    if (!last || args.some((value, index) => !Object.is(value, last?.args[index]))) {
      last = {args, result: make(...args)};
    }

    return last.result;
  };
}
