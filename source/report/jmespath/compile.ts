import type {Value} from '../python/value.js';
import {evaluate} from './evaluate.js';
import {parse} from './parse.js';

/**
JMESPath as jmespath.py has it (1.1.0), the library within the aws command: it orders texts, sorts by code points, tells ints from floats, takes unquoted texts in backticks and refuses whatever came into the language later. No library for JavaScript does: @jmespath-community/jmespath, jmespath and @metrichor/jmespath differ in values without saying so in each of these, because they follow the specification or its successor, and have nothing but JavaScript's numbers and objects beneath. So this follows the Python file by file; test/report/jmespath/differential.full.test.ts holds it to that.
@returns What applies the expression to a value. It throws PythonError.
@throws {ExpressionError | RecursionError}
*/
export function compile(expression: string): (value: Value) => Value {
  const node = parse(expression);
  return value => evaluate(node, value);
}
