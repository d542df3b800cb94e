import {readJson} from '../answer/read-error.js';
import {readExpiration} from './expiration.js';
import type {Keys} from './way.js';

/** The answer of a service is JSON, but holds no keys. */
export class NoKeysError extends Error {
  override readonly name = 'NoKeysError';
}

type Form = {
  /** What the session token is called. */
  readonly token: 'Token' | 'SessionToken';

  /** Whether a token and an end belong to it, as to all keys of a role. */
  readonly isWhole: boolean;
};

/**
Reads keys as a container's endpoint, the metadata service and a credential_process give them.
@throws {NoKeysError}
*/
export function readKeys(text: string, {token, isWhole}: Form): Keys {
  const answer = readJson(text) ?? {};
  const member = (name: string) => {
    const value = answer[name];
    return typeof value === 'string' ? value : undefined;
  };
  const needed = ['AccessKeyId', 'SecretAccessKey', ...(isWhole ? [token, 'Expiration'] : [])];
  const absent = needed.filter(name => !member(name));
  if (absent.length > 0) {
    throw new NoKeysError(`The answer has no ${absent.join(' and no ')}.`);
  }

  // Keys that are taken without the end that they were given would be used beyond it.
  const end = answer.Expiration ?? undefined;
  const expiration = typeof end === 'string' ? readExpiration(end) : undefined;
  if (end !== undefined && !expiration) {
    throw new NoKeysError('The answer has an Expiration that is no time with its zone.');
  }

  if (answer[token] && member(token) === undefined) {
    throw new NoKeysError(`The answer has a ${token} that is no text.`);
  }

  return {
    accessKeyId: member('AccessKeyId') ?? '',
    secretAccessKey: member('SecretAccessKey') ?? '',
    sessionToken: member(token),
    expiration,
  };
}
