/** What Python would raise, with its words: the aws command prints them. */
export class PythonError extends Error {
  override readonly name: string = 'PythonError';
}

/** Something is nested deeper than Python's stack of 1,000 calls. */
export class RecursionError extends PythonError {
  override readonly name = 'RecursionError';

  constructor() {
    super('maximum recursion depth exceeded');
  }
}
