import {EXIT_CODE} from '../../base/exit-code.js';
import {UsageError} from './argument-errors.js';

/**
Refuses an argument whose bytes are no UTF-8. Node has put U+FFFD in their place by then, so that something else would be asked for than what was typed; whoever types U+FFFD itself is refused with them.
@throws {UsageError} with the aws command's exit code, which can't write such a text into a request.
*/
export function refuseBrokenText(argv: readonly string[]): void {
  const broken = argv.find(argument => argument.includes('\uFFFD'));
  if (broken !== undefined) {
    throw new UsageError(
      `The argument "${broken}" is not in UTF-8: U+FFFD stands where its bytes are none. Give it in UTF-8.`,
      EXIT_CODE.other,
    );
  }
}
