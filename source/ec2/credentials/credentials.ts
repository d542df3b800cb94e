import type {HttpHandler} from '@smithy/core/protocols';
import type {AwsCredentialIdentity, Logger} from '@smithy/types';
import {within} from '../../base/within.js';
import {loadProfile, type Profile} from '../config/profile.js';
import {Ec2Error} from '../errors.js';
import {holderOf} from '../renewal-advice.js';
import type {CredentialSource} from './credential-source.js';
import {fetchKeys} from './fetch-keys.js';
import {FetchLog} from './fetch-log.js';
import {findWay} from './find-way.js';
import {credentialsLate, nameCredentialsError} from './name-credentials-error.js';
import {type GivenCredentials, type Keys, sourceOf} from './way.js';

export type CredentialOptions = {
  /** In place of what is found. */
  readonly given?: GivenCredentials | undefined;

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

  /** Where a credential_process reads from. */
  readonly processStdin: 'inherit' | 'ignore';
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
Makes the provider that the SDK signs with. Each time it is asked (first use, five minutes before the end, after the service refused the keys) it looks again where credentials come from and reads the files anew, so that keys renewed outside count without a restart. Only what is needed gets loaded.
While credentials it gave before are still good, a failed renewal gives those once more.
@throws {Ec2Error} (the provider) of kind `credentials`, `expired`, `network` or `configuration`.
*/
export function createCredentials(options: CredentialOptions): Credentials {
  let last: Keys | undefined;
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
    const isForced = askedWith?.forceRefresh === true;
    const profile = await reloadProfile(options);
    const way = options.given
      ? ({kind: 'given', holder: undefined, given: options.given} as const)
      : await findWay(profile, options.env);
    const source = sourceOf(way, profile.name);
    lastSource = source;
    options.debug?.(`Credentials: ${holderOf(source)} (${source.kind})`);
    const fetch = ask(source, () => {
      const log = new FetchLog(way, source, options.region);
      return {log, keys: fetchKeys(way, {...options, profile, witness: log, isForced})};
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
      if (last && isStillGood && !isForced) {
        return last;
      }

      throw fetch.log.failure(error) ?? nameCredentialsError(error, source);
    }
  };

  return {provider, lastSource: () => lastSource, lastKeyId: () => last?.accessKeyId};
}

type Fetch = {readonly log: FetchLog; readonly keys: Promise<Keys>};

// It was there at the start. When it is gone now, someone is writing the file: no reason to give up for good.
async function reloadProfile({profile, env}: CredentialOptions): Promise<Profile> {
  try {
    return await loadProfile(profile, env);
  } catch (error) {
    throw new Ec2Error((error as Error).message, {kind: 'credentials'});
  }
}
