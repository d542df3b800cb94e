import assert from 'node:assert/strict';
import net, {type AddressInfo, type Socket} from 'node:net';
import test, {type TestContext} from 'node:test';
import {type Ec2SourceOptions, openEc2Source} from '../../source/ec2/client.js';
import {waitUntil} from '../helpers/pty.js';
import {EMPTY_PAGE, serviceError} from './helpers/answers.js';
import {makeHome, replaceEnvironment} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';
import {startServer} from './helpers/server.js';
import {unlessTooShort} from './helpers/too-short.js';

const KEYS = {AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK', HOME: '/nonexistent'};
const HTML = '<html><body>Bad gateway</body></html>';

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

/** A server that speaks raw TCP: what it does with each connection, by their number. */
async function startRaw(t: TestContext, serve: (socket: Socket, index: number) => void) {
  const sockets: Socket[] = [];
  const server = net.createServer(socket => {
    socket.on('error', () => {});
    sockets.push(socket);
    serve(socket, sockets.length - 1);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) {
      socket.destroy();
    }

    server.close();
  });
  return {host: `127.0.0.1:${(server.address() as AddressInfo).port}`, sockets};
}

const silent = (socket: Socket) => {
  socket.resume();
};
const TUNNEL = 'HTTP/1.1 200 Connection established\r\n\r\n';

for (const [what, serve, isProxy] of [
  ['a TLS handshake that nobody answers', silent, false],
  ['a proxy that says nothing to CONNECT', silent, true],
  [
    'a tunnel at whose end nobody answers the handshake',
    (socket: Socket) => socket.once('data', () => socket.write(TUNNEL)),
    true,
  ],
  [
    'a proxy that begins to answer CONNECT and goes on no more',
    (socket: Socket) => socket.once('data', () => socket.write('HTTP/1.1 200 Conn')),
    true,
  ],
] as const) {
  test(`${what} is given up after the connect timeout, and its connection closed`, async t => {
    const raw = await startRaw(t, serve);
    const source = isProxy
      ? await open(
          t,
          'https://ec2.test.invalid',
          {HTTPS_PROXY: `http://${raw.host}`},
          {connectTimeoutMs: 150},
        )
      : await open(t, `https://${raw.host}`, {}, {connectTimeoutMs: 150});
    const error = await rejectionOf(source.describe({}));
    assert.equal(error.kind, 'network');
    assert.equal(error.code, 'ETIMEDOUT');
    assert.match(error.message, /^No connection to \S+ .*came about in time.*connectTimeoutMs/);
    // Where the time was over before this process came to it, the connection is still to be taken.
    await waitUntil(
      () => (raw.sockets.length > 0 && raw.sockets.every(({closed}) => closed)) || undefined,
      'closed',
    );
    assert.equal(raw.sockets.length, 1);
  });
}

