import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../../base/exit-code.js';

/** What each exit code says, in the order of the numbers. */
export const EXIT_STATUS: readonly (readonly [code: string, meaning: string])[] = [
  [String(EXIT_CODE.ok), 'Done; with --wait: every task Completed.'],
  [String(EXIT_CODE.taskFailed), 'With --wait: a watched task Failed.'],
  [String(EXIT_CODE.noTask), 'With --wait: an AMI asked for has no task.'],
  [String(EXIT_CODE.timedOut), '--timeout ran out.'],
  [Object.values(SIGNAL_EXIT_CODE).join(', '), 'Ended by SIGHUP, SIGINT or ^C, SIGTERM.'],
  [String(EXIT_CODE.usage), 'The command line is wrong.'],
  [String(EXIT_CODE.configuration), 'The configuration or the credentials are missing or wrong.'],
  [String(EXIT_CODE.service), 'The service answered with an error.'],
  [String(EXIT_CODE.other), 'Anything else, such as no connection.'],
];
