import type {FetchContext} from './fetch-context.js';
import {credentialsExpired} from './name-credentials-error.js';
import {type Keys, sourceOf, type Way} from './way.js';

/**
Gets the credentials. Only what the way needs is loaded.
@throws {Ec2Error} where this program knows what is wrong; what the SDK throws otherwise.
*/
export async function fetchKeys(way: Way, context: FetchContext): Promise<Keys> {
  const keys = await fetchFrom(way, context);
  if (keys.expiration && keys.expiration.getTime() <= Date.now()) {
    throw credentialsExpired(sourceOf(way, context.profile.name));
  }

  return keys;
}

async function fetchFrom(way: Way, context: FetchContext): Promise<Keys> {
  switch (way.kind) {
    case 'environment':
    case 'keys':
      return way.keys;
    case 'given':
      return typeof way.given === 'function' ? way.given() : way.given;
    case 'role': {
      const {assumeRole} = await import('./assume-role.js');
      return assumeRole(way, context, () => fetchKeys(way.from, context));
    }

    case 'web-identity': {
      const {assumeRoleWithWebIdentity} = await import('./web-identity.js');
      return assumeRoleWithWebIdentity(way, context);
    }

    case 'sso': {
      const {fetchSsoKeys} = await import('./sso.js');
      return fetchSsoKeys(way, context);
    }

    case 'login': {
      const {fetchLoginKeys} = await import('./login.js');
      return fetchLoginKeys(way, context);
    }

    case 'process': {
      const {runCredentialProcess} = await import('./credential-process.js');
      return runCredentialProcess(way, context);
    }

    case 'container': {
      const {fetchContainerKeys} = await import('./container.js');
      return fetchContainerKeys(context);
    }

    case 'instance': {
      const {fetchInstanceKeys} = await import('./instance-keys.js');
      return fetchInstanceKeys(context);
    }
  }
}
