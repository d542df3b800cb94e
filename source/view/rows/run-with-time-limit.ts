import {createContext, Script} from 'node:vm';

const box: {run?: () => void} = {};

/** Made when it is first needed: V8 takes 2 ms for it, and most starts never search. */
let sandbox: {readonly context: object; readonly script: Script} | undefined;

/**
Runs code that may take for ever, such as a regular expression that a person has just typed: V8 can interrupt even the matching of one text, but only in a script that has a time limit. An expression that is too large for V8 throws when it is first matched.
@returns What it gives, or why there is nothing: it took longer than `ms` milliseconds, or is too large. It must be free of side effects that half-done would do harm.
*/
export function runWithTimeLimit<T>(
  ms: number,
  run: () => T,
): {readonly result: T} | {readonly stopped: 'time' | 'size'} {
  let result: {readonly result: T} | undefined;
  box.run = () => {
    result = {result: run()};
  };

  try {
    sandbox ??= {context: createContext(box), script: new Script('run()')};
    sandbox.script.runInContext(sandbox.context, {timeout: ms});
    return result ?? {stopped: 'time'};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      return {stopped: 'time'};
    }

    // "Regular expression too large" and a stack that is too small for it.
    if (error instanceof SyntaxError || error instanceof RangeError) {
      return {stopped: 'size'};
    }

    throw error;
  } finally {
    delete box.run;
  }
}
