import {compile} from '../../../source/report/jmespath/compile.js';
import {ExpressionError} from '../../../source/report/jmespath/expression-error.js';
import {formatJson} from '../../../source/report/once/formats.js';
import {formatText} from '../../../source/report/once/text.js';
import {parseJson} from '../../../source/report/python/parse-json.js';
import {PythonError} from '../../../source/report/python/python-error.js';
import type {Value} from '../../../source/report/python/value.js';
import type {Answer, Case} from './python-answers.js';

/** Ours to a case, in the form of those of jmespath.py. Anything else that is thrown is a defect, and goes on. */
export function ourAnswer([expression, document]: Case): Answer {
  let apply: (value: Value) => Value;
  try {
    apply = compile(expression);
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof PythonError) {
      return {refused: error.message};
    }
    throw error;
  }
  return orFailed(() => {
    const result = apply(parseJson(document));
    return {
      // The aws command prints nothing for an empty object; Python's json, called here, does.
      json: orFailed(() => formatJson(result).trimEnd() || '{}'),
      text: orFailed(() => formatText(result)),
    };
  });
}

function orFailed<T>(make: () => T): T | {readonly failed: string} {
  try {
    return make();
  } catch (error) {
    if (error instanceof PythonError) {
      return {failed: error.message};
    }
    throw error;
  }
}
