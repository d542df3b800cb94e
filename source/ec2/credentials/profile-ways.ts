import type {Section} from '../config/config-file.js';
import {settingOf} from '../config/profile.js';
import type {SharedFiles} from '../config/shared-files.js';
import {runFor} from '../renewal-advice.js';
import {halfConfigured, halfProfile} from './half-configured.js';
import {findSso} from './sso-way.js';
import type {Way} from './way.js';

/**
What a profile holds itself, in botocore's order: a web identity, SSO, keys in the credentials file, `aws login`, a process, keys in the config file.
@param env Where the variables of a web identity are looked for; empty for a profile that was named by a flag or as a source.
@throws {Ec2Error} of kind `configuration`.
Source: botocore 1.43, credentials.py, ProfileProviderBuilder
*/
export function findInProfile(
  name: string,
  files: SharedFiles,
  env: NodeJS.ProcessEnv,
): Way | undefined {
  const settings = files.profiles.get(name);
  return (
    findWebIdentity(name, settings, env) ??
    (settings && findSso(name, settings, files.ssoSessions)) ??
    findKeys(name, files.credentials.get(name)) ??
    findLogin(name, settings) ??
    findProcess(name, settings) ??
    findKeys(name, files.config.get(name))
  );
}

function findWebIdentity(
  name: string,
  settings: Section | undefined,
  env: NodeJS.ProcessEnv,
): Way | undefined {
  const tokenFile =
    env.AWS_WEB_IDENTITY_TOKEN_FILE ?? settingOf(settings, 'web_identity_token_file');
  if (!tokenFile) {
    return undefined;
  }

  const roleArn = env.AWS_ROLE_ARN ?? settingOf(settings, 'role_arn');
  const isOfEnvironment = env.AWS_WEB_IDENTITY_TOKEN_FILE !== undefined;
  if (!roleArn) {
    throw isOfEnvironment
      ? halfConfigured(
          'AWS_WEB_IDENTITY_TOKEN_FILE is set, but no role. Set AWS_ROLE_ARN, or unset the first.',
        )
      : halfProfile(name, 'has a web_identity_token_file, but no role_arn. Add it.');
  }

  return {
    kind: 'web-identity',
    holder: isOfEnvironment ? undefined : name,
    tokenFile,
    roleArn,
    sessionName: env.AWS_ROLE_SESSION_NAME ?? settingOf(settings, 'role_session_name'),
  };
}

/** An ID counts even if it is empty, and wants its secret key; a secret key alone counts for nothing. */
function findKeys(name: string, section: Section | undefined): Way | undefined {
  const accessKeyId = settingOf(section, 'aws_access_key_id');
  if (accessKeyId === undefined) {
    return undefined;
  }

  const secretAccessKey = settingOf(section, 'aws_secret_access_key');
  if (!accessKeyId || !secretAccessKey) {
    const absent = accessKeyId ? 'aws_secret_access_key' : 'aws_access_key_id';
    throw halfProfile(
      name,
      `has one key of two: there is no ${absent}. ${runFor('aws configure', name)}`,
    );
  }

  return {
    kind: 'keys',
    holder: name,
    keys: {
      accessKeyId,
      secretAccessKey,
      sessionToken:
        (settingOf(section, 'aws_security_token') ?? settingOf(section, 'aws_session_token')) ||
        undefined,
    },
  };
}

function findLogin(name: string, settings: Section | undefined): Way | undefined {
  const session = settingOf(settings, 'login_session');
  return session === undefined ? undefined : {kind: 'login', holder: name, session};
}

function findProcess(name: string, settings: Section | undefined): Way | undefined {
  const command = settingOf(settings, 'credential_process');
  return command === undefined ? undefined : {kind: 'process', holder: name, command};
}
