import {cleanText} from '../clean-text.js';
import {isOn, type Profile, settingOf} from '../config/profile.js';
import {Ec2Error} from '../errors.js';

export type EndpointSettings = {
  /** `undefined`: the SDK's own rules for the Region decide. */
  readonly url: string | undefined;
  readonly useFips: boolean;
  readonly useDualstack: boolean;
};

/** A service as the variables and the files name it: `ec2` is `AWS_ENDPOINT_URL_EC2` and `ec2 =` in a services section. */
export type ServiceId = 'ec2' | 'sts' | 'sso' | 'sso_oidc' | 'signin';

/**
Where requests to a service go: the flag (EC2's `--endpoint-url`), AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, then the profile's services section and its endpoint_url; and the FIPS and dual-stack settings, which mean nothing beside an address.
Resolved here because the SDK reads the files in a way of its own, and looks only in AWS_PROFILE, not in the profile its client was given.
Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html; botocore 1.43, configprovider.py, ConfiguredEndpointProvider
@param fallback Where nothing else names one.
@throws {Ec2Error} of kind `configuration` when the address isn't a URL, or the services section isn't there.
*/
export function resolveEndpoint(
  service: ServiceId,
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
  profile: Profile,
  fallback?: string,
): EndpointSettings {
  const url = flag || configuredUrl(service, env, profile) || fallback;
  if (!url) {
    return {
      url: undefined,
      useFips: isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint', env, profile),
      useDualstack: isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint', env, profile),
    };
  }

  if (!isHttpUrl(url)) {
    throw new Ec2Error(
      `The endpoint '${cleanText(url, 256)}' is not a URL. Give it as https://host or http://host:port.`,
      {kind: 'configuration'},
    );
  }

  return {url, useFips: false, useDualstack: false};
}

const IGNORE = ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls'] as const;

function configuredUrl(
  service: ServiceId,
  env: NodeJS.ProcessEnv,
  profile: Profile,
): string | undefined {
  if (isOn(...IGNORE, env, profile)) {
    return undefined;
  }

  return (
    env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ||
    env.AWS_ENDPOINT_URL ||
    urlOfServices(service, profile) ||
    settingOf(profile.settings, 'endpoint_url')
  );
}

/** An empty section is as good as none there: whoever named it meant another address than the real one. */
function urlOfServices(service: ServiceId, profile: Profile): string | undefined {
  const name = settingOf(profile.settings, 'services');
  if (name === undefined) {
    return undefined;
  }

  const section = profile.files.services.get(name);
  if (!section?.size) {
    throw new Ec2Error(
      `The profile '${cleanText(profile.name, 256)}' names the section [services ${cleanText(name, 256)}], which ${section ? 'is empty' : "isn't there"}. Add it to the AWS config file, or take \`services\` out of the profile.`,
      {kind: 'configuration'},
    );
  }

  const settings = section.get(service);
  if (typeof settings === 'string') {
    throw new Ec2Error(
      `The setting ${service} in [services ${cleanText(name, 256)}] holds no block of settings. Put its endpoint_url on an indented line below \`${service} =\`.`,
      {kind: 'configuration'},
    );
  }

  return settings?.get('endpoint_url');
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
