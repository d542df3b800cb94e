import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import http from 'node:http';
import net, {type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {type Ec2SourceOptions, openEc2Source} from '../../source/ec2/client.js';
import {EMPTY_PAGE} from './helpers/answers.js';
import {makeHome, replaceEnvironment} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';
import {startServer} from './helpers/server.js';

const KEYS = {AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK', HOME: '/nonexistent'};
const HOST = 'ec2.test.invalid';

type Certificate = {readonly key: string; readonly cert: string; readonly path: string};

/** A self-signed certificate for HOST and loopback; `undefined` where openssl can't make one. */
function makeCertificate(): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-cert-'));
  process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
  const [key, path] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = `subjectAltName=DNS:${HOST},IP:127.0.0.1`;
  const command = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=${HOST} -addext ${names} -keyout ${key} -out ${path}`;
  try {
    execFileSync('openssl', command.split(' '), {stdio: 'ignore'});
    return {key: readFileSync(key, 'utf8'), cert: readFileSync(path, 'utf8'), path};
  } catch {
    return undefined;
  }
}

const certificate = makeCertificate();
const needsCertificate = certificate ? {} : {skip: 'openssl makes no certificate here'};

/** A proxy that sends everything to one port on loopback and keeps what it was asked for. */
async function startProxy(t: TestContext, port: number, refusal?: string) {
  const asked: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const proxy = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    const onward = http.request(
      {port, host: '127.0.0.1', method: request.method, path: '/', headers: request.headers},
      answer => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    headers.push(request.headers);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\ncontent-length: 0\r\n\r\n`);
      return;
    }

    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    t.after(() => onward.destroy());
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return {url: `127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked, headers};
}

async function open(
  t: TestContext,
  endpointUrl: string,
  variables: Record<string, string> = {},
  options: Partial<Ec2SourceOptions> = {},
) {
  const env = replaceEnvironment(t, {...KEYS, ...variables});
  const source = await openEc2Source({region: 'us-east-1', endpointUrl, env, ...options});
  t.after(() => source.destroy());
  return source;
}

const answerEmpty = () => ({body: EMPTY_PAGE});

test('a certificate nobody trusts is named', needsCertificate, async t => {
  const server = await startServer(t, answerEmpty, certificate);
  const source = await open(t, server.url);
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'network');
  assert.equal(error.code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
  assert.match(error.message, /No trusted TLS connection.*caBundle/);
  assert.equal(server.requests.length, 0);
});

test('--ca-bundle, AWS_CA_BUNDLE and --no-verify-ssl trust it', needsCertificate, async t => {
  const server = await startServer(t, answerEmpty, certificate);
  const path = certificate?.path ?? '';
  await (await open(t, server.url, {}, {caBundle: path})).describe({});
  await (await open(t, server.url, {AWS_CA_BUNDLE: path})).describe({});
  await (await open(t, server.url, {}, {verifySsl: false})).describe({});
  assert.equal(server.requests.length, 3);
});

test('ca_bundle with ~, and REQUESTS_CA_BUNDLE at last, trust it', needsCertificate, async t => {
  const server = await startServer(t, answerEmpty, certificate);
  const {home, write} = await makeHome(t, {});
  write('ca.pem', readFileSync(certificate?.path ?? '', 'utf8'));
  write('other.pem', '-----BEGIN CERTIFICATE-----\n');
  write('config', '[default]\nca_bundle = ~/.aws/ca.pem\n');
  const inHome = {HOME: home, REQUESTS_CA_BUNDLE: '~/.aws/other.pem'};
  await (await open(t, server.url, inHome)).describe({});
  await (await open(t, server.url, {...inHome, AWS_CA_BUNDLE: '~/.aws/ca.pem'})).describe({});
  await (await open(t, server.url, {...inHome, AWS_CA_BUNDLE: ''})).describe({});
  write('config', '[default]\n');
  await (await open(t, server.url, {...inHome, REQUESTS_CA_BUNDLE: '~/.aws/ca.pem'})).describe({});
  assert.equal(server.requests.length, 4);
});

test('TLS to something that speaks none is the network', async t => {
  const server = await startServer(t, answerEmpty);
  const source = await open(t, server.url.replace('http:', 'https:'));
  assert.equal((await rejectionOf(source.describe({}))).kind, 'network');
});

for (const variable of ['HTTP_PROXY', 'http_proxy']) {
  test(`${variable} is used for http, with its password`, async t => {
    const server = await startServer(t, answerEmpty);
    const proxy = await startProxy(t, server.port);
    const lines: string[] = [];
    const source = await open(
      t,
      `http://${HOST}:8080`,
      {[variable]: `http://user:pass@${proxy.url}`},
      {debug: line => lines.push(line)},
    );
    await source.describe({});
    assert.deepEqual(proxy.asked, [`POST http://${HOST}:8080/`]);
    const login = Buffer.from('user:pass').toString('base64');
    assert.equal(proxy.headers[0]?.['proxy-authorization'], `Basic ${login}`);
    assert.equal(server.requests.length, 1);
    assert.doesNotMatch(lines.join('\n'), /pass/);
  });
}

