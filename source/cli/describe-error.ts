import {EXIT_CODE} from '../base/exit-code.js';
import {cleanText} from '../ec2/clean-text.js';
import {ERROR_RULES, exitCodeOf} from '../ec2/error-kinds.js';
import {Ec2Error} from '../ec2/errors.js';
import {redact} from '../ec2/redact.js';
import {QueryError} from '../report/once/query-error.js';
import {ConfigFileError, SettingError, UsageError} from './arguments/argument-errors.js';

export type DescribedError = {
  /** Without a line break at the end. */
  readonly message: string;
  readonly exitCode: number;
};

/** What to tell about an error that ends the program, and with which code. The texts of files and of other people's code are in messages, and cleaned; what somebody gave as an address may hold a password. */
export function describeError(error: unknown): DescribedError {
  if (error instanceof Ec2Error) {
    return {message: describeEc2Error(error), exitCode: exitCodeOf(error.kind)};
  }
  if (error instanceof QueryError) {
    // Those of the aws command are several lines with a mark under the place.
    const lines = error.message.split('\n').map(line => cleanText(redact(line)));
    return {
      message: `amiwatch: ${lines.join('\n')}`,
      exitCode: error.fault === 'expression' ? EXIT_CODE.usage : EXIT_CODE.other,
    };
  }
  if (error instanceof UsageError || error instanceof SettingError) {
    return {message: `amiwatch: ${cleanText(redact(error.message))}`, exitCode: error.exitCode};
  }
  if (error instanceof ConfigFileError) {
    return {
      message: `amiwatch: ${cleanText(redact(error.message))}`,
      exitCode: EXIT_CODE.configuration,
    };
  }
  const message = cleanText(redact(error instanceof Error ? error.message : String(error)));
  return {
    message: `amiwatch: ${message} This is a defect; run it again with --debug.`,
    exitCode: EXIT_CODE.other,
  };
}

/** An error of the service as the aws command words it, because scripts look for that; then ours, where it helps. */
function describeEc2Error({kind, code, serviceMessage, message}: Ec2Error): string {
  if (serviceMessage === undefined || code === undefined) {
    return `amiwatch: ${message}`;
  }
  const said = `An error occurred (${code}) when calling the DescribeStoreImageTasks operation: ${serviceMessage}`;
  return ERROR_RULES[kind].needsAdvice ? `\n${said}\namiwatch: ${message}` : `\n${said}`;
}
