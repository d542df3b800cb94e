import type {HttpHandler} from '@smithy/core/protocols';
import type {AwsCredentialIdentity, Logger} from '@smithy/types';
import {within} from '../../base/within.js';
import {Ec2Error} from '../errors.js';
import {holderOf} from '../renewal-advice.js';
import {type Witness, watchLocalServices, witnessed} from './credential-exchange.js';
import {type CredentialSource, findCredentialSource} from './credential-source.js';
import {FetchLog} from './fetch-log.js';
import {isInstanceMetadataDisabled} from './instance-region.js';
import {credentialsLate, mfaNeeded, nameCredentialsError} from './name-credentials-error.js';
import {loadProfile, type Profile} from './profile.js';

export type CredentialOptions = {
  readonly profile: string | undefined;

  /** EC2's. */
  readonly region: string;
  readonly env: NodeJS.ProcessEnv;

  /** What SSO and STS are asked through: the same proxy, CA bundle and timeouts as EC2. */
  readonly requestHandler: HttpHandler;
  readonly logger: Logger;
  readonly debug: ((line: string) => void) | undefined;

  /** How long a source may take, in milliseconds; 0: for ever. A credential_process knows no end of its own. */
  readonly timeoutMs: number;
};

export type Credentials = {
  /** What the SDK signs with. */
  readonly provider: Provider;

  /** Where they came from when they were last fetched; `undefined` before. */
  readonly lastSource: () => CredentialSource | undefined;

  /** The ID of the keys that were fetched last; it tells whose they are, and is no secret. */
  readonly lastKeyId: () => string | undefined;
};

type Provider = (options?: Record<string, unknown>) => Promise<AwsCredentialIdentity>;

/**
Makes the provider that the SDK signs with. Each time it is asked (first use, five minutes before the end, after the service refused the keys) it looks again where credentials come from and reads the files anew, so that keys renewed outside count without a restart. Only the provider that is needed gets loaded.
While credentials it gave before are still good, a failed renewal gives those once more.
The SDK's own providers read `process.env`; only the keys and the choice among sources come from `env`. In production they are the same.
@throws {Ec2Error} (the provider) of kind `credentials`, `expired`, `network` or `configuration`.
*/
export function createCredentials(options: CredentialOptions): Credentials {
  let last: AwsCredentialIdentity | undefined;
  let lastSource: CredentialSource | undefined;

  // A service that takes too long is waited for again, not asked again: what hangs must not pile up over weeks.
  const pending = new Map<string, Fetch>();
  const ask = (source: CredentialSource, begin: () => Fetch) => {
    const key = `${source.kind} ${source.profile}`;
    const known = pending.get(key);
    if (known) {
      return known;
    }

    const {log, keys} = begin();
    const fetch = {log, keys: keys.finally(() => pending.delete(key))};
    pending.set(key, fetch);
    return fetch;
  };

  const provider: Provider = async askedWith => {
    const profile = await reloadProfile(options);
    const source = findCredentialSource(profile, options.env);
    lastSource = source;
    options.debug?.(`Credentials: ${holderOf(source)} (${source.kind})`);
    if (source.mfaProfile) {
      throw mfaNeeded(source.mfaProfile);
    }

    const fetch = ask(source, () => {
      const log = new FetchLog(source, profile, options.region);
      const stopWatching = watchLocalServices(options.env, log);
      const keys = loadProvider(source, profile.name, options, log)
        .then(provide => provide(askedWith))
        .finally(stopWatching);
      return {log, keys};
    });
    try {
      last = await within(
        options.timeoutMs,
        () => fetch.keys,
        () => {
          throw credentialsLate(source, options.timeoutMs, fetch.log.pendingText());
        },
      );
      return last;
    } catch (error) {
      const isStillGood = last?.expiration && last.expiration.getTime() > Date.now();
      if (last && isStillGood && !askedWith?.forceRefresh) {
        return last;
      }

      throw fetch.log.failure(error) ?? nameCredentialsError(error, source);
    }
  };

  return {provider, lastSource: () => lastSource, lastKeyId: () => last?.accessKeyId};
}

type Fetch = {readonly log: FetchLog; readonly keys: Promise<AwsCredentialIdentity>};

// It was there at the start. When it is gone now, someone is writing the file: no reason to give up for good.
async function reloadProfile({profile, env}: CredentialOptions): Promise<Profile> {
  try {
    return await loadProfile(profile, env);
  } catch (error) {
    throw new Ec2Error((error as Error).message, {kind: 'credentials'});
  }
}

async function loadProvider(
  source: CredentialSource,
  profile: string,
  {env, logger, requestHandler, timeoutMs}: CredentialOptions,
  witness: Witness,
): Promise<Provider> {
  const clientConfig = {requestHandler: witnessed(requestHandler, witness), logger};

  // A web identity in a profile is only given the latter.
  const init = {logger, clientConfig, parentClientConfig: clientConfig};
  if (source.isFromProfile) {
    if (source.kind === 'process') {
      const {guardCredentialProcesses} = await import('./credential-process.js');
      guardCredentialProcesses(timeoutMs);
    }

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
