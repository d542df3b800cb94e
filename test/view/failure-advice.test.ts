import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {adviceFor} from '../../source/view/panels/failure-advice.js';

const PASSING = /probably a passing error of AWS; try again/;

/** Reasons whose words only look like those of a passing error. */
const NOT_PASSING: readonly (readonly [string, RegExp])[] = [
  ['The bucket internal-builds does not exist.', /bucket exists|name of the bucket/],
  ['Access denied at this time.', /s3:PutObject/],
  [
    'AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 50X503INTERNAL)',
    /s3:PutObject/,
  ],
  ['AccessDenied: please try again (Status Code: 503)', /s3:PutObject/],
  ['Snapshot snap-0500503502 was deleted.', /still exist/],
  ['The AMI ami-0504a503b502c501d was deregistered some time ago.', /still exist/],
  [
    'NoSuchBucket: The specified bucket does not exist (Service: S3, Status Code: 404)',
    /name of the bucket/,
  ],
  ['The runtime role arn:aws:iam::500500500500:role/internal is not authorized', /s3:PutObject/],
  ['User is not authorized to perform: kms:Decrypt on resource internal-key', /the key/],
  ['Client.InternalError: Client error on launch', /the key/],
  ['The KMS key internal-time is disabled', /the key/],
  ['The object already exists; the sometimes internal copy is 503 MB', /one copy/],
  ['Timestamps are off', /that the bucket exists/],
  ['5000 GB is the limit, 5030 GB were found', /that the bucket exists/],
  ['internal', /that the bucket exists/],
  ['time', /that the bucket exists/],
  ['503', /that the bucket exists/],
  ['50x', /that the bucket exists/],
  ['The key "InternalError" is no object', /that the bucket exists/],
  ['InternalErrorsHandbook.pdf', /that the bucket exists/],
  ['s3://SlowDown/internal error', /that the bucket exists/],
  ['', /that the bucket exists/],
];

const REALLY_PASSING = [
  'InternalError: We encountered an internal error. Please try again.',
  'Server.InternalError',
  'We encountered an internal error (Service: S3, Status Code: 500)',
  'SlowDown: Please reduce your request rate.',
  '(Service: Amazon S3; Status Code: 503; Error Code: SlowDown; Request ID: A1B2)',
  'RequestTimeout: Your socket connection to the server was not read from within the timeout period.',
  'ServiceUnavailable',
  'The request timed out.',
  'Something failed. (Service: Amazon S3; Status Code: 503)',
];

test('"time", "internal" and numbers in names, times and sizes do not make an error pass', () => {
  for (const [reason, advice] of NOT_PASSING) {
    assert.match(adviceFor(reason), advice, reason);
    assert.doesNotMatch(adviceFor(reason), PASSING, reason);
  }
});

test('what passes is known by its code or its whole phrase', () => {
  for (const reason of REALLY_PASSING) {
    assert.match(adviceFor(reason), PASSING, reason);
  }
});

test('a code decides, whatever else is said around it', () => {
  const noise = fc.array(
    fc.constantFrom('internal', 'time', '503', '50x', 'timeout-bucket', 'unavailable', 'aborted,'),
    {maxLength: 6},
  );
  const codes = fc.constantFrom(
    ['AccessDenied', /s3:PutObject/],
    ['NoSuchBucket', /name of the bucket/],
    ['InvalidAMIID.NotFound', /still exist/],
    ['KMS.DisabledException', /the key/],
  ) as fc.Arbitrary<[string, RegExp]>;
  fc.assert(
    fc.property(noise, codes, noise, (before, [code, advice], after) => {
      assert.match(adviceFor([...before, `${code}:`, ...after].join(' ')), advice);
      assert.match(
        adviceFor(`${before.join(' ')} (Error Code: ${code}; ${after.join(' ')})`),
        advice,
      );
    }),
  );
});

test('no single plain word of noise makes any advice but the general one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'internal',
        'time',
        '500',
        '503',
        '50x',
        'aborted',
        'unavailable',
        'kms',
        'encrypt',
      ),
      fc.string({maxLength: 3}),
      (word, end) => {
        assert.match(
          adviceFor(`x-${word}${end.replaceAll(/\W/g, '')} y`),
          /that the bucket exists/,
        );
      },
    ),
  );
});
