import {createHash} from 'node:crypto';

/** Every secret of these tests holds this word, so that one look finds each wherever it turns up. */
export const CANARY = 'CANARY';

/** An access key ID. @param name Up to 10 capitals and digits. */
export function keyId(name: string): string {
  return `ASIA${CANARY}${name.padEnd(10, '0')}`;
}

const secretOf = (name: string) => `${CANARY}/secret+${name}`;
const tokenOf = (name: string) => `${CANARY}//token+${name}==`;

/** Session keys in the environment. */
export const KEYS = {
  AWS_ACCESS_KEY_ID: keyId('ENV'),
  AWS_SECRET_ACCESS_KEY: secretOf('ENV'),
  AWS_SESSION_TOKEN: tokenOf('ENV'),
} as const;

/** What takes those away. */
export const NO_KEYS = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
} as const;

const later = () => new Date(Date.now() + 3_600_000).toISOString();

/** A section of a shared file with session keys. */
export function keysOfProfile(name: string): string {
  return `aws_access_key_id = ${keyId(name)}
aws_secret_access_key = ${secretOf(name)}
aws_session_token = ${tokenOf(name)}
`;
}

/** The shared credentials file, with the profile `ops`. */
export function credentialsFile(name: string): string {
  return `[ops]\n${keysOfProfile(name)}`;
}

/** What a credential_process prints, as a shell script that prints it. */
export function processScript(name: string): string {
  const keys = {
    Version: 1,
    AccessKeyId: keyId(name),
    SecretAccessKey: secretOf(name),
    SessionToken: tokenOf(name),
  };
  return `echo '${JSON.stringify(keys)}'`;
}

/** What the metadata service and a container give. */
export function roleKeys(name: string): string {
  return JSON.stringify({
    AccessKeyId: keyId(name),
    SecretAccessKey: secretOf(name),
    Token: tokenOf(name),
    Expiration: later(),
  });
}

const SESSION = 'corp';

/** The profile `ops` by an SSO session. */
export const SSO_CONFIG = `[profile ops]
sso_session = ${SESSION}
sso_account_id = 111122223333
sso_role_name = Reader
[sso-session ${SESSION}]
sso_region = us-east-1
sso_start_url = https://corp.awsapps.com/start
`;

/** Where `aws sso login` puts the session's token. */
export const SSO_TOKEN_FILE = `.aws/sso/cache/${createHash('sha1').update(SESSION).digest('hex')}.json`;

/** What `aws sso login` puts there. */
export function ssoToken(name: string, lifeSeconds: number): string {
  const expiresAt = new Date(Date.now() + lifeSeconds * 1000).toISOString();
  return JSON.stringify({accessToken: `${CANARY}-sso-${name}`, expiresAt});
}

/** The portal's answer to the bearer of a token: keys of the token's name. */
export function ssoKeys(bearer: string): string {
  const name = bearer.replace(`${CANARY}-sso-`, '');
  const {AccessKeyId, SecretAccessKey, Token} = JSON.parse(roleKeys(name));
  return JSON.stringify({
    roleCredentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: Token,
      expiration: Date.now() + 3_600_000,
    },
  });
}

/** The profile `ops` by a role, assumed with the keys of another profile. */
export const ROLE_CONFIG = `[profile ops]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = base
[profile base]
${keysOfProfile('BASE')}`;

/** What STS answers to AssumeRole and AssumeRoleWithWebIdentity. */
export function assumedRole(action: string, name: string): string {
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<Credentials><AccessKeyId>${keyId(name)}</AccessKeyId><SecretAccessKey>${secretOf(name)}</SecretAccessKey><SessionToken>${tokenOf(name)}</SessionToken><Expiration>${later()}</Expiration></Credentials>
<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/reader/s</Arn><AssumedRoleId>x</AssumedRoleId></AssumedRoleUser>
</${action}Result></${action}Response>`;
}

/** STS refuses, and quotes a key. */
export const ROLE_REFUSED = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>The user of ${keyId('BASE')} is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>`;
