import {cleanText} from '../clean-text.js';
import type {Profile} from '../credentials/profile.js';
import {Ec2Error} from '../errors.js';

export type EndpointSettings = {
  /** `undefined`: the SDK's own rules for the Region decide. */
  readonly url: string | undefined;
  readonly useFips: boolean;
  readonly useDualstack: boolean;
};

/**
Where requests go: `--endpoint-url`, AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL, then the profile's services section and its endpoint_url; and the FIPS and dual-stack settings.
Resolved here because the SDK looks for the profile's endpoint only in AWS_PROFILE, not in the profile its client was given.
Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
@param fallback Where nothing else names one.
@throws {Ec2Error} of kind `configuration` when the address isn't a URL.
*/
export function resolveEndpoint(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
  profile: Profile,
  fallback?: string,
): EndpointSettings {
  const url = flag || configuredUrl(env, profile) || fallback;
  if (url && !isHttpUrl(url)) {
    throw new Ec2Error(
      `The endpoint '${cleanText(url, 256)}' is not a URL. Give it as https://host or http://host:port.`,
      {kind: 'configuration'},
    );
  }

  const isOn = (variable: string, setting: string) =>
    (env[variable] || profile.settings[setting])?.toLowerCase() === 'true';
  return {
    url: url || undefined,
    useFips: isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    useDualstack: isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}

function configuredUrl(env: NodeJS.ProcessEnv, profile: Profile): string | undefined {
  const ignore =
    env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS || profile.settings.ignore_configured_endpoint_urls;
  if (ignore?.toLowerCase() === 'true') {
    return undefined;
  }

  const services = profile.settings.services;
  return (
    env.AWS_ENDPOINT_URL_EC2 ||
    env.AWS_ENDPOINT_URL ||
    (services && profile.section('services', services)?.['ec2.endpoint_url']) ||
    profile.settings.endpoint_url
  );
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
