import type {Ec2ErrorKind} from '../ec2/errors.js';
import type {SourceError, SourceStatus, StoreSnapshot} from '../poll/snapshot.js';
import {formatDuration} from '../task/format.js';

/** What no waiting heals while a source has never answered: the user has to change something first. */
const HOPELESS: ReadonlySet<Ec2ErrorKind> = new Set([
  'configuration',
  'credentials',
  'expired',
  'denied',
  'bad-request',
]);

/** A throttled answer now and then is how an account is shared; a row of them is an outage. */
const THROTTLED_ROW = 3;

/**
The service doesn't know any of the AMIs asked for (yet): one that was only just made is refused for some time.
Source: https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html
*/
export function isUnknownAmi({status, error}: SourceStatus): boolean {
  return status === 'pending' && error?.code === 'InvalidAMIID.NotFound';
}

/** The error of a source that can't be asked from the start; `undefined` while there is hope. */
export function hopelessError(source: SourceStatus): SourceError | undefined {
  const {status, error} = source;
  const isHopeless =
    status === 'pending' && error && HOPELESS.has(error.kind) && !isUnknownAmi(source);
  return isHopeless && !mayMend(error) ? error : undefined;
}

/** The next request is signed with keys that were read again, and with the service's time. */
function mayMend({kind, code, count}: SourceError): boolean {
  return (kind === 'credentials' || kind === 'expired') && code !== undefined && count === 1;
}

/**
Tells of outages: once when one begins or its kind changes, and once when it is over. An outage doesn't end anything.
@param note Takes one sentence.
@returns To be called with each snapshot.
*/
export function outageNotes(
  note: (sentence: string) => void,
): (snapshot: StoreSnapshot, now: number) => void {
  const told = new Map<number, SourceError>();
  return ({sources}, now) => {
    for (const [index, source] of sources.entries()) {
      const {error} = source;
      const before = told.get(index);
      const where = sources.length > 1 ? `${source.profile}/${source.region}: ` : '';
      if (!error) {
        if (before && told.delete(index)) {
          note(`${where}It answers again, after ${formatDuration(now - before.since)}.`);
        }
      } else if (before?.kind !== error.kind && isWorthTelling(source, error)) {
        told.set(index, error);
        note(`${where}${error.message} Trying again until it answers.`);
      }
    }
  };
}

function isWorthTelling(source: SourceStatus, {kind, count}: SourceError): boolean {
  return (
    !hopelessError(source) &&
    !isUnknownAmi(source) &&
    (kind !== 'throttled' || count >= THROTTLED_ROW)
  );
}
