import {settingOf} from '../config/profile.js';
import type {SharedFiles} from '../config/shared-files.js';
import {runFor} from '../renewal-advice.js';
import {environmentKeys} from './environment-keys.js';
import {halfProfile, shown} from './half-configured.js';
import {hasContainer} from './has-container.js';
import {findInProfile} from './profile-ways.js';
import type {RoleWay, Way} from './way.js';

type Surroundings = {readonly files: SharedFiles; readonly env: NodeJS.ProcessEnv};

/** What a `credential_source` may name; the case counts. */
const CREDENTIAL_SOURCES = ['Environment', 'EcsContainer', 'Ec2InstanceMetadata'] as const;

/**
The role of a profile, and how the keys to assume it with are got: another profile, which may have a role itself, or what `credential_source` names. One with a web identity is no such role.
@throws {Ec2Error} of kind `configuration` for a role that has no source, or two, or goes round in a circle.
Source: botocore 1.43, credentials.py, AssumeRoleProvider
*/
export function findRole(
  name: string,
  surroundings: Surroundings,
  visited: readonly string[] = [name],
): RoleWay | undefined {
  const settings = surroundings.files.profiles.get(name);
  if (!settings?.has('role_arn') || settings.has('web_identity_token_file')) {
    return undefined;
  }

  const source = settingOf(settings, 'source_profile');
  const kind = settingOf(settings, 'credential_source');
  if (source !== undefined && kind !== undefined) {
    throw halfProfile(name, 'has both source_profile and credential_source. Take one out.');
  }

  return {
    kind: 'role',
    profile: name,
    roleArn: settingOf(settings, 'role_arn') ?? '',
    sessionName: settingOf(settings, 'role_session_name'),
    externalId: settingOf(settings, 'external_id'),
    mfaSerial: settingOf(settings, 'mfa_serial'),
    durationSeconds: wholeNumber(settingOf(settings, 'duration_seconds')),
    from:
      kind === undefined
        ? findSourceProfile(name, source, surroundings, visited)
        : findNamedSource(name, kind, surroundings.env),
  };
}

function findNamedSource(name: string, kind: string, env: NodeJS.ProcessEnv): Way {
  const given: Readonly<Record<(typeof CREDENTIAL_SOURCES)[number], () => Way | undefined>> = {
    Environment: () => environmentKeys(env, name),
    EcsContainer: () => (hasContainer(env) ? {kind: 'container', holder: name} : undefined),
    Ec2InstanceMetadata: () => ({kind: 'instance', holder: name}),
  };
  const known = CREDENTIAL_SOURCES.find(other => other === kind);
  if (!known) {
    throw halfProfile(
      name,
      `has the credential_source '${shown(kind)}', which there isn't. There are: ${CREDENTIAL_SOURCES.join(', ')}.`,
    );
  }

  const way = given[known]();
  if (!way) {
    throw halfProfile(
      name,
      known === 'Environment'
        ? 'takes its keys from the environment, where AWS_ACCESS_KEY_ID is not set. Set it with AWS_SECRET_ACCESS_KEY.'
        : 'takes its keys from a container, and this is none: AWS_CONTAINER_CREDENTIALS_FULL_URI is not set.',
    );
  }

  return way;
}

function findSourceProfile(
  name: string,
  source: string | undefined,
  surroundings: Surroundings,
  visited: readonly string[],
): Way {
  if (source === undefined) {
    throw halfProfile(
      name,
      'has a role_arn, but nothing to assume it with. Add source_profile or credential_source.',
    );
  }

  const settings = surroundings.files.profiles.get(source);
  if (!settings) {
    throw halfProfile(
      name,
      `names the source_profile '${shown(source)}', which isn't there. Add it.`,
    );
  }

  const hasKeys = settings.has('aws_access_key_id') || settings.has('aws_secret_access_key');
  if (visited.includes(source) && (source !== name || !hasKeys)) {
    const circle = [...visited, source].map(shown).join(', ');
    throw halfProfile(name, `goes round in a circle of source_profile: ${circle}. Break it.`);
  }

  const way = hasKeys
    ? findInProfile(source, surroundings.files, {})
    : (findRole(source, surroundings, [...visited, source]) ??
      findInProfile(source, surroundings.files, {}));
  if (!way) {
    throw halfProfile(
      name,
      `names the source_profile '${shown(source)}', which has no credentials. ${runFor('aws configure', source)}`,
    );
  }

  return way;
}

/** int() of Python, as far as anyone writes seconds; anything else is as if it weren't there. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text)
    ? Number(text.replaceAll('_', ''))
    : undefined;
}
