import assert from 'node:assert/strict';
import test from 'node:test';
import {askInstanceRegion} from '../../source/ec2/credentials/instance-region.js';
import {resolveRegion} from '../../source/ec2/region.js';
import {rejectionOf} from './helpers/rejection.js';
import {startServer} from './helpers/server.js';

const NONE = {settings: new Map<string, string>()};
const OF_PROFILE = {settings: new Map([['region', 'eu-west-3']])};
/** The environment of an instance; a busy machine is no reason to find none. */
const metadataAt = (url: string) => ({
  AWS_EC2_METADATA_SERVICE_ENDPOINT: url,
  AWS_METADATA_SERVICE_TIMEOUT: '20',
});
const NO_IMDS = {AWS_EC2_METADATA_DISABLED: 'true'};

test('a flag beats AWS_REGION, that AWS_DEFAULT_REGION, that the profile', async () => {
  const env = {AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2'};
  assert.equal(await resolveRegion('us-east-1', env, OF_PROFILE), 'us-east-1');
  assert.equal(await resolveRegion(undefined, env, OF_PROFILE), 'eu-west-1');
  assert.equal(await resolveRegion(undefined, {...env, AWS_REGION: ''}, OF_PROFILE), 'eu-west-2');
  assert.equal(await resolveRegion(undefined, {}, OF_PROFILE), 'eu-west-3');
});

test('without any of them the instance says it, by IMDSv2', async t => {
  const imds = await startServer(t, request =>
    request.method === 'PUT' && request.headers['x-aws-ec2-metadata-token-ttl-seconds']
      ? {body: 'token-1'}
      : request.headers['x-aws-ec2-metadata-token'] === 'token-1'
        ? {body: 'ap-south-1\n'}
        : {status: 401},
  );
  const env = metadataAt(imds.url);
  assert.equal(await resolveRegion(undefined, env, NONE), 'ap-south-1');
  assert.deepEqual(
    imds.requests.map(({method, url}) => `${method} ${url}`),
    ['PUT /latest/api/token', 'GET /latest/meta-data/placement/region'],
  );
});

test('an instance that refuses, cuts or says nonsense gives no region', async t => {
  const imds = await startServer(t, () => ({status: 403}));
  const env = metadataAt(imds.url);
  const ask = () => rejectionOf(resolveRegion(undefined, env, NONE));
  assert.match((await ask()).message, /^No region\./);
  imds.reply = (_request, response) => {
    response.destroy();
    return undefined;
  };
  assert.match((await ask()).message, /^No region\./);
  imds.reply = () => ({body: 'us_east\n'});
  assert.match((await ask()).message, /^'us_east' is not a region/);
});

for (const failure of [
  {status: 503},
  {status: 429},
  {status: 500, body: '<html>'},
  {body: '<html>Please wait</html>'},
]) {
  test(`an instance that says ${JSON.stringify(failure)} for a moment is asked again, five times at most`, async t => {
    const good = ({method}: {method: string}) => ({body: method === 'PUT' ? 'token' : 'eu-west-1'});
    let failures = 4;
    const imds = await startServer(t, request => (failures-- > 0 ? failure : good(request)));
    const env = metadataAt(imds.url);
    const resolve = () =>
      resolveRegion(undefined, env, NONE, undefined, () => askInstanceRegion(env, NONE, 0));
    assert.equal(await resolve(), 'eu-west-1');
    failures = Number.POSITIVE_INFINITY;
    const error = await rejectionOf(resolve());
    assert.equal(error.kind, 'service');
    assert.match(
      error.message,
      /^No region: the instance metadata service \(127\S+\).*Pass a region/,
    );
    // Version 1 is asked where there is no token: each time twice.
    const tokens = imds.requests.filter(({method}) => method === 'PUT');
    assert.equal(tokens.length, 3 + 5);
  });
}

test('a metadata service that is disabled is not asked', async t => {
  const imds = await startServer(t, () => ({body: 'eu-west-1'}));
  const env = {...NO_IMDS, AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url};
  await rejectionOf(resolveRegion(undefined, env, NONE));
  assert.equal(imds.requests.length, 0);
});

test('a metadata service that hangs is given up', async t => {
  const imds = await startServer(t, () => undefined);
  const env = {
    AWS_EC2_METADATA_SERVICE_ENDPOINT: imds.url,
    AWS_METADATA_SERVICE_TIMEOUT: '0.05',
  };
  const error = await rejectionOf(resolveRegion(undefined, env, NONE));
  assert.equal(error.kind, 'configuration');
});

test('where the service knows no placement/region, the zone tells it, as the aws command asks', async t => {
  const imds = await startServer(t, ({method, url}) => {
    if (method === 'PUT') {
      return {body: 'token'};
    }

    return url.endsWith('/availability-zone/') ? {body: 'eu-north-1b'} : {status: 404};
  });
  const env = metadataAt(imds.url);
  assert.equal(await resolveRegion(undefined, env, NONE), 'eu-north-1');
});

test('without a token version 1 is asked, unless that is forbidden', async t => {
  const imds = await startServer(t, ({method}) =>
    method === 'PUT' ? {status: 403} : {body: 'eu-north-1'},
  );
  const env = metadataAt(imds.url);
  assert.equal(await resolveRegion(undefined, env, NONE), 'eu-north-1');
  await rejectionOf(resolveRegion(undefined, {...env, AWS_EC2_METADATA_V1_DISABLED: 'True'}, NONE));
});

test('only `true`, in any case, forbids to ask', async t => {
  const imds = await startServer(t, () => ({body: 'eu-west-1'}));
  const env = metadataAt(imds.url);
  for (const word of ['1', 'yes', 'false', '', 'true ']) {
    const other = {...env, AWS_EC2_METADATA_DISABLED: word};
    assert.equal(await resolveRegion(undefined, other, NONE), 'eu-west-1');
  }

  const before = imds.requests.length;
  for (const word of ['true', 'TRUE', 'True']) {
    await rejectionOf(resolveRegion(undefined, {...env, AWS_EC2_METADATA_DISABLED: word}, NONE));
  }

  assert.equal(imds.requests.length, before);
});

test('what can not be a region is refused', async () => {
  for (const region of ['us east', 'us_east_1', '-us', 'us-', 'x'.repeat(64), 'a.b', 'evil/../']) {
    const error = await rejectionOf(resolveRegion(region, NO_IMDS, NONE));
    assert.equal(error.kind, 'configuration');
    assert.match(error.message, /is not a region\. Pass one such as us-east-1\.$/);
  }
});
