import type {Profile, Settings} from './profile.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ACCOUNT_DIGITS = 12;

/** Of an access key ID: four letters of its kind (AKIA, ASIA), then base32. */
const KEY_ID = /^A[A-Z]{2}A([A-Z2-7]{10,})$/;

/**
The account that an access key ID belongs to: the first 6 bytes after the kind are a mark that there is one, and 40 bits of the account's number.
@returns 12 digits; `undefined` for keys made before 2019, which don't tell, and for what is no key ID.
*/
export function accountOfKey(accessKeyId: string | undefined): string | undefined {
  const encoded = KEY_ID.exec(accessKeyId ?? '')?.[1];
  if (encoded === undefined) {
    return undefined;
  }

  let bits = 0n;
  for (const letter of encoded.slice(0, 10)) {
    bits = (bits << 5n) | BigInt(BASE32.indexOf(letter));
  }

  // 50 bits were read, of which 48 count: a mark, the number, and 7 bits of something else.
  const bytes = bits >> 2n;
  const isTold = bytes >> 47n === 1n;
  const account = ((bytes & 0x7f_ff_ff_ff_ff_ffn) >> 7n).toString();
  return isTold && account.length <= ACCOUNT_DIGITS
    ? account.padStart(ACCOUNT_DIGITS, '0')
    : undefined;
}

/** The account in an ARN: `arn:aws:iam::123456789012:role/x`. */
function accountOfArn(arn: string | undefined): string | undefined {
  const account = arn?.split(':')[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/**
The account that the credentials of a profile will be of, as far as its settings and the environment tell without asking anyone. A role's account is that of the role, not of whoever takes it.
*/
export function accountOfProfile(profile: Profile, env: NodeJS.ProcessEnv): string | undefined {
  if (!profile.isByFlag && env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) {
    return accountOfKey(env.AWS_ACCESS_KEY_ID);
  }

  const {settings} = profile;
  return (
    accountOfSettings(settings) ??
    // A web identity that only the environment tells of, unless the profile has something of its own.
    (hasOwn(settings) ? undefined : accountOfArn(env.AWS_ROLE_ARN))
  );
}

function accountOfSettings(settings: Settings): string | undefined {
  if (settings.role_arn) {
    return accountOfArn(settings.role_arn);
  }

  if (settings.aws_access_key_id) {
    return accountOfKey(settings.aws_access_key_id);
  }

  return /^\d{12}$/.test(settings.sso_account_id ?? '')
    ? settings.sso_account_id
    : accountOfArn(settings.login_session);
}

function hasOwn(settings: Settings): boolean {
  const {role_arn, aws_access_key_id, credential_process, sso_account_id, login_session} = settings;
  return [role_arn, aws_access_key_id, credential_process, sso_account_id, login_session].some(
    Boolean,
  );
}
