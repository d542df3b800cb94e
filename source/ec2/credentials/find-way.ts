import type {Profile} from '../config/profile.js';
import {environmentKeys} from './environment-keys.js';
import {hasContainer} from './has-container.js';
import {findOldFile} from './old-files.js';
import {findInProfile} from './profile-ways.js';
import {findRole} from './role-way.js';
import {refuseBrokenSession} from './sso-way.js';
import type {Way} from './way.js';

/**
Finds the first source that is configured, in botocore's order: keys in the environment (unless `--profile` was given), the profile's role, a web identity, SSO, the credentials file, `aws login`, a process, the config file, the files of older tools, the container, the instance.
Nobody is asked. What is configured by half is refused.
@throws {Ec2Error} of kind `configuration`.
Source: botocore 1.43, credentials.py, create_credential_resolver
*/
export async function findWay(profile: Profile, env: NodeJS.ProcessEnv): Promise<Way> {
  const {name, isByFlag, files} = profile;
  refuseBrokenSession(name, profile.settings, files.ssoSessions);
  return (
    (isByFlag ? undefined : environmentKeys(env, undefined)) ??
    findRole(name, {files, env}) ??
    findInProfile(name, files, isByFlag ? {} : env) ??
    (await findOldFile(env)) ??
    (hasContainer(env) ? {kind: 'container', holder: undefined} : undefined) ?? {
      kind: 'instance',
      holder: undefined,
    }
  );
}
