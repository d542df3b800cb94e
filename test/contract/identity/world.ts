import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import net, {type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import type {TestContext} from 'node:test';
import {EMPTY_PAGE} from '../../ec2/helpers/answers.js';
import {type Received, type Reply, startServer} from '../../ec2/helpers/server.js';
import {makeCertificate} from '../../helpers/fault-certificate.js';
import type {Situation} from './situation.js';

/** Who signed the request to EC2, and what the services that give credentials were asked before. */
export type Outcome = {
  /** The ID of the keys and their session token; null where EC2 wasn't asked. */
  readonly signed: string | null;

  /** Each with its host and what was told; nothing where EC2 wasn't asked. */
  readonly asked: readonly string[];
};

const time = (aheadMs: number) => new Date(Date.now() + aheadMs).toISOString().replace(/\.\d+/, '');
const LATER = () => time(3_600_000);

const NAMES = [
  '*.amazonaws.com',
  ...['us-east-1', 'eu-west-1', 'eu-central-1'].flatMap(region => [
    `*.${region}.amazonaws.com`,
    `*.sso.${region}.amazonaws.com`,
    `*.${region}.api.aws`,
  ]),
];

const folder = mkdtempSync(join(tmpdir(), 'amiwatch-identity-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

/** The authority that all of AWS is trusted by in these tests; `undefined` where openssl can't make one. */
const certificate = (() => {
  try {
    return makeCertificate(folder, 'aws', NAMES.map(name => `DNS:${name}`).join(','));
  } catch {
    return undefined;
  }
})();

/** What a test that needs the world gives as its `skip`. */
export const skipWorld: string | false = certificate ? false : 'openssl makes no certificate here';

const CA_FILE = join(folder, 'aws.pem');

/** An EC2, a proxy behind which all other services of AWS are played, an instance and a container. */
export type World = {
  /** Runs something in a situation. @param run Gets the environment and what stands behind the name of the command. */
  readonly outcome: (
    situation: Situation,
    run: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<unknown>,
  ) => Promise<Outcome>;
};

export async function startWorld(t: TestContext): Promise<World> {
  let asked: string[] = [];
  const ec2 = await startServer(t, () => ({body: EMPTY_PAGE}));
  const aws = await startServer(
    t,
    request => {
      asked.push(describe(request));
      return answer(request);
    },
    certificate,
  );
  const proxy = await startTunnel(t, aws.port);
  const open = await startServer(t, request => {
    asked.push(describe(request).replace(/^\S+/, 'open'));
    return answer(request);
  });
  const imds = await startServer(t, instance);
  const box = await startServer(t, container);
  return {
    async outcome({files = {}, env = {}, args = [], endpoint = ec2.url}, run) {
      const home = mkdtempSync(join(folder, 'home-'));
      const places: Readonly<Record<string, string>> = {
        HOME: home,
        IMDS: imds.url,
        BOX: box.url,
        LOCALBOX: box.url.replace('127.0.0.1', 'localhost'),
        EC2: ec2.url,
        OPEN: open.url,
        LATER: LATER(),
        LATERUTC: LATER().replace('Z', 'UTC'),
        SOON: time(300_000),
      };
      const fill = (text: string) =>
        text.replaceAll(/@([A-Z0-9]+)@/g, (written, name: string) => places[name] ?? written);
      for (const [name, text] of Object.entries(files)) {
        const file = join(home, name);
        mkdirSync(dirname(file), {recursive: true});
        writeFileSync(file, fill(text));
      }

      asked = [];
      ec2.requests.length = 0;
      const at = endpoint === null ? [] : ['--endpoint-url', endpoint];
      await run([...args.map(fill), ...at], {
        PATH: process.env.PATH,
        HOME: home,
        LANG: 'C.UTF-8',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
        AWS_MAX_ATTEMPTS: '1',
        // A busy machine is no reason to find no instance.
        AWS_METADATA_SERVICE_TIMEOUT: '20',
        AWS_CA_BUNDLE: CA_FILE,
        BOTO_CONFIG: '/nonexistent',
        HTTPS_PROXY: proxy,
        ...Object.fromEntries(
          Object.entries(env).map(([name, value]) => [name, value && fill(value)]),
        ),
      });
      const [request] = ec2.requests;
      rmSync(home, {recursive: true});
      return request ? {signed: signer(request), asked} : {signed: null, asked: []};
    },
  };
}

function signer({headers, url}: Received): string {
  const id = /Credential=([^/]*)\//.exec(headers.authorization ?? '')?.[1];
  const region = /Credential=[^/]*\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
  const token = headers['x-amz-security-token'];
  return `${id}${token === undefined ? '' : ` with ${String(token)}`} in ${region}${url === '/' ? '' : ` at ${url}`}`;
}

/** A proxy that takes every host for one server. */
async function startTunnel(t: TestContext, port: number): Promise<string> {
  const proxy = http.createServer();
  proxy.on('connect', (_request, socket) => {
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => proxy.close());
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

/** What is told and is the same in each run: no version, no name that was made up. */
function describe({method, url, headers, body}: Received): string {
  const host = String(headers.host).replace(/:443$/, '');
  const by = /Credential=([^/]*)\/\d+\/([^/]+)\//.exec(headers.authorization ?? '');
  const signed = by ? ` by ${by[1]} in ${by[2]}` : '';
  if (body.startsWith('Action=')) {
    const told = [...new URLSearchParams(body)]
      .filter(
        ([name, value]) => name !== 'Version' && !/^(?:botocore-session|amiwatch)-\d/.test(value),
      )
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(' ');
    return `${host}${url === '/' ? '' : url} ${told}${signed}`;
  }

  if (body !== '') {
    const {grantType, refreshToken} = JSON.parse(body) as Record<string, string>;
    return `${host} ${method} ${url} ${grantType} ${refreshToken}`;
  }

  const parameters = [...new URL(url, 'http://x').searchParams].map(pair => pair.join('=')).sort();
  return `${host} ${method} ${new URL(url, 'http://x').pathname} ${parameters.join(' ')} ${String(headers['x-amz-sso_bearer_token'] ?? '')}`.trimEnd();
}

/** STS, the SSO portal and SSO OIDC. */
function answer({url, headers, body}: Received): Reply {
  const form = new URLSearchParams(body);
  const action = form.get('Action');
  if (action) {
    const role = form.get('RoleArn')?.split('/').at(-1) ?? '';
    return role === 'refused'
      ? {
          status: 403,
          body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
        }
      : {body: assumed(action, `ROLE-${role}`), headers: {'content-type': 'text/xml'}};
  }

  const json = {'content-type': 'application/json'};
  if (url === '/token') {
    return {
      headers: json,
      body: JSON.stringify({accessToken: 'renewed', expiresIn: 3600, refreshToken: 'next'}),
    };
  }

  const token = String(headers['x-amz-sso_bearer_token']);
  return token === 'revoked'
    ? {
        status: 401,
        body: '{"message":"Session token not found or invalid"}',
        headers: {...json, 'x-amzn-errortype': 'UnauthorizedException'},
      }
    : {
        headers: json,
        body: JSON.stringify({
          roleCredentials: {
            accessKeyId: `SSO-${token}`,
            secretAccessKey: 's',
            sessionToken: 't',
            expiration: Date.now() + 3_600_000,
          },
        }),
      };
}

function assumed(action: string, id: string): string {
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${LATER()}</Expiration></Credentials>
<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/r/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>
</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`;
}

const keys = (id: string, end = LATER()) =>
  JSON.stringify({
    Code: 'Success',
    AccessKeyId: id,
    SecretAccessKey: 's',
    Token: 't',
    Expiration: end,
  });

/** The metadata service: by the first part of its address with a role, with none, with version 1 only, or with keys that are over. */
function instance({method, url, headers}: Received): Reply {
  const [, kind, path = ''] = /^\/([^/]+)\/(latest\/.*)$/.exec(url) ?? [];
  if (method === 'PUT') {
    return kind === 'old' ? {status: 404} : {body: 'token'};
  }

  if (kind !== 'old' && headers['x-aws-ec2-metadata-token'] !== 'token') {
    return {status: 401};
  }

  if (path.endsWith('/security-credentials/')) {
    return kind === 'none' ? {status: 404} : {body: 'role'};
  }

  if (path.endsWith('/security-credentials/role')) {
    return kind === 'bare'
      ? {body: '{"Code":"AssumeRoleUnauthorizedAccess","Message":"no"}'}
      : {body: keys(`IMDS-${kind}`, kind === 'over' ? '2020-01-01T00:00:00Z' : undefined)};
  }

  if (path.endsWith('/placement/region')) {
    return {body: 'eu-central-1'};
  }

  return path.endsWith('/availability-zone/') ? {body: 'eu-central-1a'} : {status: 404};
}

/** A container's endpoint: its keys tell what it was sent. */
function container({url, headers}: Received): Reply {
  if (url === '/denied') {
    return {status: 403, body: '{"Code":"AccessDenied"}'};
  }

  return {body: keys(`BOX${url.replaceAll('/', '-')}-${headers.authorization ?? 'open'}`)};
}
