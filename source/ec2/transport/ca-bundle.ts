import {readFile} from 'node:fs/promises';
import {cleanText} from '../clean-text.js';
import {expandUser} from '../config/expand-path.js';
import {type Profile, settingOf} from '../config/profile.js';
import {Ec2Error} from '../errors.js';

/**
Reads the PEM file that replaces Node's own roots: `--ca-bundle`, AWS_CA_BUNDLE, the profile's ca_bundle, then REQUESTS_CA_BUNDLE; with a `~` in front. One that is set to nothing is none: the aws command then checks no certificate, which nobody means.
@throws {Ec2Error} of kind `configuration` when it can't be read or holds no certificate.
Source: botocore 1.43, session.py, create_client, and endpoint.py, _get_verify_value
*/
export async function readCaBundle(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
  profile: Pick<Profile, 'settings'>,
  fallback?: string,
): Promise<string | undefined> {
  const given =
    flag ||
    env.AWS_CA_BUNDLE ||
    settingOf(profile.settings, 'ca_bundle') ||
    env.REQUESTS_CA_BUNDLE ||
    fallback;
  if (!given) {
    return undefined;
  }

  const path = expandUser(given, env);
  const pem = await readFile(path, 'utf8').catch(() => undefined);
  if (!pem?.includes('-----BEGIN')) {
    throw new Ec2Error(
      `The CA bundle ${cleanText(path, 256)} ${pem === undefined ? "can't be read" : 'holds no certificate'}.`,
      {kind: 'configuration', advice: 'ca-file'},
    );
  }

  return pem;
}
