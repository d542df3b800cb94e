import {cleanText, TEXT_LIMITS} from './clean-text.js';
import type {CredentialSource} from './credential-source.js';

/** A profile's name, cleaned and quoted for a sentence. */
export function profileName(name: string): string {
  return `profile '${cleanText(name, TEXT_LIMITS.id)}'`;
}

/** The name cleaned, and quoted where a shell needs it. */
export function shellArgument(name: string): string {
  const clean = cleanText(name, TEXT_LIMITS.id);
  return /^[\w@%+=:,./-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", "'\\''")}'`;
}

/** Whose keys they are, within a sentence. */
export function holderOf(source: CredentialSource): string {
  if (source.isFromProfile) {
    return profileName(source.profile);
  }

  const holders = {
    environment: 'the keys in the environment',
    'web-identity': 'the web identity of the environment',
    container: "this container's role",
    instance: "this instance's role",
  } as const;
  return holders[source.kind as keyof typeof holders];
}

/** What someone has to do to get good credentials again: the command that mends it where there is one. */
export function howToRenew({kind, profile, isFromProfile}: CredentialSource): string {
  const argument = shellArgument(profile);
  switch (kind) {
    case 'environment':
      return 'Set new keys in the environment and start again.';
    case 'keys':
      return `Put new ones there: aws configure --profile ${argument}`;
    case 'sso':
      return `Run: aws sso login --profile ${argument}`;
    case 'login':
      return `Run: aws login --profile ${argument}`;
    case 'process':
      return `Run its credential_process by hand to see why, or: aws configure --profile ${argument}`;
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
