import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {type Ec2SourceOptions, openEc2Source} from '../../source/ec2/client.js';
import {EMPTY_PAGE, page, row, serviceError} from './helpers/answers.js';
import {rejectionOf} from './helpers/rejection.js';
import {startServer, type TestServer} from './helpers/server.js';

const KEYS = {AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI'};

async function open(
  t: TestContext,
  reply: TestServer['reply'],
  options: Partial<Ec2SourceOptions> = {},
) {
  const server = await startServer(t, reply);
  const source = await openEc2Source({
    region: 'us-east-1',
    endpointUrl: server.url,
    env: {HOME: '/nonexistent', ...KEYS},
    ...options,
  });
  t.after(() => source.destroy());
  return {server, source};
}

test('sends the request in the wire format, signed, and gives back the page', async t => {
  const {server, source} = await open(t, () => ({body: page(row(), 'next')}));
  const answer = await source.describe({
    filters: [
      {name: 'task-state', values: ['InProgress', 'Failed']},
      {name: 'bucket', values: ['b']},
    ],
    maxResults: 200,
    nextToken: 'a+b=/c',
  });
  assert.equal(answer.tasks.length, 1);
  assert.equal(answer.nextToken, 'next');
  assert.equal(answer.requestId, 'req-page');
  const [request] = server.requests;
  assert.deepEqual(Object.fromEntries(new URLSearchParams(request?.body)), {
    Action: 'DescribeStoreImageTasks',
    Version: '2016-11-15',
    'Filter.1.Name': 'task-state',
    'Filter.1.Value.1': 'InProgress',
    'Filter.1.Value.2': 'Failed',
    'Filter.2.Name': 'bucket',
    'Filter.2.Value.1': 'b',
    MaxResults: '200',
    NextToken: 'a+b=/c',
  });
  assert.match(
    request?.headers.authorization ?? '',
    /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/ec2\/aws4_request/,
  );
  assert.equal(source.profile, 'default');
  assert.equal(source.region, 'us-east-1');
});

test('asks by ID and for a dry run', async t => {
  const {server, source} = await open(t, () => ({
    status: 412,
    body: serviceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.'),
  }));
  const error = await rejectionOf(source.describe({imageIds: ['ami-1', 'ami-2'], dryRun: true}));
  assert.equal(error.kind, 'dry-run');
  assert.equal(error.code, 'DryRunOperation');
  assert.match(server.requests[0]?.body ?? '', /ImageId\.1=ami-1&ImageId\.2=ami-2/);
  assert.match(server.requests[0]?.body ?? '', /DryRun=true/);
});

test('an empty list of IDs is never sent: it would ask for everything', async t => {
  const {server, source} = await open(t, () => ({body: EMPTY_PAGE}));
  const error = await rejectionOf(source.describe({imageIds: []}));
  assert.equal(error.kind, 'bad-request');
  assert.equal(server.requests.length, 0);
});

test('unsigned requests need no credentials', async t => {
  const {server, source} = await open(t, () => ({body: EMPTY_PAGE}), {
    signRequest: false,
    env: {HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true'},
  });
  assert.deepEqual((await source.describe({})).tasks, []);
  assert.equal(server.requests[0]?.headers.authorization, undefined);
});

test('one call is one request, whatever fails and whatever the environment says about retries', async t => {
  process.env.AWS_MAX_ATTEMPTS = '5';
  process.env.AWS_RETRY_MODE = 'adaptive';
  t.after(() => {
    delete process.env.AWS_MAX_ATTEMPTS;
    delete process.env.AWS_RETRY_MODE;
  });
  const replies: TestServer['reply'][] = [
    () => ({status: 503, body: serviceError('RequestLimitExceeded', 'Slow down.')}),
    () => ({status: 500, body: serviceError('InternalError', 'Oops.')}),
    () => ({status: 503, body: '<html><body>Unavailable</body></html>'}),
    () => ({status: 429, headers: {'retry-after': '0'}}),
    (_request, response) => {
      response.destroy();
      return undefined;
    },
  ];
  for (const reply of replies) {
    const {server, source} = await open(t, reply);
    await rejectionOf(source.describe({}));
    assert.equal(server.requests.length, 1);
  }
});

test('the error carries what the service said', async t => {
  const {source} = await open(t, () => ({
    status: 400,
    body: serviceError('InvalidAMIID.Malformed', 'Invalid id: &quot;ami-x&quot;'),
  }));
  const error = await rejectionOf(source.describe({imageIds: ['ami-x']}));
  assert.equal(error.kind, 'bad-request');
  assert.equal(error.code, 'InvalidAMIID.Malformed');
  assert.equal(error.serviceMessage, 'Invalid id: "ami-x"');
  assert.equal(error.httpStatus, 400);
  assert.equal(error.requestId, 'req-error');
  assert.equal(
    error.message,
    'EC2 refuses the request (InvalidAMIID.Malformed): Invalid id: "ami-x".',
  );
});

for (const [name, reply] of Object.entries({
  HTML: {body: '<html><body>Sign in</body></html>'},
  'an empty body': {},
  'no content': {status: 204},
  'truncated XML': {body: page(row()).slice(0, 200)},
  'a redirect': {status: 302, headers: {location: 'http://portal.example/'}},
  'HTML with 403': {status: 403, body: '<html>Forbidden</html>'},
  'a list in another root': {body: EMPTY_PAGE.replaceAll('DescribeStoreImageTasks', 'Describe')},
})) {
  test(`${name} is a bad answer, not an empty list`, async t => {
    const {source} = await open(t, () => reply);
    const error = await rejectionOf(source.describe({}));
    assert.equal(error.kind, 'bad-answer');
    assert.match(error.message, /is not an answer of EC2.*Check endpointUrl/);
  });
}

test('an answer without end in size is given up', async t => {
  const {source} = await open(t, (_request, response) => {
    const filler = Buffer.alloc(1024 * 1024, ' ');
    const pump = () => {
      while (!response.destroyed && response.write(filler));
    };
    response.writeHead(200).on('drain', pump);
    pump();
    return undefined;
  });
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'bad-answer');
  assert.match(error.message, /larger than any answer/);
});

test('a server that says nothing ends by the read timeout', async t => {
  const {source} = await open(t, () => undefined, {readTimeoutMs: 50});
  const error = await rejectionOf(source.describe({}));
  assert.equal(error.kind, 'network');
  assert.equal(error.code, 'ETIMEDOUT');
  assert.match(error.message, /^127\.0\.0\.1:\d+ didn't answer in time/);
});

test('an answer that stops after its headers ends by the read timeout', async t => {
  const {source} = await open(t, () => ({body: EMPTY_PAGE.slice(0, 50), hangs: true}), {
    readTimeoutMs: 50,
  });
  assert.equal((await rejectionOf(source.describe({}))).kind, 'network');
});

test('an answer that drips ends too', async t => {
  const {source} = await open(
    t,
    (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
      return undefined;
    },
    {readTimeoutMs: 60},
  );
  assert.equal((await rejectionOf(source.describe({}))).code, 'ETIMEDOUT');
});

test('a cut connection and a refused one are named', async t => {
  const {source} = await open(t, (_request, response) => {
    response.writeHead(200, {'content-length': '1000'}).write('<Describe');
    setImmediate(() => response.destroy());
    return undefined;
  });
  const cut = await rejectionOf(source.describe({}));
  assert.equal(cut.kind, 'network');
  assert.equal(cut.code, 'ECONNRESET');

  const refused = await openEc2Source({
    region: 'us-east-1',
    endpointUrl: 'http://127.0.0.1:1',
    env: KEYS,
  });
  const error = await rejectionOf(refused.describe({}));
  assert.equal(error.code, 'ECONNREFUSED');
  assert.match(error.message, /^127\.0\.0\.1:1 refuses the connection/);
});

test('an abort ends a request at once', async t => {
  const controller = new AbortController();
  const {source} = await open(t, () => {
    controller.abort();
    return undefined;
  });
  assert.equal((await rejectionOf(source.describe({}, controller.signal))).kind, 'aborted');
});

test('an abort ends the reading of a body, and one that came before sends nothing', async t => {
  const controller = new AbortController();
  const {server, source} = await open(t, () => {
    setImmediate(() => controller.abort());
    return {body: '<Describe', hangs: true};
  });
  assert.equal((await rejectionOf(source.describe({}, controller.signal))).kind, 'aborted');
  assert.equal((await rejectionOf(source.describe({}, controller.signal))).kind, 'aborted');
  assert.equal(server.requests.length, 1);
});

test('a wrong clock is named, and the next request is signed with the time of the service', async t => {
  const ahead = Date.now() + 60 * 60_000;
  const headers = {date: new Date(ahead).toUTCString()};
  const {server, source} = await open(t, () => ({
    status: 400,
    headers,
    body: serviceError('RequestExpired', 'Request has expired.'),
  }));
  const error = await rejectionOf(source.describe({}));
  assert.match(error.message, /^The clock of this machine is off: it is 60 minutes behind/);
  server.reply = () => ({headers, body: EMPTY_PAGE});
  await source.describe({});
  const signed = String(server.requests[1]?.headers['x-amz-date']);
  const signedAt = Date.parse(
    signed.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  assert.ok(Math.abs(signedAt - ahead) < 30 * 60_000, 'nearer to that than to this machine’s');
});

test('credentials that have expired are named on a machine whose clock is off', async t => {
  const headers = {date: new Date(Date.now() + 60 * 60_000).toUTCString()};
  const {source} = await open(
    t,
    () => ({status: 400, headers, body: serviceError('RequestExpired', 'Request has expired.')}),
    {env: {HOME: '/nonexistent', ...KEYS, AWS_SESSION_TOKEN: 'over'}},
  );
  assert.match((await rejectionOf(source.describe({}))).message, /^The clock of this machine/);
  const again = await rejectionOf(source.describe({}));
  assert.equal(again.kind, 'expired');
  assert.match(again.message, /^The credentials of the keys in the environment have expired/);
});

for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SESSION_TOKEN']) {
  test(`a line's end behind ${name} is named, and nothing is sent`, async t => {
    const env = {HOME: '/nonexistent', ...KEYS, AWS_SESSION_TOKEN: 'IQoJ'};
    const {server, source} = await open(t, () => ({body: EMPTY_PAGE}), {
      env: {...env, [name]: `${env[name as keyof typeof env]}\n`},
      // The SDK leaves a timer of that time behind, for which the process would wait.
      readTimeoutMs: 100,
    });
    const {kind, message} = await rejectionOf(source.describe({}));
    assert.equal(kind, 'credentials');
    assert.match(
      message,
      /^The credentials of the keys in the environment hold a character that none have, such as the end of a line\. Set AWS_ACCESS_KEY_ID/,
    );
    assert.equal(server.requests.length, 0);
  });
}

test('debug tells each request in one line, without a secret', async t => {
  const lines: string[] = [];
  const {server, source} = await open(
    t,
    () => ({body: EMPTY_PAGE, headers: {'x-amzn-requestid': 'req-header'}}),
    {
      debug: line => lines.push(line),
      env: {...KEYS, AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2Vj'},
    },
  );
  await source.describe({maxResults: 5});
  server.reply = (_request, response) => {
    response.destroy();
    return undefined;
  };
  await rejectionOf(source.describe({}));
  const [credentials, answered, failed, ...rest] = lines;
  assert.equal(credentials, 'Credentials: the keys in the environment (environment)');
  assert.match(
    answered ?? '',
    /^POST http:\/\/127\.0\.0\.1:\d+ Action=DescribeStoreImageTasks&Version=2016-11-15&MaxResults=5 -> 200 req-header \d+ ms \d+ bytes$/,
  );
  assert.match(failed ?? '', /-> ECONNRESET \d+ ms$/);
  assert.deepEqual(rest, []);
  assert.doesNotMatch(lines.join('\n'), /AKIA|IQoJ|Signature|wJalr/);
});

test('nothing is written to the console', async t => {
  const written = t.mock.method(process.stderr, 'write', () => true);
  const warned = t.mock.method(process, 'emitWarning', () => {});
  const {source} = await open(t, () => undefined, {readTimeoutMs: 20});
  await rejectionOf(source.describe({}));
  assert.equal(written.mock.callCount(), 0);
  assert.equal(warned.mock.callCount(), 0);
});

test('a region, a profile and a CA bundle that are no good are refused before anything is sent', async () => {
  const cases: ReadonlyArray<readonly [Partial<Ec2SourceOptions>, RegExp]> = [
    [{region: undefined}, /^No region\. Pass a region, set AWS_REGION, or add a region/],
    [{region: 'us east'}, /^'us east' is not a region/],
    [{profile: 'nobody\u001b[31m'}, /^The profile 'nobody' was not found/],
    [{caBundle: '/nonexistent.pem'}, /^The CA bundle \/nonexistent\.pem can't be read/],
    [{caBundle: '/dev/null'}, /^The CA bundle \/dev\/null holds no certificate/],
    [{endpointUrl: 'nowhere'}, /^The endpoint 'nowhere' is not a URL/],
  ];
  for (const [options, message] of cases) {
    const env = {HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...KEYS};
    const error = await rejectionOf(openEc2Source({region: 'us-east-1', env, ...options}));
    assert.equal(error.kind, 'configuration');
    assert.match(error.message, message);
  }
});
