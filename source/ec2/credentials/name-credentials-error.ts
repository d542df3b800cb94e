import {cleanText} from '../clean-text.js';
import {Ec2Error} from '../errors.js';
import {redact} from '../redact.js';
import {askForCode, holderOf, howToRenew, profileName} from '../renewal-advice.js';
import {nameNetworkError} from '../transport/name-network-error.js';
import type {CredentialSource} from './credential-source.js';

// Whole phrases about what is shown to a service: a certificate, or a policy that somebody mentions, may have expired too.
const EXPIRED =
  /\b(?:token|session|credentials)\b[^.]{0,120}\b(?:is|are|has|have) expired\b|\btoken expired\b|Session token not found or invalid/i;
const EXPIRED_CODES = /^(?:Expired|UnauthorizedException$|InvalidGrant)/;

/** A role that wants a code typed in: a monitor can't ask for one at each renewal, but the aws command keeps what it has got for one. */
export function mfaNeeded(profile: string): Ec2Error {
  return new Ec2Error(
    `The role of ${profileName(profile)} wants an MFA code, which amiwatch doesn't ask for. ${askForCode(profile)}`,
    {kind: 'credentials'},
  );
}

/** Keys that are over, or a login that is. */
export function credentialsExpired(
  source: CredentialSource,
  details: {readonly code?: string | undefined; readonly cause?: unknown} = {},
): Ec2Error {
  const [what, have] =
    source.kind === 'sso' ? ['The SSO session', 'has'] : ['The credentials', 'have'];
  return new Ec2Error(`${what} of ${holderOf(source)} ${have} expired. ${howToRenew(source)}`, {
    kind: 'expired',
    ...details,
  });
}

/** A source that has not answered after so many milliseconds. @param service Which one hasn't, where it is a service: that passes. */
export function credentialsLate(
  source: CredentialSource,
  ms: number,
  service: string | undefined,
): Ec2Error {
  const late = `No credentials from ${holderOf(source)} within ${ms / 1000} s`;
  return service
    ? new Ec2Error(`${late}: ${service} doesn't answer. Check the network and the proxy.`, {
        kind: 'network',
        code: 'ETIMEDOUT',
      })
    : new Ec2Error(`${late}. ${howToRenew(source)}`, {kind: 'credentials'});
}

/**
Names what went wrong while credentials were being fetched: from the files, a process, SSO, STS, the container or the instance.
*/
export function nameCredentialsError(error: unknown, source: CredentialSource): Ec2Error {
  if (error instanceof Ec2Error) {
    return error;
  }

  const {name, message, code} = plainError(error);
  if (source.kind === 'instance' && !source.isFromProfile) {
    return new Ec2Error(
      `No credentials found for ${profileName(source.profile)}, and no role of this machine.`,
      {kind: 'credentials', advice: 'profile', cause: error},
    );
  }

  // A code says it for sure, whatever else is in the message.
  const isDenied = code?.startsWith('AccessDenied') ?? false;
  if (EXPIRED_CODES.test(name) || (!isDenied && EXPIRED.test(message))) {
    return credentialsExpired(source, {code, cause: error});
  }

  if (isDenied) {
    return new Ec2Error(
      `No credentials: ${sentence(message)} Check the trust policy of the role, and what ${holderOf(source)} may do.`,
      {kind: 'credentials', code, cause: error},
    );
  }

  const network = nameNetworkError(error, 'the service that gives the credentials');
  if (network) {
    // Nobody knows who was asked, so that no setting of EC2's or of another service's need lead there.
    const advice = network.advice ? ' Check the network and the proxy.' : '';
    return new Ec2Error(`No credentials from ${holderOf(source)}: ${network.problem}${advice}`, {
      kind: network.kind,
      code: network.code,
      cause: error,
    });
  }

  return new Ec2Error(
    `No credentials from ${holderOf(source)}: ${sentence(message)} ${howToRenew(source)}`,
    {kind: 'credentials', code, cause: error},
  );
}

function plainError(error: unknown): {name: string; message: string; code: string | undefined} {
  const isError = error instanceof Error;
  const name = isError ? error.name : 'Error';

  // A service's code is the name of the SDK's exception; Error and the providers' own names say nothing.
  const isService = isError && '$fault' in error;
  return {
    name,
    message: isError ? error.message : String(error),
    code: isService ? cleanText(name, 128) : undefined,
  };
}

function sentence(message: string): string {
  const text = cleanText(redact(message), 300).trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
