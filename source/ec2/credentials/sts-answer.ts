import type {Keys} from './way.js';

/** The name that shows in CloudTrail where the profile gives none. */
export function madeUpName(): string {
  return `amiwatch-${Math.floor(Date.now() / 1000)}`;
}

type StsCredentials = {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
};

/** @throws {Error} where STS gives no whole keys. */
export function keysOfSts(credentials: StsCredentials | undefined): Keys {
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  } = credentials ?? {};
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('STS gave no keys.');
  }

  return {accessKeyId, secretAccessKey, sessionToken, expiration};
}
