import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import {Ec2Error} from '../errors.js';
import {profileName} from '../renewal-advice.js';

/** What can't be followed though it is there: refused as the aws command refuses it, never replaced by another source. */
export function halfConfigured(sentence: string): Ec2Error {
  return new Ec2Error(sentence, {kind: 'configuration'});
}

/** The same, of a profile. @param rest What of it is wrong, and what to do. */
export function halfProfile(profile: string, rest: string): Ec2Error {
  return halfConfigured(`The ${profileName(profile)} ${rest}`);
}

/** A name out of a file, as it is shown. */
export function shown(text: string): string {
  return cleanText(text, TEXT_LIMITS.id);
}
