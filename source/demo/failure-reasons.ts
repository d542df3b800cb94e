/** What a store task fails with; the long ones are there because the screen has to cope with them. */
export const FAILURE_REASONS: readonly [string, ...string[]] = [
  'Access to the S3 bucket was denied. (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
  'The snapshot could not be read: an internal error occurred in Amazon EBS.',
  'The KMS key that encrypts the snapshot is disabled.',
  'The upload was aborted after 5 attempts. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown)',
  'The AMI was deregistered while it was being stored.',
  'Client.InvalidKmsKey.InvalidState: the key policy of arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab does not allow the principal arn:aws:sts::111122223333:assumed-role/ami-archiver/nightly to perform kms:CreateGrant and kms:ReEncryptFrom, which are needed to read the encrypted snapshot snap-0f1e2d3c4b5a69788; ask the owner of the key to add both, then create the store task again',
  'The bucket does not exist in this Region.',
];
