import {ERROR_RULES} from '../ec2/error-kinds.js';
import type {SourceError, SourceStatus} from './snapshot.js';

type Answering = Pick<SourceStatus, 'status' | 'error'>;

/**
The service doesn't know any of the AMIs asked for (yet): one that was only just made is refused for some time.
Source: https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html
*/
export function isUnknownAmi({status, error}: Answering): boolean {
  return status === 'pending' && error?.code === 'InvalidAMIID.NotFound';
}

/** The error of a source that can't be asked from the start; `undefined` while there is hope. The one rule for every mode. */
export function hopelessError(source: Answering): SourceError | undefined {
  const {status, error} = source;
  const isHopeless =
    status === 'pending' &&
    error &&
    ERROR_RULES[error.kind].outlook === 'hopeless' &&
    !isUnknownAmi(source);
  return isHopeless && !mayMend(error) ? error : undefined;
}

/** The next request is signed with keys that were read again, and with the service's time. */
function mayMend({kind, code, count}: SourceError): boolean {
  return ERROR_RULES[kind].renews && code !== undefined && count === 1;
}
