import {createContext, Script} from 'node:vm';

const box: {run?: () => void} = {};
const context = createContext(box);
const script = new Script('run()');

/**
Runs something that nobody knows the length of, such as a regular expression that a person has just typed: V8 can stop even the matching of one text, but only from a script with a time limit.
@returns What it gives, or `undefined` when it took longer than `ms` milliseconds. It must be free of side effects that half-done would do harm.
*/
export function withinTime<T>(ms: number, run: () => T): T | undefined {
  let result: T | undefined;
  box.run = () => {
    result = run();
  };

  try {
    script.runInContext(context, {timeout: ms});
    return result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      return undefined;
    }

    throw error;
  } finally {
    delete box.run;
  }
}
