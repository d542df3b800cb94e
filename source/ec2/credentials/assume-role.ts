import {AssumeRoleCommand} from '@aws-sdk/nested-clients/sts';
import {readCliCache, roleCacheKey} from './cli-cache.js';
import type {FetchContext} from './fetch-context.js';
import {halfProfile} from './half-configured.js';
import {mfaNeeded} from './name-credentials-error.js';
import {keysOfSts, madeUpName} from './sts-answer.js';
import {createStsClient} from './sts-client.js';
import type {Keys, RoleWay} from './way.js';

/**
Assumes a role through STS, unless the aws command has done so and what it got is still good. Where the role wants an MFA code that is the only way: nobody is asked for one.
@param fetchSource Gets the keys to assume it with.
@throws {Ec2Error} and what the SDK throws.
*/
export async function assumeRole(
  way: RoleWay,
  context: FetchContext,
  fetchSource: () => Promise<Keys>,
): Promise<Keys> {
  const {profile, mfaSerial, sessionName} = way;
  const arguments_ = roleArguments(way);
  refuseTooShort(profile, arguments_);
  const key = roleCacheKey(arguments_);
  if (mfaSerial !== undefined) {
    // With an MFA code, kept keys are used until they expire: nobody is there to type in another code.
    const kept = await readCliCache(key, context.env, 0);
    if (!kept) {
      throw mfaNeeded(profile);
    }

    return kept;
  }

  const kept = context.isForced ? undefined : await readCliCache(key, context.env);
  if (kept) {
    return kept;
  }

  const client = createStsClient(context, await fetchSource());
  const {Credentials: credentials} = await client.send(
    new AssumeRoleCommand({...arguments_, RoleSessionName: sessionName || madeUpName()}),
  );
  return keysOfSts(credentials);
}

/** What the profile gives of the arguments of AssumeRole; the aws command names its cache by them. */
export function roleArguments(way: RoleWay) {
  return {
    RoleArn: way.roleArn,
    RoleSessionName: way.sessionName || undefined,
    ExternalId: way.externalId,
    SerialNumber: way.mfaSerial,
    DurationSeconds: way.durationSeconds,
  };
}

/** What STS itself would refuse; the aws command doesn't ask it for that. Source: botocore 1.43, data/sts/2011-06-15/service-2.json */
function refuseTooShort(profile: string, arguments_: ReturnType<typeof roleArguments>): void {
  const {RoleArn, RoleSessionName, ExternalId, SerialNumber, DurationSeconds} = arguments_;
  const wrong =
    (RoleArn.length < 20 && 'a role_arn that is none') ||
    (RoleSessionName && RoleSessionName.length < 2 && 'a role_session_name that is too short') ||
    (ExternalId !== undefined && ExternalId.length < 2 && 'an external_id that is too short') ||
    (SerialNumber !== undefined && SerialNumber.length < 9 && 'an mfa_serial that is none') ||
    (DurationSeconds !== undefined && DurationSeconds < 900 && 'a duration_seconds below 900');
  if (wrong) {
    throw halfProfile(profile, `has ${wrong}. Mend it in ~/.aws/config.`);
  }
}
