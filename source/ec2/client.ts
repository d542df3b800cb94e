import {EC2Client} from '@aws-sdk/client-ec2';
import {state as nodeVersionWarning} from '@aws-sdk/core/client';
import {NoAuthSigner} from '@smithy/core';
import type {SourceName} from '../task/source-name.js';
import type {DescribeStoreImageTasks} from './answer/describe.js';
import {RawAnswerProtocol} from './answer/protocol.js';
import {createDescribe} from './ask.js';
import {cleanText, TEXT_LIMITS} from './clean-text.js';
import {loadProfile, type Profile} from './config/profile.js';
import {accountOfKey, accountOfWay} from './credentials/account.js';
import {createCredentials} from './credentials/credentials.js';
import {findWay} from './credentials/find-way.js';
import type {GivenCredentials} from './credentials/way.js';
import {Ec2Error} from './errors.js';
import {redact} from './redact.js';
import {resolveRegion} from './region.js';
import {readCaBundle} from './transport/ca-bundle.js';
import {type EndpointSettings, resolveEndpoint} from './transport/endpoint.js';
import {keepEndpointAddress} from './transport/keep-endpoint-address.js';
import {createTransport, type TransportOptions} from './transport/transport.js';

/** Variables by their names; `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a source is and how to reach it; what the user said, not yet resolved. */
export type Ec2SourceOptions = {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;

  /** @default true; false is --no-sign-request */
  readonly signRequest?: boolean;

  /** Whether EC2's certificate is checked; those of the services that give credentials always are. @default true; false is --no-verify-ssl */
  readonly verifySsl?: boolean;

  /** Path of a PEM file; AWS_CA_BUNDLE, the profile's ca_bundle or REQUESTS_CA_BUNDLE otherwise. */
  readonly caBundle?: string;

  /** Milliseconds. @default 60_000 */
  readonly readTimeoutMs?: number;

  /** Milliseconds. @default 10_000 */
  readonly connectTimeoutMs?: number;

  /** What counts where neither the options above nor the environment nor the profile say it. */
  readonly defaults?: {
    readonly region?: string | undefined;
    readonly endpointUrl?: string | undefined;
    readonly caBundle?: string | undefined;
  };

  /** Where a credential_process reads from: nowhere, or where this process does. @default ignore */
  readonly processStdin?: 'inherit' | 'ignore';

  /** One line per event of the SDK or of HTTP, without credentials. */
  readonly debug?: (line: string) => void;

  /** Keys, or whoever gives them, in place of what the environment, the files and the machine have. Asked again when they end or are refused. */
  readonly credentials?: GivenCredentials;

  readonly env: Environment;
};

/** One profile in one Region: the unit of polling, of errors and of the request budget. The profile is the one that is used: the one asked for, AWS_PROFILE or `default`. */
export type Ec2Source = SourceName & {
  /** The account that requests count for, 12 digits; `undefined` while nothing tells. Asks nobody. */
  readonly account: () => string | undefined;
  readonly describe: DescribeStoreImageTasks;
  readonly destroy: () => void;
};

