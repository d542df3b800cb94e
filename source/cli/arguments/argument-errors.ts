import {EXIT_CODE} from '../../base/exit-code.js';

/** The command line can't be understood. Its message is one sentence that says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** That of the aws command, which is `usage` but for a few. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_CODE.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A variable of the environment or a setting of the profile has a value that it can't have. Its message is one sentence that names it. */
export class SettingError extends Error {
  override readonly name = 'SettingError';

  /** That of the aws command, which isn't the same for all of them. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The config file can't be used. Its message is one sentence that names the file and the key. Exit code `configuration`. */
export class ConfigFileError extends Error {
  override readonly name = 'ConfigFileError';
}
