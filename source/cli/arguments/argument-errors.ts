/** The command line can't be understood. Its message is one sentence that says what to do. Exit code `usage`, as with the aws command. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The config file can't be used. Its message is one sentence that names the file and the key. Exit code `configuration`. */
export class ConfigFileError extends Error {
  override readonly name = 'ConfigFileError';
}
