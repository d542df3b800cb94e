import {settingOf} from '../config/profile.js';
import {Ec2Error} from '../errors.js';
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

/**
The same for STS: in EC2's Region, or at the one address of all Regions where sts_regional_endpoints is `legacy`.
@throws {Ec2Error} of kind `configuration` for another word.
Source: botocore 1.43, args.py, _get_sts_regional_endpoints_config
*/
export function stsSettings(context: FetchContext) {
  const {env, profile, region} = context;
  const word =
    (env.AWS_STS_REGIONAL_ENDPOINTS ?? settingOf(profile.settings, 'sts_regional_endpoints')) ||
    'regional';
  if (word !== 'regional' && word !== 'legacy') {
    throw new Ec2Error(
      'AWS_STS_REGIONAL_ENDPOINTS or sts_regional_endpoints is neither `regional` nor `legacy`. Take it out, or set one of them.',
      {kind: 'configuration'},
    );
  }

  return {...serviceSettings('sts', region, context), useGlobalEndpoint: word === 'legacy'};
}
