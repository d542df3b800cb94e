import type {Way} from './way.js';

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

/** The account that credentials will be of, as far as the way to them tells without asking anyone. A role's account is that of the role, not of whoever takes it. */
export function accountOfWay(way: Way): string | undefined {
  switch (way.kind) {
    case 'environment':
    case 'keys':
      return accountOfKey(way.keys.accessKeyId);
    case 'role':
    case 'web-identity':
      return accountOfArn(way.roleArn);
    case 'sso':
      return /^\d{12}$/.test(way.accountId) ? way.accountId : undefined;
    case 'login':
      return accountOfArn(way.session);
    default:
      return undefined;
  }
}
