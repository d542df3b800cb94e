import assert from 'node:assert/strict';
import {Ec2Error} from '../../../source/ec2/errors.js';

/** The Ec2Error that the work must end in. */
export async function rejectionOf(work: Promise<unknown>): Promise<Ec2Error> {
  const error = await work.then(
    () => assert.fail('expected an error'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof Ec2Error, `expected an Ec2Error, got ${error}`);
  return error;
}
