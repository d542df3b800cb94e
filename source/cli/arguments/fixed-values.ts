import {nearest} from './suggestion.js';

/**
The rule for every flag that has a list of values, wherever the value comes from: no other is taken.
@returns What the value must be, to end the sentence "--output must be …"; `undefined` for one of the list.
*/
export function mustBeOneOf(values: readonly string[], value: string): string | undefined {
  if (values.includes(value)) {
    return undefined;
  }
  const meant = nearest(value, values);
  return `${spoken(values)}${meant ? ` (did you mean ${meant}?)` : ''}`;
}

/** `a, b or c` */
function spoken(values: readonly string[]): string {
  return values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}
