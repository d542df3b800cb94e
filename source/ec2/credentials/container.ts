import {readFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {readJson} from '../answer/read-error.js';
import type {FetchContext} from './fetch-context.js';
import {halfConfigured, shown} from './half-configured.js';
import {readKeys} from './json-keys.js';
import {type AskLocally, localService} from './local-service.js';
import type {Keys} from './way.js';

/** Where a relative address leads. */
const HOST = 'http://169.254.170.2';

/** Addresses that may be asked without TLS, although a token is sent to them. */
const HOSTS: ReadonlySet<string> = new Set([
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::23]',
  'localhost',
]);

const TRIES = 3;

/** In ms: the time for each try, and between two. */
const PACE = {timeoutMs: 2000, everyMs: 1000} as const;

/**
Gets the keys of the container's role, past every proxy.
@throws {Ec2Error} of kind `configuration` for an address that may not be asked; what the transport throws, and `Error` for an answer without keys.
Source: botocore 1.43, utils.py, ContainerMetadataFetcher
*/
export async function fetchContainerKeys(
  {env, witness}: Pick<FetchContext, 'env' | 'witness'>,
  {timeoutMs, everyMs}: {readonly timeoutMs: number; readonly everyMs: number} = PACE,
): Promise<Keys> {
  const url = addressOf(env);
  const token = await tokenOf(env);
  const {ask, close} = localService('the container credential endpoint', {
    env: {},
    timeoutMs,
    witness,
    // Whoever knows the address can ask for the keys.
    debug: undefined,
    codeOf,
  });
  try {
    return await askTwiceMore(ask, url, token, everyMs);
  } finally {
    close();
  }
}

async function askTwiceMore(
  ask: AskLocally,
  url: URL,
  token: string | undefined,
  everyMs: number,
): Promise<Keys> {
  const headers = {accept: 'application/json', ...(token !== undefined && {authorization: token})};
  for (let tries = 1; ; tries++) {
    try {
      const {status, text} = await ask({method: 'GET', url, headers}, isJson);
      if (status === 200 && isJson(text)) {
        return readKeys(text, {token: 'Token', isWhole: true});
      }

      throw new ContainerError(`The answer is no keys (HTTP ${status}).`);
    } catch (error) {
      // What it has given is its answer; anything else may pass.
      if (!(error instanceof ContainerError || isOfNetwork(error)) || tries === TRIES) {
        throw error;
      }
    }

    await sleep(everyMs);
  }
}

class ContainerError extends Error {
  override readonly name = 'ContainerError';
}

function isOfNetwork(error: unknown): boolean {
  return typeof (error as {code?: unknown}).code === 'string';
}

function isJson(text: string): boolean {
  return readJson(text) !== undefined;
}

function codeOf(text: string): string | undefined {
  const code = readJson(text)?.Code;
  return typeof code === 'string' && code !== '' ? code : undefined;
}

function addressOf(env: NodeJS.ProcessEnv): URL {
  const relative = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const text =
    relative === undefined ? (env.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '') : `${HOST}${relative}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw halfConfigured(
      'AWS_CONTAINER_CREDENTIALS_FULL_URI is not an address. Set it as http://localhost/path, or unset it.',
    );
  }

  if (url.protocol === 'http:' && !HOSTS.has(url.hostname) && !isLoopback(url.hostname)) {
    throw halfConfigured(
      `AWS_CONTAINER_CREDENTIALS_FULL_URI leads to ${shown(url.hostname)}, which may not be asked in the open. Use https, or an address of this machine.`,
    );
  }

  return url;
}

function isLoopback(hostname: string): boolean {
  return (isIP(hostname) === 4 && hostname.startsWith('127.')) || hostname === '[::1]';
}

async function tokenOf(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const file = env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const token =
    file === undefined ? env.AWS_CONTAINER_AUTHORIZATION_TOKEN : await readFile(file, 'utf8');
  if (token !== undefined && /[\r\n]/.test(token)) {
    throw halfConfigured(
      'The authorization token of the container holds a line break. Take it out of AWS_CONTAINER_AUTHORIZATION_TOKEN or its file.',
    );
  }

  return token;
}