/**
Resolves the Region and makes the one client of a source. Asks neither EC2 nor for credentials yet.
@throws {Ec2Error} of kind `configuration`: no Region, no such profile, a CA bundle that can't be read.
*/
export async function openEc2Source(options: Ec2SourceOptions): Promise<Ec2Source> {
  const {env, defaults} = options;
  const debug = withoutSecrets(options.debug);
  const profile = await loadProfile(options.profile, env);
  const region = await resolveRegion(options.region, env, profile, defaults?.region);
  const endpoint = resolveEndpoint('ec2', options.endpointUrl, env, profile, defaults?.endpointUrl);
  const readTimeoutMs = options.readTimeoutMs ?? 60_000;
  const transport: TransportOptions = {
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    readTimeoutMs,
    verifySsl: options.verifySsl ?? true,
    ca: await readCaBundle(options.caBundle, env, profile, defaults?.caBundle),
    env,
    debug,
  };
  const requestHandler = createTransport(transport);
  // Whoever doesn't check EC2's certificate has not said that secrets may be fetched from anyone: nor does the aws command take it so.
  const credentialsHandler = transport.verifySsl
    ? requestHandler
    : createTransport({...transport, verifySsl: true});
  const logger = createLogger(debug);
  const credentials =
    (options.signRequest ?? true)
      ? createCredentials({
          given: options.credentials,
          profile: options.profile,
          region,
          env,
          requestHandler: credentialsHandler,
          logger,
          debug,
          timeoutMs: readTimeoutMs,
          processStdin: options.processStdin ?? 'ignore',
        })
      : undefined;

  // Otherwise the SDK writes onto the screen that it will stop to support this version of Node.
  nodeVersionWarning.warningEmitted = true;

  // Whatever is given here the SDK doesn't look for in the environment and the files again.
  const client = new EC2Client({
    profile: profile.name,
    region,
    ...(endpoint.url && {endpoint: endpoint.url}),
    ignoreConfiguredEndpointUrls: true,
    useFipsEndpoint: endpoint.useFips,
    useDualstackEndpoint: endpoint.useDualstack,
    maxAttempts: 1,
    retryMode: 'standard',
    defaultsMode: 'legacy',
    authSchemePreference: [],
    userAgentAppId: 'amiwatch',
    protocol: RawAnswerProtocol,
    requestHandler,
    logger,
    ...(credentials ? {credentials: credentials.provider} : UNSIGNED),
  });
  keepEndpointAddress(client.middlewareStack, endpoint.url);

  const told = credentials && !options.credentials ? await accountTold(profile, env) : undefined;
  const host = resolveHost(client, region, endpoint);
  return {
    profile: cleanText(profile.name, TEXT_LIMITS.id),
    region,
    account: () => accountOfKey(credentials?.lastKeyId()) ?? told,
    describe: createDescribe({
      client,
      region,
      host,
      lastSource: () => credentials?.lastSource(),
    }),
    destroy() {
      client.destroy();
      credentialsHandler.destroy?.();
    },
  };
}

/** Before anyone is asked; what is wrong with the credentials is told when they are fetched. */
async function accountTold(profile: Profile, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    return accountOfWay(await findWay(profile, env));
  } catch {
    return undefined;
  }
}

/** Whom requests will go to, by the SDK's own rules: they also refuse settings that don't go together. */
function resolveHost(client: EC2Client, region: string, endpoint: EndpointSettings): string {
  try {
    return client.config.endpointProvider({
      Region: region,
      UseFIPS: endpoint.useFips,
      UseDualStack: endpoint.useDualstack,
      ...(endpoint.url && {Endpoint: endpoint.url}),
    }).url.host;
  } catch (error) {
    client.destroy();
    throw new Ec2Error(
      `No endpoint of EC2 fits the settings: ${cleanText(String((error as Error).message), 300)}.`,
      {kind: 'configuration', advice: 'endpoint-settings', cause: error},
    );
  }
}

const NO_AUTH = 'smithy.api#noAuth';

const UNSIGNED = {
  httpAuthSchemeProvider: () => [{schemeId: NO_AUTH}],
  httpAuthSchemes: [
    {schemeId: NO_AUTH, identityProvider: () => async () => ({}), signer: new NoAuthSigner()},
  ],
};

/** Whoever writes a line of debugging, no secret is in it. */
function withoutSecrets(debug: Ec2SourceOptions['debug']): Ec2SourceOptions['debug'] {
  return debug && (line => debug(cleanText(redact(line))));
}

/** The SDK must never write to the screen; what it warns of goes to `--debug`. Objects are left out: it passes one for each command that failed, with the whole input, and the transport has written of the same failure. */
function createLogger(debug: ((line: string) => void) | undefined) {
  const warn = (message: unknown) => {
    if (typeof message === 'string') {
      debug?.(message);
    }
  };
  const ignore = () => {};
  return {trace: ignore, debug: ignore, info: ignore, warn, error: warn};
}
