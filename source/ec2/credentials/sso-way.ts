import type {Section} from '../config/config-file.js';
import {settingOf} from '../config/profile.js';
import {runFor} from '../renewal-advice.js';
import {halfProfile, shown} from './half-configured.js';
import type {SsoWay} from './way.js';

const NEEDED = ['sso_role_name', 'sso_account_id', 'sso_start_url', 'sso_region'] as const;

/**
The SSO settings of a profile, with those of the session that it names; `undefined` for one that has neither a role nor an account there.
@throws {Ec2Error} of kind `configuration` for settings that are incomplete or contradict the session's.
Source: botocore 1.43, credentials.py, SSOProvider
*/
export function findSso(
  name: string,
  settings: Section,
  sessions: ReadonlyMap<string, Section>,
): SsoWay | undefined {
  if (!settings.has('sso_role_name') && !settings.has('sso_account_id')) {
    return undefined;
  }

  const sessionName = settingOf(settings, 'sso_session');
  const session = findSession(name, sessionName, sessions);

  for (const [key, value] of session ?? []) {
    if (settings.has(key) && settings.get(key) !== value) {
      throw halfProfile(
        name,
        `has another ${shown(key)} than its section [sso-session ${shown(sessionName ?? '')}]. Take it out of the profile.`,
      );
    }
  }

  const all = new Map([...settings, ...(session ?? [])]);
  const absent = NEEDED.filter(key => !all.has(key));
  if (absent.length > 0) {
    throw halfProfile(name, `has SSO settings without ${absent.join(', ')}. ${advice(name)}`);
  }

  return {
    kind: 'sso',
    holder: name,
    startUrl: settingOf(all, 'sso_start_url') ?? '',
    region: settingOf(all, 'sso_region') ?? '',
    accountId: settingOf(all, 'sso_account_id') ?? '',
    roleName: settingOf(all, 'sso_role_name') ?? '',
    session: sessionName,
  };
}

/**
Holds a profile to the session that it names, even where its credentials are others: the aws command makes ready for the session's token, too.
@throws {Ec2Error} of kind `configuration` where the section isn't there or incomplete.
Source: botocore 1.43, tokens.py, SSOTokenProvider
*/
export function refuseBrokenSession(
  name: string,
  settings: Section,
  sessions: ReadonlyMap<string, Section>,
): void {
  const sessionName = settingOf(settings, 'sso_session');
  const session = findSession(name, sessionName, sessions);
  const absent = ['sso_start_url', 'sso_region'].filter(key => session && !session.has(key));
  if (absent.length > 0) {
    throw halfProfile(
      name,
      `names the section [sso-session ${shown(sessionName ?? '')}], which has no ${absent.join(' and no ')}. ${advice(name)}`,
    );
  }
}

function findSession(
  name: string,
  sessionName: string | undefined,
  sessions: ReadonlyMap<string, Section>,
): Section | undefined {
  if (sessionName === undefined) {
    return undefined;
  }

  const session = sessions.get(sessionName);
  if (!session?.size) {
    throw halfProfile(
      name,
      `names the section [sso-session ${shown(sessionName)}], which ${session ? 'is empty' : "isn't there"}. ${advice(name)}`,
    );
  }

  return session;
}

function advice(profile: string): string {
  return runFor('aws configure sso', profile);
}
