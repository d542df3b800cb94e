import assert from 'node:assert/strict';
import {join} from 'node:path';
import test from 'node:test';
import {findCredentialSource} from '../../source/ec2/credentials/credential-source.js';
import {loadProfile} from '../../source/ec2/credentials/profile.js';
import {resolveEndpoint} from '../../source/ec2/transport/endpoint.js';
import {makeHome} from './helpers/environment.js';
import {rejectionOf} from './helpers/rejection.js';

const KEYS = 'aws_access_key_id = AK\naws_secret_access_key = SK\n';

test('the profile is the flag, AWS_PROFILE, AWS_DEFAULT_PROFILE or default', async t => {
  const {home} = await makeHome(t, {
    config: '[default]\nregion = r0\n[profile a]\nregion = r1\n[profile b]\nregion = r2\n',
    credentials: '[c]\nregion = r3\n',
  });
  const region = async (flag: string | undefined, env: NodeJS.ProcessEnv) =>
    (await loadProfile(flag, {HOME: home, ...env})).settings.region;
  assert.equal(await region(undefined, {}), 'r0');
  assert.equal(await region('a', {AWS_PROFILE: 'b', AWS_DEFAULT_PROFILE: 'c'}), 'r1');
  assert.equal(await region(undefined, {AWS_PROFILE: 'b', AWS_DEFAULT_PROFILE: 'c'}), 'r2');
  assert.equal(await region(undefined, {AWS_DEFAULT_PROFILE: 'c'}), 'r3');
});

test('the files are where the environment says', async t => {
  const {home} = await makeHome(t, {config: '[profile x]\nregion = r1\n'});
  const env = {HOME: '/nonexistent', AWS_CONFIG_FILE: join(home, '.aws', 'config')};
  assert.equal((await loadProfile('x', env)).settings.region, 'r1');
});

test('a profile that is in neither file is an error, the default one is not', async t => {
  const {home} = await makeHome(t, {});
  for (const name of ['nobody', 'constructor', '__proto__']) {
    const error = await rejectionOf(loadProfile(name, {HOME: home}));
    assert.equal(error.kind, 'configuration');
    assert.match(error.message, new RegExp(`^The profile '${name}' was not found`));
  }

  assert.deepEqual((await loadProfile(undefined, {HOME: home})).settings, {});
});

test('the endpoint is the flag, the environment, the services section or the profile', async t => {
  const {home} = await makeHome(t, {
    config: `[profile a]
services = local
endpoint_url = http://profile
use_dualstack_endpoint = true
[profile b]
endpoint_url = http://profile-b
[services local]
ec2 =
  endpoint_url = http://section
`,
  });
  const a = await loadProfile('a', {HOME: home});
  const b = await loadProfile('b', {HOME: home});
  const env = {AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_EC2: 'http://ec2'};
  assert.equal(resolveEndpoint('http://flag', env, a).url, 'http://flag');
  assert.equal(resolveEndpoint(undefined, env, a).url, 'http://ec2');
  assert.equal(resolveEndpoint(undefined, {AWS_ENDPOINT_URL: 'http://all'}, a).url, 'http://all');
  assert.equal(resolveEndpoint(undefined, {}, a).url, 'http://section');
  assert.equal(resolveEndpoint(undefined, {}, b).url, 'http://profile-b');
  const ignore = {...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'};
  assert.equal(resolveEndpoint(undefined, ignore, a).url, undefined);
  assert.deepEqual(
    [
      resolveEndpoint(undefined, {}, a).useDualstack,
      resolveEndpoint(undefined, {}, b).useDualstack,
    ],
    [true, false],
  );
  assert.equal(resolveEndpoint(undefined, {AWS_USE_FIPS_ENDPOINT: 'true'}, b).useFips, true);
});

test('credentials come from the first source of the chain', async t => {
  const {home} = await makeHome(t, {
    config: `[profile keys]
${KEYS}[profile process]
credential_process = true
[profile sso]
sso_session = s
[profile legacy]
sso_start_url = https://x
[profile login]
login_session = x
[profile web]
role_arn = arn
web_identity_token_file = /x
[profile role]
role_arn = arn
source_profile = sso
[profile roles]
role_arn = arn
source_profile = role
[profile instance]
role_arn = arn
credential_source = Ec2InstanceMetadata
[profile mfa]
role_arn = arn
source_profile = keys
mfa_serial = x
[profile self]
role_arn = arn
source_profile = self
${KEYS}[profile loop]
role_arn = arn
source_profile = loop2
[profile loop2]
role_arn = arn
source_profile = loop
[profile empty]
region = r
`,
  });
  const find = async (profile: string | undefined, env: NodeJS.ProcessEnv = {}) => {
    const all = {HOME: home, ...env};
    return findCredentialSource(await loadProfile(profile, all), all);
  };
  const expected: Record<string, readonly [kind: string, profile: string]> = {
    keys: ['keys', 'keys'],
    process: ['process', 'process'],
    sso: ['sso', 'sso'],
    legacy: ['sso', 'legacy'],
    login: ['login', 'login'],
    web: ['web-identity', 'web'],
    role: ['sso', 'sso'],
    roles: ['sso', 'sso'],
    instance: ['instance', 'instance'],
    self: ['keys', 'self'],
  };
  for (const [profile, [kind, holder]] of Object.entries(expected)) {
    assert.deepEqual(await find(profile), {kind, profile: holder, isFromProfile: true});
  }

  assert.equal((await find('mfa')).mfaProfile, 'mfa');
  assert.equal((await find('loop')).isFromProfile, true);

  const keys = {AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK'};
  assert.equal((await find(undefined, keys)).kind, 'environment');
  assert.equal((await find('sso', keys)).kind, 'sso');
  const named = {...keys, AWS_PROFILE: 'sso'};
  assert.equal((await find(undefined, named)).kind, 'environment', 'as the aws command does');
  const web = {AWS_WEB_IDENTITY_TOKEN_FILE: '/x', AWS_ROLE_ARN: 'arn'};
  assert.equal((await find(undefined, web)).kind, 'web-identity');
  const container = {AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x'};
  assert.equal((await find(undefined, container)).kind, 'container');
  assert.equal((await find('empty')).kind, 'instance');
  assert.equal((await find(undefined)).isFromProfile, false);
});
