import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {failureGroup, groupFailures} from '../../source/task/failure-reasons.js';

const GROUPS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  AccessDenied: [
    'AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723)',
    'AccessDenied: not allowed',
    'AccessDenied',
    'AccessDenied (Service: S3)',
    'Access to the S3 bucket was denied. (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
    'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
  ],
  'Client.InvalidKmsKey.InvalidState': [
    'Client.InvalidKmsKey.InvalidState: the key policy of arn:aws:kms:us-east-1:111122223333:key/1 …',
  ],
  'The AMI was deregistered': [
    'The AMI ami-0123456789abcdef0 was deregistered.',
    'The AMI ami-abcdefab was deregistered',
    'The AMI was deregistered (Service: Ec2, Status Code: 400, Request ID: 12ab)',
    'The AMI "golden image" was deregistered.',
    "The AMI 'golden' was deregistered",
  ],
  'The upload to S3 was aborted after attempts': [
    'The upload to S3 was aborted after 5 attempts.',
    'The upload to S3 was aborted after 17 attempts',
    'The upload to S3 was aborted after (3) attempts',
  ],
  "The bucket doesn't exist": ["The bucket doesn't exist", "The bucket s3://mine/ doesn't exist."],
  'Access Denied': ['Access Denied (Service: S3, Status Code: 403, Request ID: 7EX)'],
  Forbidden: ['Forbidden', 'Forbidden (Service: S3; Status Code: 403)'],
  'no reason given': [undefined, '', '  '],
  '(no words)': ['1234', '"name"', '(12ab)', '...'],
};

for (const [group, reasons] of Object.entries(GROUPS)) {
  test(`reasons of the group ${group}`, () => {
    for (const reason of reasons) {
      assert.equal(failureGroup(reason), group, reason ?? 'none');
    }
  });
}

const word = fc.constantFrom(
  ...'The AMI snapshot bucket was not found could be read Access Denied S3 AccessDenied: SlowDown Error Code: Client.InternalError (Service: and - it’s'.split(
    ' ',
  ),
);
const mark = fc.constantFrom(...'"\'`.,:;()[]{}-“”', '- ', '. ');
const name = fc.oneof(
  fc.nat().map(String),
  fc.stringMatching(/^(?:ami|snap)-[\da-f]{17}$/),
  fc.uuid(),
  fc.stringMatching(/^"[A-Za-z' -]{0,8}"$/),
  fc.constantFrom(
    's3://mine/image.bin',
    'arn:aws:s3:::mine',
    '46%',
    '2026-01-31T12:00:00Z',
    '0x1f',
  ),
);
const reason = fc.oneof(
  fc.string({unit: 'grapheme', maxLength: 60}),
  fc.array(fc.oneof(word, mark, name, word), {maxLength: 14}).map(parts => parts.join(' ')),
  fc.array(fc.oneof(word, mark, name), {maxLength: 14}).map(parts => parts.join('')),
);

test("a group's name is its own group, in one line without double quotes", () => {
  fc.assert(
    fc.property(reason, text => {
      const group = failureGroup(text);
      assert.equal(failureGroup(group), group);
      assert.match(group, /^[^"\n]{1,200}$/u);
      assert.equal(group, group.trim());
    }),
    {numRuns: 5000},
  );
});

test('IDs, numbers and quoted names make no other group', () => {
  const between = fc.array(fc.tuple(word, name, name), {minLength: 1, maxLength: 10});
  fc.assert(
    fc.property(between, parts => {
      const [one, other] = [1, 2].map(which =>
        failureGroup(`Failed ${parts.map(part => `${part[0]} ${part[which]}`).join(' ')}`),
      );
      assert.equal(one, other);
    }),
    {numRuns: 3000},
  );
});

test('every failed task is in exactly one group, whatever the order, the largest group first', () => {
  const task = fc.record({
    storeTaskState: fc.constantFrom('Failed', 'Failed', 'Completed', 'InProgress', undefined),
    storeTaskFailureReason: fc.option(reason, {nil: undefined}),
  });
  fc.assert(
    fc.property(fc.array(task, {maxLength: 30}), tasks => {
      const groups = groupFailures(tasks);
      const grouped = [...groups.values()].flat();
      assert.equal(new Set(grouped).size, grouped.length);
      assert.deepEqual(
        new Set(grouped),
        new Set(tasks.filter(({storeTaskState}) => storeTaskState === 'Failed')),
      );
      const sizes = [...groups].map(([group, {length}]) => [group, length]);
      const reversed = [...groupFailures(tasks.toReversed())].map(([group, {length}]) => [
        group,
        length,
      ]);
      assert.deepEqual(sizes, reversed);
      assert.deepEqual(
        sizes.map(([, size]) => size),
        sizes.map(([, size]) => size).toSorted((a, b) => Number(b) - Number(a)),
      );
    }),
    {numRuns: 500},
  );
});

test('a hostile reason takes no longer than its length', () => {
  const texts = ['Aa', '(', '"', "'", '“', '([{', 'Error Code:', 'a1 ', '. ', 'service:('];
  for (const text of texts) {
    assert.ok(failureGroup(text.repeat(100_000)).length <= 200);
  }
});
