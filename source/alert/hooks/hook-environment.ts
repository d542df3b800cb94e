import {cleanText} from '../../ec2/clean-text.js';
import type {EventRecord} from '../../poll/tasks/event-record.js';

/** Where each variable of a hook comes from. */
export const HOOK_VARIABLES = {
  AMIWATCH_AMI_ID: 'AmiId',
  AMIWATCH_STATE: 'StoreTaskState',
  AMIWATCH_PREVIOUS_STATE: 'PreviousStoreTaskState',
  AMIWATCH_PROGRESS: 'ProgressPercentage',
  AMIWATCH_BUCKET: 'Bucket',
  AMIWATCH_KEY: 'S3objectKey',
  AMIWATCH_REASON: 'StoreTaskFailureReason',
  AMIWATCH_REGION: 'Region',
  AMIWATCH_PROFILE: 'Profile',
} as const;

/**
What a hook finds in its environment beside what amiwatch itself was given. All of it is always there, empty where nothing is known, so that `set -u` works. Texts are cleaned and cut, because scripts print them; stdin has them whole. A gap has its reason where a failure has its own, and no AMI.
*/
export function hookEnvironment(record: EventRecord): Readonly<Record<string, string>> {
  const known: Readonly<Record<string, unknown>> = {
    StoreTaskFailureReason: record.Reason,
    ...record,
  };
  return Object.fromEntries(
    Object.entries(HOOK_VARIABLES).map(([name, member]) => [
      name,
      cleanText(String(known[member] ?? '')),
    ]),
  );
}
