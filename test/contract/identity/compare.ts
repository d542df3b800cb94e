import assert from 'node:assert/strict';
import type {Situation} from './situation.js';
import type {Outcome} from './world.js';

/** Holds who signs here against who signs with a version of the aws command. */
export function compareOutcomes(
  {name, differs}: Situation,
  ours: Outcome,
  theirs: Outcome | undefined,
  major: number,
): void {
  assert.ok(theirs, `${name} was never recorded`);
  if (differs?.from === 'both' || differs?.from === major) {
    assert.notDeepEqual(ours, theirs, `${name}: no difference any more`);
  } else {
    assert.deepEqual(ours, theirs, name);
  }
}
