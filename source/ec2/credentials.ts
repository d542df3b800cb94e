import type {HttpHandlerUserInput} from '@smithy/core/protocols';
import type {AwsCredentialIdentity, Logger} from '@smithy/types';
import {type CredentialSource, findCredentialSource} from './credential-source.js';
import {isInstanceMetadataDisabled} from './instance-region.js';
import {mfaNeeded, nameCredentialsError} from './name-credentials-error.js';
import {loadProfile} from './profile.js';

export type CredentialOptions = {
  readonly profile: string | undefined;
  readonly env: NodeJS.ProcessEnv;

  /** What SSO and STS are asked through: the same proxy, CA bundle and timeouts as EC2. */
  readonly requestHandler: HttpHandlerUserInput;
  readonly logger: Logger;
};

type Provider = (options?: Record<string, unknown>) => Promise<AwsCredentialIdentity>;

/**
Makes the provider that the SDK signs with. Each time it is asked (first use, five minutes before the end, after the service refused the keys) it looks again where credentials come from and reads the files anew, so that keys renewed outside count without a restart. Only the provider that is needed gets loaded.
While credentials it gave before are still good, a failed renewal gives those once more.
The SDK's own providers read `process.env`; only the keys and the choice among sources come from `env`. In production they are the same.
@throws {Ec2Error} of kind `credentials`, `expired`, `network` or `configuration`.
*/
export function createCredentials(options: CredentialOptions): Provider {
  let last: AwsCredentialIdentity | undefined;
  return async askedWith => {
    const profile = await loadProfile(options.profile, options.env);
    const source = findCredentialSource(profile, options.env);
    if (source.mfaProfile) {
      throw mfaNeeded(source.mfaProfile);
    }

    try {
      const provider = await loadProvider(source, profile.name, options);
      last = await provider(askedWith);
      return last;
    } catch (error) {
      const isStillGood = last?.expiration && last.expiration.getTime() > Date.now();
      if (last && isStillGood && !askedWith?.forceRefresh) {
        return last;
      }

      throw nameCredentialsError(error, source);
    }
  };
}

async function loadProvider(
  source: CredentialSource,
  profile: string,
  {env, logger, requestHandler}: CredentialOptions,
): Promise<Provider> {
  const init = {logger, clientConfig: {requestHandler, logger}};
  if (source.isFromProfile) {
    const {fromIni} = await import('@aws-sdk/credential-provider-ini');
    return fromIni({...init, profile, ignoreCache: true}) as Provider;
  }

  switch (source.kind) {
    case 'environment':
      return async () => keysOf(env);
    case 'web-identity': {
      const {fromTokenFile} = await import('@aws-sdk/credential-provider-web-identity');
      return fromTokenFile(init) as Provider;
    }

    case 'container': {
      const {fromHttp} = await import('@aws-sdk/credential-provider-http');
      return fromHttp({logger});
    }

    default: {
      if (isInstanceMetadataDisabled(env)) {
        throw new Error('The instance metadata service is disabled.');
      }

      const {fromInstanceMetadata} = await import('@smithy/credential-provider-imds');
      return fromInstanceMetadata({logger, profile});
    }
  }
}

function keysOf(env: NodeJS.ProcessEnv): AwsCredentialIdentity {
  const expiration = env.AWS_CREDENTIAL_EXPIRATION;
  return {
    accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    ...(env.AWS_SESSION_TOKEN && {sessionToken: env.AWS_SESSION_TOKEN}),
    ...(expiration && {expiration: new Date(expiration)}),
  };
}
