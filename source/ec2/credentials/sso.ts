import {GetRoleCredentialsCommand, SSOClient} from '@aws-sdk/nested-clients/sso';
import {readCliCache, ssoCacheKey} from './cli-cache.js';
import type {FetchContext} from './fetch-context.js';
import {serviceSettings} from './service-settings.js';
import {ssoToken} from './sso-token.js';
import type {Keys, SsoWay} from './way.js';

/**
Gets a role's keys from the SSO portal with the token of `aws sso login`, unless the aws command has done so and what it got is still good.
@throws {Ec2Error} and what the SDK throws.
*/
export async function fetchSsoKeys(way: SsoWay, context: FetchContext): Promise<Keys> {
  const {accountId, roleName, region} = way;
  const key = ssoCacheKey(way);
  const kept = context.isForced ? undefined : await readCliCache(key, context.env);
  if (kept) {
    return kept;
  }

  const accessToken = await ssoToken(way, context);
  const client = new SSOClient(serviceSettings('sso', region, context));
  const {roleCredentials} = await client.send(
    new GetRoleCredentialsCommand({accountId, roleName, accessToken}),
  );
  const {accessKeyId, secretAccessKey, sessionToken, expiration} = roleCredentials ?? {};
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('The SSO portal gave no keys.');
  }

  return {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiration: expiration ? new Date(expiration) : undefined,
  };
}
