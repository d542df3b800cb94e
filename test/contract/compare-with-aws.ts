import assert from 'node:assert/strict';
import type {AwsResult} from '../helpers/aws-command.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';
import type {AwsCase} from './aws-cases.js';

/** What version 2 of the aws command says beside the error, of the only attempt that it has here. */
const ATTEMPTS = ' (reached max retries: 0)';

/**
Holds what amiwatch answers to a case against what the aws command does: stdout byte for byte, the exit code as version 2 has it.
@param major Of the aws command.
*/
export async function compareWithAws(
  {args, refusal}: AwsCase,
  theirs: AwsResult,
  endpoint: string,
  major: number,
): Promise<void> {
  const at = args.includes('--endpoint-url') ? [] : ['--endpoint-url', endpoint];
  const ours = await runAmiwatch(['--once', ...at, ...args]);
  assert.equal(ours.stdout, theirs.stdout);
  if (!refusal) {
    assert.equal(theirs.code, 0, theirs.stderr);
    assert.equal(ours.code, 0, ours.stderr);
    return;
  }

  assert.notEqual(theirs.code, 0);
  assert.equal(ours.code, refusal.code, ours.stderr);
  if (major === 2) {
    // Version 1 ends with 255 or 2.
    assert.equal(ours.code, theirs.code);
  }

  assert.match(ours.stderr, refusal.message);
  if (refusal.code === 254) {
    assert.match(theirs.stderr.replace(ATTEMPTS, ''), refusal.message);
  }
}
