/** The --query expression can't be read, or what it gives can't be had or printed. The message is the aws command's. */
export class QueryError extends Error {
  override readonly name = 'QueryError';

  /** Whether the expression is at fault, or what it meets in the answer. */
  readonly fault: 'expression' | 'answer';

  constructor(message: string, fault: 'expression' | 'answer') {
    super(message);
    this.fault = fault;
  }
}
