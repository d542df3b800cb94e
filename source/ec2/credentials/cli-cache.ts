import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readJson} from '../answer/read-error.js';
import {expandUser} from '../config/expand-path.js';
import {readExpiration} from './expiration.js';
import type {Keys, SsoWay} from './way.js';

/** Where both versions of the aws command keep what STS gave them, and version 2 what SSO did. */
const FOLDER = '~/.aws/cli/cache';

/** How long they have to last for it to be taken, in milliseconds. Source: botocore 1.43, CachedCredentialFetcher */
const MARGIN_MS = 15 * 60_000;

type Arguments = Readonly<Record<string, string | number | undefined>>;

/**
Credentials that the aws command has kept, where they are whole and not yet near their end. Nothing is written there.
@param key The name of their file, without its ending.
@param marginMs How long they have to last.
*/
export async function readCliCache(
  key: string,
  env: NodeJS.ProcessEnv,
  marginMs = MARGIN_MS,
): Promise<Keys | undefined> {
  const file = join(expandUser(FOLDER, env), `${key}.json`);
  const text = await readFile(file, 'utf8').catch(() => '');
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: end,
  } = (readJson(text)?.Credentials ?? {}) as Readonly<Record<string, unknown>>;
  const expiration = typeof end === 'string' ? readExpiration(end) : undefined;
  const isWhole =
    typeof accessKeyId === 'string' &&
    typeof secretAccessKey === 'string' &&
    typeof sessionToken === 'string';
  return isWhole && expiration && expiration.getTime() - Date.now() > marginMs
    ? {accessKeyId, secretAccessKey, sessionToken, expiration}
    : undefined;
}

/** The name of the file for the arguments of AssumeRole or AssumeRoleWithWebIdentity, of which those count that the profile gives. */
export function roleCacheKey(arguments_: Arguments): string {
  return hash(arguments_, ', ', ': ');
}

/** The same for GetRoleCredentials of SSO. */
export function ssoCacheKey({accountId, roleName, session, startUrl}: SsoWay): string {
  const of = session ? {sessionName: session} : {startUrl};
  return hash({accountId, roleName, ...of}, ',', ':');
}

/** json.dumps(arguments, sort_keys=True) of Python, whose names are all ASCII. */
function hash(arguments_: Arguments, comma: string, colon: string): string {
  const members = Object.entries(arguments_)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}${colon}${asciiJson(value)}`);
  return createHash('sha1')
    .update(`{${members.join(comma)}}`)
    .digest('hex');
}

function asciiJson(value: string | number | undefined): string {
  return JSON.stringify(value).replaceAll(
    /[\x7f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