for (const [login, told] of [
  ['me:pa%ss', 'me:pa%ss'],
  ['me:p%40s@s', 'me:p@s@s'],
  ['corp\\me:p^|s', 'corp\\me:p^|s'],
  ['me:p[s]', 'me:p[s]'],
  ['me:p\u00e4ss', 'me:p\u00e4ss'],
] as const) {
  test(`a proxy without a scheme, with the login ${login}`, async t => {
    const server = await startServer(t, answerEmpty);
    const proxy = await startProxy(t, server.port);
    const source = await open(t, `http://${HOST}:8080`, {HTTP_PROXY: `${login}@${proxy.url}`});
    await source.describe({});
    const sent = proxy.headers[0]?.['proxy-authorization']?.replace('Basic ', '') ?? '';
    assert.equal(Buffer.from(sent, 'base64').toString(), told);
  });
}

test('ALL_PROXY is not looked at, as the aws command does it', async t => {
  const server = await startServer(t, answerEmpty);
  await (await open(t, server.url, {ALL_PROXY: 'socks5://127.0.0.1:1'})).describe({});
  assert.equal(server.requests.length, 1);
});

for (const variable of ['HTTPS_PROXY', 'https_proxy']) {
  test(`${variable} is used for https, with the CA bundle`, needsCertificate, async t => {
    const server = await startServer(t, answerEmpty, certificate);
    const proxy = await startProxy(t, server.port);
    const source = await open(
      t,
      `https://${HOST}`,
      {[variable]: `http://me:p%ss@${proxy.url}`},
      {caBundle: certificate?.path},
    );
    await source.describe({});
    await source.describe({});
    const login = Buffer.from('me:p%ss').toString('base64');
    assert.equal(proxy.headers[0]?.['proxy-authorization'], `Basic ${login}`);
    assert.deepEqual(proxy.asked, [`CONNECT ${HOST}:443`], 'the tunnel is kept');
    assert.equal(server.requests.length, 2);
  });
}

