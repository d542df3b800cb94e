import type {CredentialKind, CredentialSource} from './credential-source.js';

/** Keys to sign with. */
export type Keys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
};

/** Keys that a program gives, or asks for itself each time they are needed. */
export type GivenCredentials = Keys | (() => Promise<Keys>);

/** A profile that holds them; `undefined` where the environment or the machine does. */
type Holder = {readonly holder: string | undefined};

/** A role that is assumed through STS with keys that are got in another way. */
export type RoleWay = {
  readonly kind: 'role';
  readonly profile: string;
  readonly roleArn: string;
  readonly sessionName: string | undefined;
  readonly externalId: string | undefined;
  readonly mfaSerial: string | undefined;
  readonly durationSeconds: number | undefined;
  readonly from: Way;
};

export type WebIdentityWay = Holder & {
  readonly kind: 'web-identity';
  readonly tokenFile: string;
  readonly roleArn: string;
  readonly sessionName: string | undefined;
};

export type SsoWay = {
  readonly kind: 'sso';
  readonly holder: string;
  readonly startUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly roleName: string;

  /** The name of the section that all its profiles share; `undefined` where the profile has the settings itself. */
  readonly session: string | undefined;
};

/** How credentials are to be got: found in the environment and the files, without asking anyone. */
export type Way =
  | (Holder & {readonly kind: 'environment'; readonly keys: Keys})
  | (Holder & {
      readonly kind: 'keys';
      readonly keys: Keys;

      /** One of an older tool, where no profile holds them. */
      readonly file?: string;
    })
  | (Holder & {readonly kind: 'given'; readonly given: GivenCredentials})
  | {readonly kind: 'process'; readonly holder: string; readonly command: string}
  | {readonly kind: 'login'; readonly holder: string; readonly session: string}
  | (Holder & {readonly kind: 'container' | 'instance'})
  | SsoWay
  | WebIdentityWay
  | RoleWay;

/**
Whose credentials they are, for messages: of a role those that it is assumed with, which are what can run out.
@param profile The one that is used, which may hold none itself.
*/
export function sourceOf(way: Way, profile: string): CredentialSource {
  if (way.kind === 'role') {
    const source = sourceOf(way.from, way.profile);
    return way.mfaSerial === undefined ? source : {...source, mfaProfile: way.profile};
  }

  const kind: CredentialKind = way.kind;
  return {
    kind,
    profile: way.holder ?? profile,
    isFromProfile: way.holder !== undefined,
    ...(way.kind === 'keys' && way.keys.sessionToken ? {hasToken: true} : {}),
    ...(way.kind === 'keys' && way.file !== undefined ? {file: way.file} : {}),
  };
}
