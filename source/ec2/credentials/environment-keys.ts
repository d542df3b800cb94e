import {readExpiration} from './expiration.js';
import {halfConfigured} from './half-configured.js';
import type {Way} from './way.js';

/**
The keys in the environment; `undefined` without AWS_ACCESS_KEY_ID: a secret key alone counts for nothing.
@param holder The profile whose credential_source names the environment.
@throws {Ec2Error} of kind `configuration` for an ID without a secret key, and for an end that is no time.
Source: botocore 1.43, credentials.py, EnvProvider
*/
export function environmentKeys(
  env: NodeJS.ProcessEnv,
  holder: string | undefined,
): Way | undefined {
  const accessKeyId = env.AWS_ACCESS_KEY_ID;
  if (!accessKeyId) {
    return undefined;
  }

  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
  if (!secretAccessKey) {
    throw halfConfigured(
      'AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not. Set both, or unset the first.',
    );
  }

  const end = env.AWS_CREDENTIAL_EXPIRATION;
  const expiration = end ? readExpiration(end) : undefined;
  if (end && !expiration) {
    throw halfConfigured(
      'AWS_CREDENTIAL_EXPIRATION is not a time with its zone. Set it as 2026-01-31T12:00:00Z, or unset it.',
    );
  }

  return {
    kind: 'environment',
    holder,
    keys: {
      accessKeyId,
      secretAccessKey,
      // The first is what the second was called once, and still wins.
      sessionToken: env.AWS_SECURITY_TOKEN || env.AWS_SESSION_TOKEN || undefined,
      expiration,
    },
  };
}