test('a tunnel still checks the certificate', needsCertificate, async t => {
  const server = await startServer(t, answerEmpty, certificate);
  const proxy = await startProxy(t, server.port);
  const variables = {HTTPS_PROXY: `http://${proxy.url}`};
  const source = await open(t, `https://${HOST}`, variables);
  assert.equal((await rejectionOf(source.describe({}))).code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
  await (await open(t, `https://${HOST}`, variables, {verifySsl: false})).describe({});
  assert.equal(server.requests.length, 1);
});

for (const variable of ['NO_PROXY', 'no_proxy']) {
  test(`${variable} goes around the proxy`, async t => {
    const server = await startServer(t, answerEmpty);
    const source = await open(t, server.url, {
      HTTP_PROXY: 'http://127.0.0.1:1',
      [variable]: 'example.com,127.0.0.1',
    });
    await source.describe({});
    assert.equal(server.requests.length, 1);
  });
}

test('a proxy that wants a password or is not there is named', async t => {
  const proxy = await startProxy(t, 1, '407 Proxy Authentication Required');
  const variables = {HTTPS_PROXY: `http://${proxy.url}`};
  const refused = await rejectionOf((await open(t, `https://${HOST}`, variables)).describe({}));
  assert.equal(refused.kind, 'network');
  assert.match(refused.message, /^The proxy wants a user and a password \(HTTP 407\)/);
  const absent = await open(t, `https://${HOST}`, {HTTPS_PROXY: 'http://127.0.0.1:1'});
  const error = await rejectionOf(absent.describe({}));
  assert.equal(error.code, 'ECONNREFUSED');
  assert.match(error.message, /^ec2\.test\.invalid \(127\.0\.0\.1:1\) refuses the connection/);
});

test('a proxy that is none is a matter of configuration, and its password is not shown', async t => {
  for (const proxy of ['http://user:hunter2@:0:0', 'socks5://user:hunter2@127.0.0.1:1']) {
    const error = await rejectionOf(
      (await open(t, `http://${HOST}`, {HTTP_PROXY: proxy})).describe({}),
    );
    assert.equal(error.kind, 'configuration');
    assert.match(
      error.message,
      /^The proxy is not one that can be used: .*SOCKS.*http:\/\/host:port/,
    );
    assert.doesNotMatch(error.message, /hunter2/);
  }
});

const hosts: ReadonlyArray<readonly [region: string, env: Record<string, string>, host: string]> = [
  ['us-east-1', {}, 'ec2.us-east-1.amazonaws.com'],
  ['cn-north-1', {}, 'ec2.cn-north-1.amazonaws.com.cn'],
  ['us-east-1', {AWS_USE_FIPS_ENDPOINT: 'true'}, 'ec2-fips.us-east-1.amazonaws.com'],
  ['us-east-1', {AWS_USE_DUALSTACK_ENDPOINT: 'true'}, 'ec2.us-east-1.api.aws'],
  ['us-east-1', {AWS_ENDPOINT_URL_EC2: 'https://vpce.example'}, 'vpce.example'],
];

for (const [region, variables, host] of hosts) {
  test(`${region} with ${JSON.stringify(variables)} is asked at ${host}`, async t => {
    const proxy = await startProxy(t, 1, '403 Forbidden');
    const env = replaceEnvironment(t, {...KEYS, ...variables, HTTPS_PROXY: `http://${proxy.url}`});
    const source = await openEc2Source({region, env});
    t.after(() => source.destroy());
    const error = await rejectionOf(source.describe({}));
    assert.deepEqual(proxy.asked, [`CONNECT ${host}:443`]);
    assert.match(
      error.message,
      new RegExp(`^The proxy 127\\.0\\.0\\.1:\\d+ refuses a way to ${host} \\(HTTP 403\\)`),
    );
  });
}

test('a name that does not resolve is named', async t => {
  // A label has 63 characters at most: no name server is asked, which may take its time or know every name.
  const name = `${'x'.repeat(64)}.invalid`;
  const error = await rejectionOf((await open(t, `http://${name}`)).describe({}));
  assert.equal(error.kind, 'network');
  assert.match(error.message, /^The name x{64}\.invalid can't be resolved/);
});

test('credentials are fetched through the same proxy and CA bundle', needsCertificate, async t => {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const sts = await startServer(
    t,
    () => ({
      body: `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>KEYSTS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    }),
    certificate,
  );
  const proxy = await startProxy(t, sts.port);
  const ec2 = await startServer(t, answerEmpty);
  const source = await open(t, ec2.url, {
    AWS_ACCESS_KEY_ID: '',
    AWS_WEB_IDENTITY_TOKEN_FILE: certificate?.path ?? '',
    AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r',
    AWS_ENDPOINT_URL_STS: `https://${HOST}`,
    AWS_CA_BUNDLE: certificate?.path ?? '',
    HTTPS_PROXY: `http://${proxy.url}`,
  });
  await source.describe({});
  assert.deepEqual(proxy.asked, [`CONNECT ${HOST}:443`]);
  assert.match(ec2.requests[0]?.headers.authorization ?? '', /Credential=KEYSTS\//);
});

test(
  '--no-verify-ssl is for EC2: who gives credentials is still checked',
  needsCertificate,
  async t => {
    const sts = await startServer(t, () => ({status: 500}), certificate);
    const ec2 = await startServer(t, answerEmpty, certificate);
    const source = await open(
      t,
      ec2.url,
      {
        AWS_ACCESS_KEY_ID: '',
        AWS_WEB_IDENTITY_TOKEN_FILE: certificate?.path ?? '',
        AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/r',
        AWS_ENDPOINT_URL_STS: sts.url,
      },
      {verifySsl: false},
    );
    const error = await rejectionOf(source.describe({}));
    assert.match(error.message, /No trusted TLS connection to STS/);
    assert.equal(sts.requests.length + ec2.requests.length, 0);
  },
);

for (const [path, asked] of [
  ['', '/'],
  ['/', '/'],
  ['/gate', '/gate'],
  ['/gate/', '/gate/'],
  ['/gate/two', '/gate/two'],
  ['?key=1', '/?key=1'],
  ['/gate?key=1&key=2', '/gate?key=1&key=2'],
  ['/gate/?key=a%20b%2B', '/gate/?key=a%20b%2B'],
  ['/gate?', '/gate'],
  ['/gate#part', '/gate'],
  ['/gate?key=1#part', '/gate?key=1'],
] as const) {
  test(`an endpoint at '${path}' is asked there`, async t => {
    const server = await startServer(t, answerEmpty);
    await (await open(t, `${server.url}${path}`)).describe({});
    assert.equal(server.requests[0]?.url, asked);
  });
}
