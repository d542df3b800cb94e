import {settingOf} from '../config/profile.js';
import {resolveEndpoint, type ServiceId} from '../transport/endpoint.js';
import {witnessed} from './credential-exchange.js';
import type {FetchContext} from './fetch-context.js';

/**
What a client of the SDK for a service that gives credentials is made with. Whatever is given here it doesn't look for in the environment and the files, which it reads in a way of its own.
*/
export function serviceSettings(service: ServiceId, region: string, context: FetchContext) {
  const {profile, env, logger, requestHandler, witness} = context;
  const {url, useFips, useDualstack} = resolveEndpoint(service, undefined, env, profile);
  return {
    region,
    ...(url && {endpoint: url}),
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: useFips,
    useDualstackEndpoint: useDualstack,
    maxAttempts: attempts(context),
    retryMode: 'standard',
    defaultsMode: 'legacy' as const,
    authSchemePreference: [],
    userAgentAppId: 'amiwatch',
    requestHandler: witnessed(requestHandler, witness),
    logger,
  };
}

/** Unless AWS_MAX_ATTEMPTS or max_attempts says otherwise. */
const ATTEMPTS = 3;

function attempts({env, profile}: FetchContext): number {
  const number = Number(env.AWS_MAX_ATTEMPTS ?? settingOf(profile.settings, 'max_attempts'));
  return Number.isInteger(number) && number > 0 ? number : ATTEMPTS;
}
