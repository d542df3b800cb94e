import {createHash} from 'node:crypto';
import {readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readJson} from '../answer/read-error.js';
import {expandUser} from '../config/expand-path.js';
import {readExpiration} from './expiration.js';
import type {FetchContext} from './fetch-context.js';
import {credentialsExpired} from './name-credentials-error.js';
import {serviceSettings} from './service-settings.js';
import {type SsoWay, sourceOf} from './way.js';

const FOLDER = '~/.aws/sso/cache';

/** A token of a session that ends sooner is renewed, in milliseconds. Source: botocore 1.43, tokens.py */
const RENEW_MS = 15 * 60_000;

type Token = Readonly<Record<string, unknown>> & {readonly accessToken: string};

/**
The token that `aws sso login` has left; that of a session is renewed when it is near its end, and kept where the aws command finds it.
@throws {Ec2Error} of kind `expired` where only a login helps, and what the SDK throws.
*/
export async function ssoToken(way: SsoWay, context: FetchContext): Promise<string> {
  const name = createHash('sha1')
    .update(way.session ?? way.startUrl)
    .digest('hex');
  const file = join(expandUser(FOLDER, context.env), `${name}.json`);
  const token = readJson(await readFile(file, 'utf8').catch(() => ''));
  const end = dateOf(token?.expiresAt);
  const over = () => credentialsExpired(sourceOf(way, way.holder));
  if (!isToken(token) || !end) {
    throw over();
  }

  const leftMs = end.getTime() - Date.now();
  if (way.session === undefined || leftMs > RENEW_MS) {
    if (leftMs <= 0) {
      throw over();
    }

    return token.accessToken;
  }

  try {
    const renewed = await renew(token, way, context);
    if (renewed) {
      await keep(file, renewed).catch(() => context.debug?.('The renewed SSO token was not kept.'));
      return renewed.accessToken;
    }
  } catch (error) {
    if (leftMs <= 0) {
      throw error;
    }
  }

  if (leftMs <= 0) {
    throw over();
  }

  return token.accessToken;
}

function isToken(token: Readonly<Record<string, unknown>> | undefined): token is Token {
  return typeof token?.accessToken === 'string';
}

function dateOf(value: unknown): Date | undefined {
  return typeof value === 'string' ? readExpiration(value) : undefined;
}

/** @returns `undefined` where the token can't be renewed at all. */
async function renew(token: Token, way: SsoWay, context: FetchContext): Promise<Token | undefined> {
  const {clientId, clientSecret, refreshToken, registrationExpiresAt} = token;
  const registeredUntil = dateOf(registrationExpiresAt);
  const isWhole =
    typeof clientId === 'string' &&
    typeof clientSecret === 'string' &&
    typeof refreshToken === 'string';
  if (!isWhole || !registeredUntil || registeredUntil.getTime() <= Date.now()) {
    return undefined;
  }

  const {CreateTokenCommand, SSOOIDCClient} = await import('@aws-sdk/nested-clients/sso-oidc');
  const client = new SSOOIDCClient(serviceSettings('sso_oidc', way.region, context));
  const answer = await client.send(
    new CreateTokenCommand({clientId, clientSecret, refreshToken, grantType: 'refresh_token'}),
  );
  if (!answer.accessToken) {
    throw new Error('SSO OIDC gave no token.');
  }

  return {
    startUrl: way.startUrl,
    region: way.region,
    accessToken: answer.accessToken,
    expiresAt: isoSeconds(Date.now() + (answer.expiresIn ?? 0) * 1000),
    clientId,
    clientSecret,
    registrationExpiresAt,
    ...(answer.refreshToken && {refreshToken: answer.refreshToken}),
  };
}

function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+/, '');
}

/** By renaming a finished file, because other programs read it meanwhile. */
async function keep(file: string, token: Token): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify(token), {mode: 0o600});
  await rename(temporary, file);
}
