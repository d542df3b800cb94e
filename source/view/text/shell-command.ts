import {shellQuote} from '../../base/shell-quote.js';

/** Printable ASCII that isn't empty, doesn't look like an option, and isn't so long that it may have been cut. */
const USABLE = /^(?!-)[ -~]{1,1000}$/;

/** The aws command reads a value that starts like this from a file or a network address. */
const REFERENCE = /^[a-z]+:\/\//i;

/**
A command line to copy.
@param program Its own words, such as `aws ec2 create-restore-image-task`.
@param options Names without dashes, and values from outside; a name whose value is `undefined` is left out.
@returns `undefined` when a value can't be handed on safely: no command is better than one that does something else.
*/
export function shellCommand(
  program: string,
  options: readonly (readonly [name: string, value: string | undefined])[],
): string | undefined {
  const words = [program];
  for (const [name, value] of options) {
    if (value === undefined) {
      continue;
    }

    if (!USABLE.test(value) || REFERENCE.test(value)) {
      return undefined;
    }

    words.push(`--${name} ${shellQuote(value)}`);
  }

  return words.join(' ');
}
