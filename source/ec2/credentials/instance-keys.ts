import {readJson} from '../answer/read-error.js';
import {Ec2Error} from '../errors.js';
import {profileName} from '../renewal-advice.js';
import type {FetchContext} from './fetch-context.js';
import {isMetadataDisabled, isWord, NoMetadataError, openMetadata} from './instance-metadata.js';
import {readKeys} from './json-keys.js';
import type {Keys} from './way.js';

const PATH = 'meta-data/iam/security-credentials/';

/**
Gets the keys of the instance's role.
@throws {Ec2Error} of kind `configuration`, and `Error` where there are none: no instance, no role, or asking is forbidden.
Source: botocore 1.43, utils.py, InstanceMetadataFetcher
*/
export async function fetchInstanceKeys(context: FetchContext): Promise<Keys> {
  if (isMetadataDisabled(context.env)) {
    throw new Error('The instance metadata service is disabled.');
  }

  const {get, close, host, isProxied} = openMetadata(context);
  try {
    const role = await get(PATH, isWord).catch(error => {
      throw isProxied && error instanceof NoMetadataError ? askedOfProxy(host, context) : error;
    });
    if (role === undefined && isProxied) {
      throw askedOfProxy(host, context);
    }

    if (role?.status !== 200 || !isWord(role.text)) {
      throw new Error('The instance has no role.');
    }

    const answer = await get(PATH + role.text.trim(), text => readJson(text) !== undefined);
    if (answer?.status !== 200) {
      throw new Error("The instance's role has no keys.");
    }

    return lasting(readKeys(answer.text, {token: 'Token', isWhole: true}));
  } finally {
    close();
  }
}

/** Whoever has lived with a proxy and a role of the instance may not know that one stands in the way of the other. */
function askedOfProxy(host: string, {profile}: FetchContext): Ec2Error {
  return new Ec2Error(
    `No credentials found for ${profileName(profile.name)}: the instance metadata service is asked through the proxy, as the aws command does it. Add ${host} to NO_PROXY.`,
    {kind: 'credentials'},
  );
}

/** Keys at or near their end are what the service gives while it can't renew them; they go on working for a while. */
const EXTENSION_MS = 15 * 60_000;

function lasting(keys: Keys): Keys {
  const later = Date.now() + EXTENSION_MS;
  return keys.expiration && keys.expiration.getTime() < later
    ? {...keys, expiration: new Date(later)}
    : keys;
}
