/** Where the cause of a failed store may be. */
type Cause = 'key' | 'permission' | 'bucket' | 'copy' | 'source' | 'passing';

/**
Source: "Store and restore an AMI using S3" of the EC2 user guide: permissions, limitations, and the rule that the bucket is in the Region of the AMI.
*/
const ADVICE = {
  key: 'the key of the snapshot: enabled, and its policy lets whoever stores the AMI use it',
  permission:
    'the policies of the bucket and of whoever stores the AMI: s3:PutObject, s3:GetObject, s3:ListBucket, s3:AbortMultipartUpload, s3:PutObjectTagging, and ebs:* for the snapshots',
  bucket: 'the name of the bucket, and that it is in the Region of the AMI',
  copy: 'whether the bucket holds this AMI already: it takes one copy of each',
  source: 'whether the AMI and its snapshots still exist',
  passing: 'probably a passing error of AWS; try again',
} as const satisfies Record<Cause, string>;

const UNKNOWN =
  'that the bucket exists in the Region of the AMI, and that whoever stores the AMI may write to it';

/** Whole error codes. Source: the lists of error codes of the EC2, S3, EBS direct and KMS APIs. */
const CODES: Readonly<Record<Cause, readonly string[]>> = {
  key: [
    'Client.InternalError',
    'Client.InvalidKmsKey.InvalidState',
    'InvalidKmsKey.InvalidState',
    'KMS.DisabledException',
    'KMS.InvalidStateException',
    'KMS.NotFoundException',
    'KMSInvalidStateException',
    'DisabledException',
    'KeyUnavailableException',
    'KmsKeyNotAccessibleFault',
  ],
  permission: [
    'AccessDenied',
    'AccessDeniedException',
    'AllAccessDisabled',
    'UnauthorizedOperation',
    'AuthFailure',
    'Forbidden',
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
  ],
  bucket: [
    'NoSuchBucket',
    'InvalidBucketName',
    'PermanentRedirect',
    'TemporaryRedirect',
    'IllegalLocationConstraintException',
    'AuthorizationHeaderMalformed',
  ],
  copy: [
    'ObjectAlreadyExists',
    'ObjectAlreadyInBucket',
    'InvalidObjectState',
    'PreconditionFailed',
  ],
  source: [
    'InvalidAMIID.NotFound',
    'InvalidAMIID.Unavailable',
    'InvalidSnapshot.NotFound',
    'InvalidSnapshotID.NotFound',
    'ResourceNotFoundException',
  ],
  passing: [
    'InternalError',
    'InternalFailure',
    'InternalServerError',
    'InternalServerException',
    'Server.InternalError',
    'Unavailable',
    'Server.Unavailable',
    'ServiceUnavailable',
    'ServiceUnavailableException',
    'SlowDown',
    'Busy',
    'OperationAborted',
    'RequestTimeout',
    'RequestTimeoutException',
    'RequestLimitExceeded',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
  ],
};

const causeOfCode = new Map(
  (Object.keys(CODES) as Cause[]).flatMap(cause =>
    CODES[cause].map(code => [code, cause] as const),
  ),
);

/** Whole phrases, as words in lower case; the first that occurs. `#` stands for a number. */
const PHRASES: readonly (readonly [Cause, readonly string[]])[] = [
  ['key', ['kms key', 'kms keys', 'encryption key', 'customer managed key', 'customer master key']],
  [
    'permission',
    [
      'access denied',
      'was denied',
      'is denied',
      'permission denied',
      'not authorized',
      'unauthorized',
      'forbidden',
      'does not have permission',
      'status code 403',
    ],
  ],
  [
    'bucket',
    [
      'no such bucket',
      'bucket does not exist',
      'bucket was not found',
      'bucket not found',
      'bucket could not be found',
      'bucket is in another region',
      'bucket is in a different region',
      'bucket must be in the same region',
    ],
  ],
  ['copy', ['already exists', 'already stored', 'already in the bucket']],
  [
    'source',
    [
      'was deregistered',
      'is deregistered',
      'has been deregistered',
      'ami does not exist',
      'image does not exist',
      'snapshot does not exist',
      'ami was not found',
      'snapshot was not found',
      'ami not found',
      'snapshot not found',
      'was deleted',
    ],
  ],
  [
    'passing',
    [
      'an internal error',
      'internal server error',
      'internal service error',
      'internal failure',
      'service is unavailable',
      'service unavailable',
      'temporarily unavailable',
      'reduce your request rate',
      'slow down',
      'rate exceeded',
      'request timed out',
      'connection timed out',
      'operation timed out',
      'please try again',
      'status code 500',
      'status code 502',
      'status code 503',
      'status code 504',
    ],
  ],
];

/** Advice for a failure, by the error code in its reason, else by a known phrase. A word that is part of a name, a time or a number doesn't count. */
export function adviceFor(reason: string): string {
  const cause = causeOf(reason);
  return cause ? ADVICE[cause] : UNKNOWN;
}

function causeOf(reason: string): Cause | undefined {
  const words = wordsOf(reason);
  const byCode = codesOf(reason, words)
    .map(code => causeOfCode.get(code))
    .find(cause => cause !== undefined);
  // With an action such as kms:Decrypt in the message, it is the KMS key that access was denied to, not the bucket.
  if ((byCode === undefined || byCode === 'permission') && words.some(isKeyAction)) {
    return 'key';
  }

  if (byCode) {
    return byCode;
  }

  const text = ` ${words.filter(isPlain).join(' ').toLowerCase()} `;
  return PHRASES.find(([, phrases]) => phrases.some(phrase => text.includes(` ${phrase} `)))?.[0];
}

/** What may be an error code: first the word behind `Error Code:` or `code=`, then every word in its order. */
function codesOf(reason: string, words: readonly string[]): readonly string[] {
  const named = /\b(?:error code|errorcode|code)\s*[:=]\s*([\w.]+)/i.exec(reason)?.[1];
  return [...(named ? [named.replace(/\.$/, '')] : []), ...words];
}

/** The words without punctuation. Quoted text is left out: it is a name, or the message of another service. */
function wordsOf(reason: string): readonly string[] {
  return reason
    .replaceAll(/"[^"]*"|`[^`]*`|(?<!\w)'[^']*'/g, ' _ ')
    .split(/[\s,;()[\]{}<>=]+/)
    .map(word => trimMarks(word))
    .filter(word => word !== '');
}

const MARKS = '.:!?"\'';

function trimMarks(word: string): string {
  let from = 0;
  let to = word.length;
  while (from < to && MARKS.includes(word[from] as string)) {
    from++;
  }

  while (to > from && MARKS.includes(word[to - 1] as string)) {
    to--;
  }

  return word.slice(from, to);
}

function isKeyAction(word: string): boolean {
  return /^kms:[A-Z]\w*$/.test(word);
}

/** True of a plain word. Dots, dashes, slashes and colons mark names of buckets, hosts, files and resources. */
function isPlain(word: string): boolean {
  return /^\w+$/.test(word);
}
