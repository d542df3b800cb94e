import {cleanText, TEXT_LIMITS} from './clean-text.js';
import {type Profile, settingOf} from './config/profile.js';
import {askInstanceRegion} from './credentials/instance-region.js';
import {Ec2Error} from './errors.js';

// A region becomes a label of a host name (RFC 1123).
const REGION = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/**
The Region: `--region`, AWS_REGION, AWS_DEFAULT_REGION, the profile's, then the one this instance runs in. The SDK knows fewer of these than the aws command, whose users come to us.
@param fallback Before the instance is asked.
@throws {Ec2Error} of kind `configuration`: none, or one that can't be a Region; `service` while the instance can't tell it.
*/
export async function resolveRegion(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
  profile: Pick<Profile, 'settings'>,
  fallback?: string,
  askInstance: typeof askInstanceRegion = askInstanceRegion,
): Promise<string> {
  const region =
    flag ||
    env.AWS_REGION ||
    env.AWS_DEFAULT_REGION ||
    settingOf(profile.settings, 'region') ||
    fallback ||
    (await askInstance(env, profile));
  if (!region) {
    throw new Ec2Error('No region.', {kind: 'configuration', advice: 'region'});
  }

  if (!REGION.test(region)) {
    throw new Ec2Error(
      `'${cleanText(region, TEXT_LIMITS.id)}' is not a region. Pass one such as us-east-1.`,
      {kind: 'configuration'},
    );
  }

  return region;
}
