import {shellQuote} from '../base/shell-quote.js';
import {cleanText, TEXT_LIMITS} from './clean-text.js';
import type {CredentialSource} from './credentials/credential-source.js';

/** A profile's name, cleaned and quoted for a sentence. */
export function profileName(name: string): string {
  return `profile '${cleanText(name, TEXT_LIMITS.id)}'`;
}

/** `--profile NAME`, quoted where a shell needs it; `undefined` for a name that the aws command can't take: it writes `]` into the files as it is, and can't read them any more (measured with 1.45 and 2.9). */
export function profileOption(name: string): string | undefined {
  const clean = cleanText(name, TEXT_LIMITS.id);
  if (clean !== name || name.includes(']')) {
    return undefined;
  }

  return `--profile${clean.startsWith('-') ? '=' : ' '}${shellQuote(clean)}`;
}

const EDIT_FILES =
  "Edit ~/.aws/config and ~/.aws/credentials: the aws command can't be given that name.";

/** A command of the aws command about a profile, or what to do where there is none. */
export function runFor(command: string, profile: string): string {
  const option = profileOption(profile);
  return option === undefined ? EDIT_FILES : `Run: ${command} ${option}`;
}

/** Whose keys they are, within a sentence. */
export function holderOf(source: CredentialSource): string {
  if (source.isFromProfile) {
    return profileName(source.profile);
  }

  const holders = {
    keys: 'the keys in an old file',
    environment: 'the keys in the environment',
    given: 'the credentials that were given',
    'web-identity': 'the web identity of the environment',
    container: "this container's role",
    instance: "this instance's role",
  } as const;
  return holders[source.kind as keyof typeof holders];
}

/** How a role gets its MFA code: the aws command asks for it, and keeps what it gets where this program finds it. */
export function askForCode(profile: string): string {
  return `${runFor('aws sts get-caller-identity', profile)}, which asks for it and keeps the session for both.`;
}

/** Each part of session keys. `aws configure` asks for the first two only and leaves the old token beside the new keys, which then fail (measured with 1.45 and 2.9). */
const SESSION_PARTS = [
  ['aws_access_key_id', 'ID'],
  ['aws_secret_access_key', 'KEY'],
  ['aws_session_token', 'TOKEN'],
] as const;

function newSessionKeys(profile: string): string {
  const option = profileOption(profile);
  return option === undefined
    ? EDIT_FILES
    : `Put new ones there, all three: ${SESSION_PARTS.map(([name, value]) => `aws configure set ${name} ${value} ${option}`).join('; ')}`;
}

/**
What someone has to do to get good credentials again: the command that does it where there is one. What puts session keys anew is tried with both versions of the aws command (`test/contract/remedies.full.test.ts`), what needs a login is not; `aws sso` and `aws login` are there in version 2 only, which is also what such a profile is made with.
*/
export function howToRenew(source: CredentialSource): string {
  const {kind, profile, isFromProfile, file, mfaProfile} = source;
  if (mfaProfile !== undefined) {
    return askForCode(mfaProfile);
  }

  switch (kind) {
    case 'given':
      return 'Give new ones: a provider is asked again, keys are not.';
    case 'environment':
      return 'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN anew (unset the last for keys without one) and start again.';
    case 'keys':
      if (file !== undefined) {
        return `Put new ones into ${cleanText(file, TEXT_LIMITS.id)}.`;
      }

      return source.hasToken
        ? newSessionKeys(profile)
        : runFor('aws configure', profile).replace(/^Run:/, 'Put new ones there:');
    case 'sso':
      return runFor('aws sso login', profile);
    case 'login':
      return runFor('aws login', profile);
    case 'process':
      return 'Run its credential_process by hand to see why.';
    case 'web-identity':
      return isFromProfile
        ? 'Check its web_identity_token_file and role_arn.'
        : 'Check AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN.';
    case 'container':
      return "Check the container's task role.";
    case 'instance':
      return "Check the instance's role.";
  }
}
