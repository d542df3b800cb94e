import {setTimeout as sleep} from 'node:timers/promises';
import {Ec2Error} from '../errors.js';

// Off an instance the address leads nowhere: nobody should wait for that longer than this.
const TIMEOUT_MS = 1000;

/** A service that is there and fails for a moment is asked so often, so far apart (ms). */
const TRIES = {count: 5, everyMs: 1000} as const;

/**
Asks the metadata service (IMDSv2) which Region this instance runs in; `undefined` off an instance, when AWS_EC2_METADATA_DISABLED is set, or without an answer within a second. A 5xx, a 429 and a page of HTML pass, and are waited out for some seconds.
Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
*/
export async function askInstanceRegion(
  env: NodeJS.ProcessEnv,
  everyMs: number = TRIES.everyMs,
): Promise<string | undefined> {
  if (isInstanceMetadataDisabled(env)) {
    return undefined;
  }

  for (let tries = 1; ; tries++) {
    const answer = await askOnce(env);
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
): Promise<{readonly region: string} | Passing | undefined> {
  const isIpv6 = env.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE?.toLowerCase() === 'ipv6';
  const endpoint =
    env.AWS_EC2_METADATA_SERVICE_ENDPOINT ||
    (isIpv6 ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const ask = async (path: string, init: RequestInit): Promise<Passing | string | undefined> => {
    const response = await fetch(new URL(path, endpoint), {...init, signal, redirect: 'error'});
    const text = (await response.text()).trim();
    const isPassing = response.status >= 500 || response.status === 429 || text.startsWith('<');
    if (isPassing) {
      return {status: response.status, host: new URL(endpoint).host};
    }

    return response.ok ? text : undefined;
  };

  try {
    const token = await ask('/latest/api/token', {
      method: 'PUT',
      headers: {'x-aws-ec2-metadata-token-ttl-seconds': '60'},
    });
    if (typeof token !== 'string' || token === '') {
      return token || undefined;
    }

    const region = await ask('/latest/meta-data/placement/region', {
      headers: {'x-aws-ec2-metadata-token': token},
    });
    return typeof region === 'string' ? {region} : region;
  } catch {
    return undefined;
  }
}

/** True when AWS_EC2_METADATA_DISABLED forbids to ask. */
export function isInstanceMetadataDisabled(env: NodeJS.ProcessEnv): boolean {
  const value = env.AWS_EC2_METADATA_DISABLED?.toLowerCase();
  return Boolean(value) && value !== 'false';
}
