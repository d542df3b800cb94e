import type {Ec2ErrorKind} from './errors.js';

// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html; throttling and what passes, of any service: botocore's retry rules.
const KINDS: Readonly<Record<string, Ec2ErrorKind>> = {
  DryRunOperation: 'dry-run',

  RequestLimitExceeded: 'throttled',
  TooManyRequestsException: 'throttled',
  BandwidthLimitExceeded: 'throttled',
  RequestThrottled: 'throttled',
  RequestThrottledException: 'throttled',
  EC2ThrottledException: 'throttled',
  LimitExceededException: 'throttled',
  SlowDown: 'throttled',
  SlowDownException: 'throttled',
  slow_down: 'throttled',

  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  TokenRefreshRequired: 'expired',

  AuthFailure: 'credentials',
  InvalidClientTokenId: 'credentials',
  UnrecognizedClientException: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  IncompleteSignature: 'credentials',
  InvalidSignatureException: 'credentials',
  InvalidSecurity: 'credentials',
  MissingAuthenticationToken: 'credentials',
  MissingAuthenticationTokenException: 'credentials',
  RequestTimeTooSkewed: 'credentials',
  NotAuthorized: 'credentials',

  UnauthorizedOperation: 'denied',
  UnauthorizedAccess: 'denied',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  Blocked: 'denied',
  OptInRequired: 'denied',
  PendingVerification: 'denied',

  InternalError: 'service',
  InternalFailure: 'service',
  InternalServerError: 'service',
  InternalServerException: 'service',
  Unavailable: 'service',
  ServiceUnavailable: 'service',
  ServiceUnavailableException: 'service',
  RequestTimeout: 'service',
  RequestTimeoutException: 'service',

  // STS could not ask whoever signed a web identity token.
  IDPCommunicationError: 'service',
};

const EXPIRED_TOKEN = /security token included in the request is expired/i;

/** What a service's answer means: by its code, its message, then its HTTP status; `undefined` when neither says. */
export function kindOfAnswer(
  status: number,
  code: string | undefined,
  message: string | undefined,
): Ec2ErrorKind | undefined {
  if (message && EXPIRED_TOKEN.test(message)) {
    return 'expired';
  }

  if (code !== undefined) {
    if (Object.hasOwn(KINDS, code)) {
      return KINDS[code];
    }

    if (code.startsWith('Throttling') || code.startsWith('Throttled')) {
      return 'throttled';
    }
  }

  if (status === 429) {
    return 'throttled';
  }

  if (status >= 500) {
    return 'service';
  }

  return code !== undefined && status >= 400 ? 'bad-request' : undefined;
}

/** True for codes that a wrong clock causes too. The end of a token the service finds by its own clock, whatever the request was signed with. */
export function isSignedWithTime(code: string | undefined): boolean {
  const kind = code === undefined ? undefined : kindOfAnswer(400, code, undefined);
  return kind === 'credentials' || (kind === 'expired' && code === 'RequestExpired');
}
