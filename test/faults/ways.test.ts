import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import http from 'node:http';
import net, {type AddressInfo} from 'node:net';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {EMPTY_PAGE} from '../ec2/helpers/answers.js';
import {startServer} from '../ec2/helpers/server.js';
import {makeCertificate} from '../helpers/fault-certificate.js';
import {startFront} from '../helpers/fault-front.js';
import {assumedRole, KEYS, keyId, ROLE_CONFIG} from './identities.js';
import {prepareOnce} from './once.js';

const needsOpenssl = {skip: hasOpenssl() ? false : 'openssl is not to be had here'};

test('--no-sign-request needs no credentials, and sends none', async t => {
  const {run, ec2} = await prepareOnce(t);
  const {code, stderr} = await run(['--no-sign-request', '--endpoint-url', ec2.url]);
  assert.equal(code, 0, stderr);
  assert.equal(ec2.requests[0]?.headers.authorization, undefined);
});

test('AWS_ENDPOINT_URL_EC2 is where EC2 is', async t => {
  const {run, ec2} = await prepareOnce(t);
  const {code, stderr} = await run([], {...KEYS, AWS_ENDPOINT_URL_EC2: ec2.url});
  assert.equal(code, 0, stderr);
  assert.equal(ec2.requests.length, 1);
});

test('AWS_CA_BUNDLE is trusted, and without it nobody is', needsOpenssl, async t => {
  const {run, ec2, home} = await prepareOnce(t);
  const front = await startFront(t, ec2.port, makeCertificate(home, 'good', 'IP:127.0.0.1'));
  const args = ['--endpoint-url', front.url];
  const refused = await run(args, KEYS);
  assert.equal(refused.code, 255);
  assert.match(refused.stderr, /No trusted TLS connection.*AWS_CA_BUNDLE/);
  const {code, stderr} = await run(args, {...KEYS, AWS_CA_BUNDLE: join(home, 'good.pem')});
  assert.equal(code, 0, stderr);
  assert.equal(ec2.requests.length, 1);
});

test('HTTP_PROXY is gone through, NO_PROXY around it', async t => {
  const {run, ec2} = await prepareOnce(t);
  const proxy = await startFront(t, ec2.port);
  const env = {...KEYS, HTTP_PROXY: proxy.url};
  const {code, stderr} = await run(['--endpoint-url', 'http://ec2.test.invalid'], env);
  assert.equal(code, 0, stderr);
  assert.match(proxy.heads[0] ?? '', /^POST http:\/\/ec2\.test\.invalid\/ /);
  await run(['--endpoint-url', ec2.url], {...env, NO_PROXY: '127.0.0.1'});
  assert.equal(ec2.requests.length, 2);
  assert.equal(proxy.heads.length, 1);
});

for (const [variables, host] of [
  [{}, 'ec2.us-east-1.amazonaws.com'],
  [{AWS_USE_FIPS_ENDPOINT: 'true'}, 'ec2-fips.us-east-1.amazonaws.com'],
  [{AWS_USE_DUALSTACK_ENDPOINT: 'true'}, 'ec2.us-east-1.api.aws'],
] as const) {
  test(
    `with ${JSON.stringify(variables)} ${host} is asked, for the role's keys as well through HTTPS_PROXY`,
    needsOpenssl,
    async t => {
      const {run, write, home} = await prepareOnce(t);
      const names = '*.us-east-1.amazonaws.com,*.us-east-1.api.aws,sts.amazonaws.com';
      const aws = await startServer(
        t,
        ({headers}) => ({
          body: headers.host?.startsWith('sts') ? assumedRole('AssumeRole', 'ROLE') : EMPTY_PAGE,
        }),
        makeCertificate(home, 'aws', `DNS:${names.replaceAll(',', ',DNS:')}`),
      );
      const proxy = await startTunnel(t, aws.port);
      write('.aws/config', ROLE_CONFIG);
      const {code, stderr} = await run(['--profile', 'ops'], {
        HTTPS_PROXY: proxy.url,
        AWS_CA_BUNDLE: join(home, 'aws.pem'),
        ...variables,
      });
      assert.equal(code, 0, stderr);
      assert.match(proxy.asked.join(' '), new RegExp(`^sts[-.\\w]*:443 ${host}:443$`));
      assert.ok(aws.requests.at(-1)?.headers.authorization?.includes(keyId('ROLE')));
    },
  );
}

/** A proxy whose tunnels all end at one port on loopback. */
async function startTunnel(t: TestContext, port: number) {
  const asked: string[] = [];
  const proxy = http.createServer();
  proxy.on('connect', (request, client) => {
    asked.push(request.url ?? '');
    const server = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
    t.after(() => server.destroy());
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return {url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked};
}

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}
