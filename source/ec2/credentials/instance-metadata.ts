import {cleanText} from '../clean-text.js';
import {type Profile, settingOf, variableOr} from '../config/profile.js';
import {Ec2Error} from '../errors.js';
import {ConnectTimeoutError} from '../transport/connection.js';
import {environmentProxy} from '../transport/environment-proxy.js';
import type {AskedService, Witness} from './credential-exchange.js';
import {halfConfigured, shown} from './half-configured.js';
import {type AskLocally, type LocalAnswer, localService} from './local-service.js';

export type MetadataContext = {
  readonly env: NodeJS.ProcessEnv;
  readonly profile: Pick<Profile, 'settings'>;
  readonly debug: ((line: string) => void) | undefined;
  readonly witness?: Witness;
};

export const METADATA_SERVICE: AskedService['service'] = 'the instance metadata service';

const ADDRESS = {ipv4: 'http://169.254.169.254/', ipv6: 'http://[fd00:ec2::254]/'} as const;

/** Seconds, and tries: off an instance the address leads nowhere. */
const DEFAULTS = {timeoutS: 1, tries: 1} as const;

/** True when AWS_EC2_METADATA_DISABLED is `true`, in any case: no other word forbids to ask. */
export function isMetadataDisabled(env: NodeJS.ProcessEnv): boolean {
  return env.AWS_EC2_METADATA_DISABLED?.toLowerCase() === 'true';
}

/**
Asks the instance metadata service for paths below `latest/`: version 2 of it, and version 1 where it gives no token, unless that is forbidden.
What it gives throws {NoMetadataError} where there is no such service.
@throws {Ec2Error} of kind `configuration` for an address or a mode that is none.
Source: botocore 1.43, utils.py, IMDSFetcher
*/
export function openMetadata(context: MetadataContext) {
  const {env, profile, debug, witness} = context;
  const base = addressOf(env, profile);
  const number = (name: string, standard: number) => {
    const value = Number(variableOr(`AWS_${name.toUpperCase()}`, name, env, profile) ?? standard);
    return Number.isFinite(value) && value > 0 ? value : standard;
  };
  const tries = number('metadata_service_num_attempts', DEFAULTS.tries);
  const {ask, close} = localService(METADATA_SERVICE, {
    env,
    timeoutMs: number('metadata_service_timeout', DEFAULTS.timeoutS) * 1000,
    witness,
    debug,
  });
  const mayAskOld =
    variableOr(
      'AWS_EC2_METADATA_V1_DISABLED',
      'ec2_metadata_v1_disabled',
      env,
      profile,
    )?.toLowerCase() !== 'true';
  let token: Promise<string | undefined> | undefined;

  const get = async (
    path: string,
    isOwn: (text: string) => boolean,
  ): Promise<LocalAnswer | undefined> => {
    token ??= fetchToken(ask, new URL('latest/api/token', base), tries);
    const known = await token;
    if (known === undefined && !mayAskOld) {
      return undefined;
    }

    const headers: Record<string, string> =
      known === undefined ? {} : {'x-aws-ec2-metadata-token': known};
    const url = new URL(`latest/${path}`, base);
    let answer: LocalAnswer | undefined;
    for (let index = 0; index < tries && !isGood(answer, isOwn); index++) {
      answer = await ask({method: 'GET', url, headers}, isOwn).catch(passOver);
    }

    return answer;
  };

  const target = {
    protocol: base.protocol,
    hostname: base.hostname,
    ...(base.port && {port: Number(base.port)}),
  };
  return {get, close, host: base.host, isProxied: environmentProxy(target, env) !== undefined};
}

/** The service isn't there, or forbids to be asked. */
export class NoMetadataError extends Error {
  override readonly name = 'NoMetadataError';
}

const NO_CONNECTION = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/;

/** What can't be connected to isn't there; what is there and says nothing tells nothing. */
function passOver(error: unknown): undefined {
  if (error instanceof Ec2Error) {
    throw error;
  }

  const {code} = error as {code?: unknown};
  if (error instanceof ConnectTimeoutError || NO_CONNECTION.test(String(code))) {
    throw new NoMetadataError('No connection to the instance metadata service came about.');
  }

  return undefined;
}

function isGood(answer: LocalAnswer | undefined, isOwn: (text: string) => boolean): boolean {
  return answer?.status === 200 && isOwn(answer.text);
}

/** @returns `undefined` where version 1 may be asked in its place. */
async function fetchToken(ask: AskLocally, url: URL, tries: number): Promise<string | undefined> {
  const headers = {'x-aws-ec2-metadata-token-ttl-seconds': '21600'};
  for (let index = 0; index < tries; index++) {
    const answer = await ask({method: 'PUT', url, headers}, isWord).catch(passOver);
    if (isGood(answer, isWord)) {
      return answer?.text.trim();
    }

    if (answer?.status === 400) {
      throw new NoMetadataError('The instance metadata service takes no such request.');
    }
  }

  return undefined;
}

/** What can stand in a header or a path: no page of a proxy. */
export function isWord(text: string): boolean {
  return /^[\x21-\x3b\x3d-\x7e]+\s*$/.test(text);
}

function addressOf(env: NodeJS.ProcessEnv, profile: Pick<Profile, 'settings'>): URL {
  const mode = modeOf(env, profile);
  const given = variableOr(
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    'ec2_metadata_service_endpoint',
    env,
    profile,
  );
  const address = given || ADDRESS[mode];
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw halfConfigured(
      `The address of the instance metadata service is none: ${cleanText(address, 256)}. Set AWS_EC2_METADATA_SERVICE_ENDPOINT as http://host, or unset it.`,
    );
  }

  return new URL(address.endsWith('/') ? address : `${address}/`);
}

function modeOf(env: NodeJS.ProcessEnv, profile: Pick<Profile, 'settings'>): 'ipv4' | 'ipv6' {
  const mode =
    env.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE ??
    settingOf(profile.settings, 'ec2_metadata_service_endpoint_mode');
  if (mode === undefined) {
    const isIpv6 = variableOr('AWS_IMDS_USE_IPV6', 'imds_use_ipv6', env, profile);
    return isIpv6?.toLowerCase() === 'true' ? 'ipv6' : 'ipv4';
  }

  const known = mode.toLowerCase();
  if (known !== 'ipv4' && known !== 'ipv6') {
    throw halfConfigured(
      `The mode of the instance metadata service is ${shown(mode)}, which there isn't. Set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE to ipv4 or ipv6, or unset it.`,
    );
  }

  return known;
}
