import {STSClient} from '@aws-sdk/nested-clients/sts';
import {settingOf} from '../config/profile.js';
import {Ec2Error} from '../errors.js';
import {keepEndpointAddress} from '../transport/keep-endpoint-address.js';
import type {FetchContext} from './fetch-context.js';
import {serviceSettings} from './service-settings.js';
import type {Keys} from './way.js';

/**
Makes a client of STS: in EC2's Region, or at the one address of all Regions where sts_regional_endpoints is `legacy`.
@param keys What it signs with; a web identity signs nothing.
@throws {Ec2Error} of kind `configuration` for another word.
Source: botocore 1.43, args.py, _get_sts_regional_endpoints_config
*/
export function createStsClient(context: FetchContext, keys?: Keys): STSClient {
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

  const settings = serviceSettings('sts', region, context);
  const client = new STSClient({
    ...settings,
    useGlobalEndpoint: word === 'legacy',
    ...(keys && {credentials: keys}),
  });
  keepEndpointAddress(client.middlewareStack, settings.endpoint);
  return client;
}
