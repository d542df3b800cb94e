import type {Value} from '../python/value.js';
import {evaluate} from './evaluate.js';
import {parse} from './parse.js';

/**
JMESPath as jmespath.py has it (1.1.0), the library within the aws command: it orders texts, sorts by code points, tells ints from floats, takes unquoted texts in backticks and refuses whatever came into the language later. No library for JavaScript does: @jmespath-community/jmespath, jmespath and @metrichor/jmespath differ in values without saying so in each of these, because they follow the specification or its successor, and have nothing but JavaScript's numbers and objects beneath. So this follows the Python file by file; test/report/jmespath/differential.full.test.ts holds it to that.
What stays different, all of it beyond what a script meets:
- a reference (`&name`) that is printed has no address of an object;
- two NaN that were computed apart count as the same within a list;
- two halves of a surrogate pair that are joined become one character;
- a key that is no text (only `merge` with pairs makes one) becomes one at once;
- what version 3.11 of Python knows of Unicode decides there which characters repr() escapes and which digits to_number() takes;
- near 500 levels the stack of Python can end a few levels earlier or later;
- version 2 of the aws command has jmespath.py 1.0.1, whose `avg` rounds twice beyond 2^53;
- what fails while it is printed prints nothing here, where Python has written its beginning.
@returns What applies the expression to a value. It throws PythonError.
@throws {ExpressionError | RecursionError}
*/
export function compile(expression: string): (value: Value) => Value {
  const node = parse(expression);
  return value => evaluate(node, value);
}
