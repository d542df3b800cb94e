import {readFile} from 'node:fs/promises';
import {AssumeRoleWithWebIdentityCommand} from '@aws-sdk/nested-clients/sts';
import {readCliCache, roleCacheKey} from './cli-cache.js';
import type {FetchContext} from './fetch-context.js';
import {keysOfSts, madeUpName} from './sts-answer.js';
import {createStsClient} from './sts-client.js';
import type {Keys, WebIdentityWay} from './way.js';

/** The fewest characters of a token, without which the aws command doesn't ask. Source: WebIdentityToken in botocore's description of STS. */
const SHORTEST = 4;

/** Exchanges the token in a file for a role's keys through STS, unless the aws command has done so and what it got is still good. */
export async function assumeRoleWithWebIdentity(
  way: WebIdentityWay,
  context: FetchContext,
): Promise<Keys> {
  const arguments_ = {RoleArn: way.roleArn, RoleSessionName: way.sessionName};
  const key = roleCacheKey({...arguments_, RoleSessionName: way.sessionName || undefined});
  const kept = context.isForced ? undefined : await readCliCache(key, context.env);
  if (kept) {
    return kept;
  }

  const token = await readFile(way.tokenFile, 'utf8');
  if (Array.from(token).length < SHORTEST) {
    throw new Error(
      `The web identity token in ${way.tokenFile} is ${token === '' ? 'empty' : 'too short for one'}.`,
    );
  }

  const client = createStsClient(context);
  const {Credentials: credentials} = await client.send(
    new AssumeRoleWithWebIdentityCommand({
      ...arguments_,
      RoleSessionName: way.sessionName || madeUpName(),
      WebIdentityToken: token,
    }),
  );
  return keysOfSts(credentials);
}
