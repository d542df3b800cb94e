import {setTimeout as sleep} from 'node:timers/promises';
import type {Profile} from '../config/profile.js';
import {Ec2Error} from '../errors.js';
import type {CredentialExchange} from './credential-exchange.js';
import {isMetadataDisabled, isWord, NoMetadataError, openMetadata} from './instance-metadata.js';

/** A service that is there and fails for a moment is asked so often, so far apart (ms). */
const TRIES = {count: 5, everyMs: 1000} as const;

/**
Asks the metadata service which Region this instance runs in; `undefined` off an instance, when AWS_EC2_METADATA_DISABLED is `true`, or without an answer within a second or two. A 5xx, a 429 and a page of HTML pass, and are waited out for some seconds.
Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
*/
export async function askInstanceRegion(
  env: NodeJS.ProcessEnv,
  profile: Pick<Profile, 'settings'>,
  everyMs: number = TRIES.everyMs,
): Promise<string | undefined> {
  if (isMetadataDisabled(env)) {
    return undefined;
  }

  for (let tries = 1; ; tries++) {
    const answer = await askOnce(env, profile);
    if (answer === undefined || 'region' in answer) {
      return answer?.region || undefined;
    }

    if (tries === TRIES.count) {
      throw new Ec2Error(
        `No region: the instance metadata service (${answer.host}) can't tell it now (HTTP ${answer.status}).`,
        {kind: 'service', advice: 'region-or-wait', httpStatus: answer.status},
      );
    }

    await sleep(everyMs);
  }
}

/** What passes: the service is there. */
type Passing = {readonly status: number; readonly host: string};

/** @returns `undefined` where nothing can be had. */
async function askOnce(
  env: NodeJS.ProcessEnv,
  profile: Pick<Profile, 'settings'>,
): Promise<{readonly region: string} | Passing | undefined> {
  const exchanges: CredentialExchange[] = [];
  const witness = {
    onAsked: () => {},
    onResult: (exchange: CredentialExchange) => {
      exchanges.push(exchange);
    },
  };
  const {get, close, host} = openMetadata({env, profile, debug: undefined, witness});
  try {
    const named = await get('meta-data/placement/region', isWord);
    if (named?.status === 200 && isWord(named.text)) {
      return {region: named.text.trim()};
    }

    const status = exchanges.map(passingStatus).find(known => known !== undefined);
    if (status !== undefined) {
      return {status, host};
    }

    // What there was before, and the aws command still asks for: the Region and a letter.
    const zone = await get('meta-data/placement/availability-zone/', isWord);
    return zone?.status === 200 && isWord(zone.text)
      ? {region: zone.text.trim().slice(0, -1)}
      : undefined;
  } catch (error) {
    if (error instanceof NoMetadataError) {
      return undefined;
    }

    throw error;
  } finally {
    close();
  }
}

function passingStatus({result}: CredentialExchange): number | undefined {
  if ('error' in result) {
    return undefined;
  }

  const {status, isReadable} = result;
  return status >= 500 || status === 429 || !isReadable ? status : undefined;
}
