import {compile} from '../jmespath/compile.js';
import {PythonError} from '../python/python-error.js';
import type {Value} from '../python/value.js';
import {QueryError} from './query-error.js';

/** A compiled --query. @throws {PythonError} when the expression doesn't fit the result. */
export type Query = (result: Value) => Value;

/** Characters of an expression that a message begins with: what is wrong stands behind it. */
const SHOWN = 1000;

/**
Compiles a JMESPath expression.
@throws {QueryError}
*/
export function compileQuery(expression: string): Query {
  try {
    return compile(expression);
  } catch (error) {
    const shown = expression.length > SHOWN ? `${expression.slice(0, SHOWN)}...` : expression;
    throw new QueryError(
      `Bad value for --query ${shown}: ${(error as Error).message}`,
      'expression',
    );
  }
}

const HALF_PAIR = /\p{Cs}/u;

/**
Writes the result of a query, or what can be said of why not.
@throws {QueryError}
*/
export function writeResult(write: () => string): string {
  try {
    const text = write();
    if (HALF_PAIR.test(text)) {
      throw new PythonError(
        "'utf-8' codec can't encode half of a surrogate pair: surrogates not allowed",
      );
    }
    return text;
  } catch (error) {
    throw error instanceof PythonError ? new QueryError(error.message, 'answer') : error;
  }
}
