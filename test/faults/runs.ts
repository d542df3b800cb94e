import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import {type FaultFront, rawHttp, startFront} from '../helpers/fault-front.js';
import type {PtyOptions} from '../helpers/pty.js';
import {
  CONTAINER_TOKEN,
  startContainer,
  startImds,
  startSsoPortal,
  startSts,
} from './credential-servers.js';
import {
  CANARY,
  credentialsFile,
  NO_KEYS,
  processScript,
  ROLE_CONFIG,
  SSO_CONFIG,
  SSO_TOKEN_FILE,
  ssoToken,
} from './identities.js';
import type {Surroundings} from './surroundings.js';

/** How the program of a run is started, besides what all runs have in common. */
export type RunSetup = {
  /** How many tasks there are. @default 12 */
  readonly tasks?: number;

  /** The endpoint speaks TLS. */
  readonly usesTls?: boolean;

  /** A command that must succeed where this run can be. */
  readonly needs?: readonly [string, ...string[]];
  readonly prepare?: (t: TestContext, around: Surroundings) => Prepared | Promise<Prepared>;
};

export type Prepared = Partial<Pick<PtyOptions, 'args' | 'env' | 'prelude'>> & {
  /** What --log says. @default a file in the home */
  readonly log?: string;

  /** What --endpoint-url says. @default that of the front */
  readonly url?: string;
  readonly others?: Readonly<Record<string, FaultFront>>;
};

/** A host that exists only where `machine.cjs` says so. */
export const NAME = 'ec2.fault.invalid';

const BY_PROFILE = {args: ['--profile', 'ops'], env: NO_KEYS};

/** A service that gives credentials, behind a front of its own. */
async function behindFront(t: TestContext, server: Promise<{readonly port: number}>) {
  return startFront(t, (await server).port);
}

/** EC2 refuses what was signed five minutes off, and says what time it is. */
function refuseWrongTime(head: string): string | undefined {
  const [, date = '', time = ''] = /x-amz-date: (\d{8})T(\d{6})Z/i.exec(head) ?? [];
  const iso = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  return Math.abs(Date.parse(iso) - Date.now()) < 5 * 60_000
    ? undefined
    : rawHttp(
        '400 Bad Request',
        '<Response><Errors><Error><Code>RequestExpired</Code><Message>Request has expired.</Message></Error></Errors></Response>',
        [`date: ${new Date().toUTCString()}`],
      );
}

export const RUNS = {
  service: {},
  requests: {},
  answers: {},
  connections: {
    // Long enough for a good answer on a busy machine, short enough to wait for.
    prepare: () => ({args: ['--cli-read-timeout', '2']}),
  },
  rows: {},
  pages: {tasks: 450},
  'shifted pages': {tasks: 450},
  tls: {
    usesTls: true,
    needs: ['openssl', 'version'],
    prepare(_t, {write, home, certificate}) {
      write('ca.pem', certificate('good').cert + certificate('wrong-name').cert);
      // Short enough to wait for.
      return {
        args: ['--cli-connect-timeout', '2'],
        env: {AWS_CA_BUNDLE: join(home, 'ca.pem')},
      };
    },
  },
  machine: {
    prepare(_t, {setMachine, home, front}) {
      setMachine({names: [NAME]});
      front.answer = refuseWrongTime;
      return {
        url: `http://${NAME}:${front.port}`,
        env: {
          // A look-up that fails shall fail soon.
          RES_OPTIONS: 'timeout:1 attempts:1',
          FAULT_MACHINE: join(home, 'machine.json'),
          NODE_OPTIONS: `--require=${fileURLToPath(new URL('machine.cjs', import.meta.url))}`,
        },
      };
    },
  },
  proxy: {
    prepare: (_t, {front}) => ({url: `http://${NAME}`, env: {HTTP_PROXY: front.url}}),
  },
  keys: {
    prepare(_t, {write}) {
      write('.aws/credentials', credentialsFile('DISK1'));
      return BY_PROFILE;
    },
  },
  sso: {
    async prepare(t, {write}) {
      const sso = await behindFront(t, startSsoPortal(t));
      write('.aws/config', SSO_CONFIG);
      write(SSO_TOKEN_FILE, ssoToken('SSO1', 3600));
      return {...BY_PROFILE, env: {...NO_KEYS, AWS_ENDPOINT_URL_SSO: sso.url}, others: {sso}};
    },
  },
  process: {
    prepare(_t, {write, home}) {
      write('.aws/config', `[profile ops]\ncredential_process = sh ${join(home, 'process')}\n`);
      write('process', processScript('PROC1'));
      return {...BY_PROFILE, args: [...BY_PROFILE.args, '--cli-read-timeout', '2']};
    },
  },
  imds: {
    async prepare(t, {write, read}) {
      write('key', 'IMDS1');
      const imds = await behindFront(
        t,
        startImds(t, () => read('key')),
      );
      const env = {
        ...NO_KEYS,
        AWS_REGION: undefined,
        AWS_EC2_METADATA_DISABLED: undefined,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url,
      };
      return {env, others: {imds}};
    },
  },
  container: {
    async prepare(t, {write, read}) {
      write('key', 'BOX1');
      const container = await behindFront(
        t,
        startContainer(t, () => read('key')),
      );
      const env = {
        ...NO_KEYS,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/keys`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: CONTAINER_TOKEN,
      };
      return {env, others: {container}};
    },
  },
  role: {
    async prepare(t, {write, read}) {
      write('key', 'ROLE1');
      write('.aws/config', ROLE_CONFIG);
      const sts = await behindFront(
        t,
        startSts(t, () => read('key')),
      );
      return {...BY_PROFILE, env: {...NO_KEYS, AWS_ENDPOINT_URL_STS: sts.url}, others: {sts}};
    },
  },
  'web identity': {
    async prepare(t, {write, read, home}) {
      write('key', 'WEB1');
      write('web-token', `${CANARY}-web-token`);
      const sts = await behindFront(
        t,
        startSts(t, () => read('key')),
      );
      const env = {
        ...NO_KEYS,
        AWS_ENDPOINT_URL_STS: sts.url,
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/reader',
        AWS_WEB_IDENTITY_TOKEN_FILE: join(home, 'web-token'),
      };
      return {env, others: {sts}};
    },
  },
  hook: {
    prepare: (_t, {home}) => ({args: ['--exec', `test ! -e '${home}/broken'`]}),
  },
  disk: {
    // A file system of a few pages, seen by the program alone.
    needs: ['unshare', '-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'],
    prepare(_t, {home, write}) {
      write('disk/hidden', '');
      const disk = join(home, 'disk');
      return {
        log: join(disk, 'log'),
        prelude: `set -- unshare -rm sh -c 'mount -t tmpfs -o size=16k tmpfs "$0" && exec "$@"' '${disk}' "$@"`,
      };
    },
  },
} as const satisfies Record<string, RunSetup>;

export type RunName = keyof typeof RUNS;
