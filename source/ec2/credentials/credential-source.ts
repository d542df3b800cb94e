export type CredentialKind =
  | 'environment'
  | 'given'
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

  /** A file of an older tool that holds the keys. */
  readonly file?: string;

  /** The profile whose role wants an MFA code. */
  readonly mfaProfile?: string;
};
