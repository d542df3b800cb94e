/** The command line can't be understood. Its message is one sentence that says what to do. Exit code `usage`, as with the aws command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
