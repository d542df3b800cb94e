/**
The errors the endpoint can answer with: HTTP status and the service's own words.
Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
*/
const ERRORS = {
  AuthFailure: [401, 'AWS was not able to validate the provided access credentials'],
  DryRunOperation: [412, 'Request would have succeeded, but DryRun flag is set.'],
  ExpiredToken: [400, 'The security token included in the request is expired'],
  FilterLimitExceeded: [
    400,
    'The maximum number of filter values specified on a single call is 200',
  ],
  InternalError: [500, 'An internal error has occurred'],
  InvalidAction: [400, 'The action or operation requested is not valid.'],
  'InvalidAMIID.Malformed': [400, 'Invalid id'],
  'InvalidAMIID.NotFound': [400, 'The image id does not exist'],
  InvalidNextToken: [400, 'The token provided in the request is invalid or has expired'],
  InvalidParameterCombination: [400, 'The parameters cannot be used together'],
  InvalidParameterValue: [400, 'A value specified in a parameter is not valid'],
  MissingAction: [400, 'The request must contain the parameter Action'],
  MissingParameter: [400, 'The request is missing a required parameter'],
  RequestExpired: [400, 'Request has expired.'],
  RequestLimitExceeded: [503, 'Request limit exceeded.'],
  Unavailable: [503, 'The service is unavailable. Please try again shortly.'],
  UnauthorizedOperation: [403, 'You are not authorized to perform this operation.'],
  UnknownParameter: [400, 'An unknown or unrecognized parameter was supplied.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type ServiceErrorCode = keyof typeof ERRORS;

/** An error of the simulated service; becomes an `<Error>` on the wire. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ServiceErrorCode;
  readonly status: number;

  constructor(code: ServiceErrorCode, message: string = ERRORS[code][1]) {
    super(message);
    this.code = code;
    this.status = ERRORS[code][0];
  }
}
