import {compile, type JSONValue, TreeInterpreter} from '@jmespath-community/jmespath';

/** The --query expression can't be read, or can't be applied to the answer. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

/** A compiled --query. @throws {QueryError} when the expression doesn't fit the result. */
export type Query = (result: unknown) => unknown;

/**
Compiles a JMESPath expression.
@throws {QueryError}
*/
export function compileQuery(expression: string): Query {
  // The aws command still takes `Failed` in backticks for a text, and half of what people have in their scripts does.
  const options = {enable_legacy_literals: true};
  try {
    const tree = compile(expression, options);
    return result => {
      try {
        return TreeInterpreter.search(tree, result as JSONValue);
      } catch (error) {
        throw new QueryError(`--query can't be applied: ${(error as Error).message}.`);
      }
    };
  } catch (error) {
    throw new QueryError(`Bad value for --query ${expression}: ${(error as Error).message}.`);
  }
}