test('once there is a connection, the answer has the read timeout', async t => {
  const raw = await startRaw(t, silent);
  const {message} = await unlessTooShort(1000, async limitMs => {
    const timeouts = {connectTimeoutMs: limitMs, readTimeoutMs: 1.2 * limitMs};
    const source = await open(t, `http://${raw.host}`, {}, timeouts);
    const error = await rejectionOf(source.describe({}));
    return error.message.startsWith('No connection') ? undefined : error;
  });
  assert.match(message, /didn't answer in time.*readTimeoutMs/);
});

const PROXY_SAYS: readonly (readonly [status: string, says: RegExp])[] = [
  ['502 Bad Gateway', /^The proxy 127\.0\.0\.1:\d+ has no way to \S+ now \(HTTP 502\)\. Wait/],
  ['503 Service Unavailable', /^The proxy \S+ has no way to \S+ now \(HTTP 503\)/],
  ['504 Gateway Timeout', /^The proxy \S+ has no way to \S+ now \(HTTP 504\)/],
  ['407 Proxy Authentication Required', /^The proxy wants a user and a password \(HTTP 407\)/],
];

for (const [status, says] of PROXY_SAYS) {
  for (const scheme of ['http', 'https']) {
    test(`${status} of a proxy for ${scheme} is the proxy's`, async t => {
      const body = `content-length: ${HTML.length}\r\n\r\n${HTML}`;
      const raw = await startRaw(t, socket =>
        socket.once('data', () => socket.end(`HTTP/1.1 ${status}\r\n${body}`)),
      );
      const proxy = {[`${scheme.toUpperCase()}_PROXY`]: `http://user:hunter2@${raw.host}`};
      const source = await open(t, `${scheme}://ec2.test.invalid`, proxy);
      const error = await rejectionOf(source.describe({}));
      assert.equal(error.kind, 'network');
      assert.match(error.message, says);
      assert.doesNotMatch(error.message, /hunter2/);
    });
  }
}

test("a proxy that lets go of CONNECT is the proxy's, and passes", async t => {
  const raw = await startRaw(t, socket => socket.once('data', () => socket.end()));
  const source = await open(t, 'https://ec2.test.invalid', {HTTPS_PROXY: `http://${raw.host}`});
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'network');
  assert.match(error.message, /^The proxy \S+ cut the connection/);
});

test("what EC2 itself says through a proxy stays EC2's", async t => {
  const proxy = await startServer(t, () => ({
    status: 503,
    body: serviceError('Unavailable', 'Try later.'),
  }));
  const source = await open(t, 'http://ec2.test.invalid', {HTTP_PROXY: proxy.url});
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'service');
  assert.match(error.message, /^EC2 in us-east-1 can't answer now \(Unavailable\)/);
});

test('a proxy between here and STS is named, and waited for', async t => {
  const proxy = await startServer(t, () => ({status: 503, body: HTML}));
  const {home} = await makeHome(t, {
    config:
      '[profile ops]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n[profile base]\naws_access_key_id = A\naws_secret_access_key = s\n',
  });
  const source = await open(t, 'http://ec2.test.invalid', {
    HOME: home,
    AWS_ACCESS_KEY_ID: '',
    AWS_PROFILE: 'ops',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_STS: 'http://sts.test.invalid',
    HTTP_PROXY: proxy.url,
  });
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'network');
  assert.match(
    error.message,
    /^No credentials from profile 'base': The proxy \S+ has no way to STS/,
  );
});

const OK = `HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: ${Buffer.byteLength(EMPTY_PAGE)}\r\n\r\n${EMPTY_PAGE}`;

for (const [what, end] of [
  ['ended', (socket: Socket) => socket.end()],
  ['reset', (socket: Socket) => socket.resetAndDestroy()],
] as const) {
  test(`a kept connection that is ${what} before the answer's first byte is told from others`, async t => {
    let requests = 0;
    const raw = await startRaw(t, socket =>
      socket.on('data', () => (++requests % 2 === 1 ? socket.write(OK) : end(socket))),
    );
    const source = await open(t, `http://${raw.host}`);
    await source.describe({});
    const error = await rejectionOf(source.describe({}));
    assert.equal(error.kind, 'network');
    assert.equal(error.wasKeptConnectionCut, true);
    assert.equal(raw.sockets.length, 1);
  });
}

test('a new connection that is cut, and a kept one in the middle of its answer, are faults of their own', async t => {
  const fresh = await startRaw(t, socket => socket.once('data', () => socket.end()));
  const source = await open(t, `http://${fresh.host}`);
  assert.equal((await rejectionOf(source.describe({}))).wasKeptConnectionCut, false);
  let requests = 0;
  const kept = await startRaw(t, socket =>
    socket.on('data', () => {
      if (++requests === 1) {
        socket.write(OK);
      } else {
        socket.end('HTTP/1.1 200 OK\r\ncontent-le');
      }
    }),
  );
  const second = await open(t, `http://${kept.host}`);
  await second.describe({});
  assert.equal((await rejectionOf(second.describe({}))).wasKeptConnectionCut, false);
});
