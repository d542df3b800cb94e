import type {Reference, Value} from '../python/value.js';
import type {Type} from './types.js';

/** Applies an expression that was handed over as an argument. */
export type Visit = (reference: Reference, value: Value) => Value;

export type FunctionSpec = {
  /** The types that each argument may have; none: any. */
  readonly signature: readonly (readonly Type[])[];

  /** The last argument may come several times; only the first of these is checked. */
  readonly isVariadic: boolean;
  readonly call: (values: readonly Value[], visit: Visit) => Value;
};

/** @param call Is called with what fits the signature only. */
export function define<Arguments extends readonly Value[]>(
  signature: readonly (readonly Type[])[],
  call: (values: Arguments, visit: Visit) => Value,
  {isVariadic = false} = {},
): FunctionSpec {
  return {signature, isVariadic, call: call as FunctionSpec['call']};
}
