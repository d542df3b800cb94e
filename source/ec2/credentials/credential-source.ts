import type {Profile} from './profile.js';

export type CredentialKind =
  | 'environment'
  | 'keys'
  | 'sso'
  | 'login'
  | 'process'
  | 'web-identity'
  | 'container'
  | 'instance';

/** Where the credentials come from, as far as that can be told without asking anyone. */
export type CredentialSource = {
  readonly kind: CredentialKind;

  /** The profile that holds them: behind a role, its source profile. */
  readonly profile: string;

  /** True when the profile says so; false when the environment or the machine does. */
  readonly isFromProfile: boolean;

  /** The keys are session keys: whoever puts new ones in their place has to replace the token too. */
  readonly hasToken?: true;

  /** The profile that assumes a role with an MFA code. */
  readonly mfaProfile?: string;
};

const CREDENTIAL_SOURCES: Readonly<Record<string, CredentialKind>> = {
  Environment: 'environment',
  EcsContainer: 'container',
  Ec2InstanceMetadata: 'instance',
};

/**
Finds the first source that is configured, in the order of the aws command: keys in the environment (unless --profile was given; AWS_PROFILE doesn't beat them there, other than in the SDK), the profile, a web identity token, the container, the instance.
Unlike that chain it stays with what it found: a profile that fails must not end in the keys of another account.
*/
export function findCredentialSource(profile: Profile, env: NodeJS.ProcessEnv): CredentialSource {
  const {name} = profile;
  if (!profile.isByFlag && env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) {
    return {kind: 'environment', profile: name, isFromProfile: false};
  }

  const fromProfile = findInProfile(profile, name, new Set());
  if (fromProfile) {
    return fromProfile;
  }

  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) {
    return {kind: 'web-identity', profile: name, isFromProfile: false};
  }

  const isContainer =
    env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  return {kind: isContainer ? 'container' : 'instance', profile: name, isFromProfile: false};
}

function findInProfile(
  profile: Profile,
  name: string,
  visited: ReadonlySet<string>,
): CredentialSource | undefined {
  const settings = profile.settingsOf(name);
  if (!settings || visited.has(name)) {
    // A role that names itself takes its own keys; anything longer is a cycle, which the provider reports.
    return undefined;
  }

  const at = (kind: CredentialKind): CredentialSource => ({
    kind,
    profile: name,
    isFromProfile: true,
    ...(kind === 'keys' && settings.aws_session_token ? {hasToken: true} : {}),
  });
  const hasKeys = settings.aws_access_key_id && settings.aws_secret_access_key;
  if (visited.size > 0 && hasKeys) {
    return at('keys');
  }

  if (settings.role_arn && (settings.source_profile || settings.credential_source)) {
    const mfa = settings.mfa_serial ? {mfaProfile: name} : {};
    const source =
      settings.source_profile === name && hasKeys
        ? at('keys')
        : settings.source_profile &&
          findInProfile(profile, settings.source_profile, new Set([...visited, name]));
    const kind = CREDENTIAL_SOURCES[settings.credential_source ?? ''] ?? 'keys';
    return {...mfa, ...(source || at(kind))};
  }

  if (hasKeys) {
    return at('keys');
  }

  if (settings.web_identity_token_file && settings.role_arn) {
    return at('web-identity');
  }

  if (settings.credential_process) {
    return at('process');
  }

  if (settings.sso_session || settings.sso_start_url || settings.sso_account_id) {
    return at('sso');
  }

  return settings.login_session ? at('login') : undefined;
}
