import assert from 'node:assert/strict';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {loadProfile, settingOf} from '../../source/ec2/config/profile.js';
import {findWay} from '../../source/ec2/credentials/find-way.js';
import {sourceOf} from '../../source/ec2/credentials/way.js';
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
    settingOf((await loadProfile(flag, {HOME: home, ...env})).settings, 'region');
  assert.equal(await region(undefined, {}), 'r0');
  assert.equal(await region('a', {AWS_PROFILE: 'b', AWS_DEFAULT_PROFILE: 'c'}), 'r1');
  assert.equal(await region(undefined, {AWS_PROFILE: 'b', AWS_DEFAULT_PROFILE: 'c'}), 'r2');
  assert.equal(await region(undefined, {AWS_DEFAULT_PROFILE: 'c'}), 'r3');
});

test('the files are where the environment says', async t => {
  const {home} = await makeHome(t, {config: '[profile x]\nregion = r1\n'});
  const env = {HOME: '/nonexistent', AWS_CONFIG_FILE: join(home, '.aws', 'config')};
  assert.equal(settingOf((await loadProfile('x', env)).settings, 'region'), 'r1');
  for (const place of ['~/.aws/config', '$HOME/.aws/config', `\${HOME}/.aws/config`]) {
    const {settings} = await loadProfile('x', {HOME: home, AWS_CONFIG_FILE: place});
    assert.equal(settingOf(settings, 'region'), 'r1');
  }

  await rejectionOf(loadProfile('x', {HOME: home, AWS_CONFIG_FILE: ''}));
});

test('a profile that is in neither file is an error, the default one is not', async t => {
  const {home} = await makeHome(t, {});
  for (const name of ['nobody', 'constructor', '__proto__']) {
    const error = await rejectionOf(loadProfile(name, {HOME: home}));
    assert.equal(error.kind, 'configuration');
    assert.match(error.message, new RegExp(`^The profile '${name}' was not found`));
  }

  assert.equal((await loadProfile(undefined, {HOME: home})).settings.size, 0);
});

test('a variable that names a profile and holds nothing is refused, as the aws command does it', async t => {
  const {home} = await makeHome(t, {config: '[default]\nregion = r\n[profile b]\nregion = r\n'});
  for (const env of [{AWS_PROFILE: ''}, {AWS_PROFILE: '', AWS_DEFAULT_PROFILE: 'b'}]) {
    const error = await rejectionOf(loadProfile(undefined, {HOME: home, ...env}));
    assert.equal(error.kind, 'configuration');
    assert.match(error.message, /^AWS_PROFILE or AWS_DEFAULT_PROFILE is set to nothing.*Unset it/);
  }

  assert.equal((await loadProfile('b', {HOME: home, AWS_PROFILE: ''})).name, 'b');
});

test('a file that the aws command can not read is refused by its name, with the line but not what stands there', async t => {
  for (const [config, says] of [
    ['[a]\nregion = r\n[a]\n', /line 3 begins a section for the second time/],
    ['[a]\nx = 1\nX: 2\n', /line 3 has a key that its section has already/],
    ['region = r\n', /line 1 stands before the first section/],
    ['[a]\nhunter2\n', /line 2 is neither a section nor a key with a value/],
    ['[a]\ns3 =\n  hunter2\n', /a line of an indented block has no `=`/],
    ['\ufeff[a]\n', /line 1 stands before the first section/],
  ] as const) {
    const {home} = await makeHome(t, {config});
    const error = await rejectionOf(loadProfile(undefined, {HOME: home}));
    assert.equal(error.kind, 'configuration');
    assert.match(error.message, says);
    assert.ok(error.message.startsWith(`The file ${home}/.aws/config can't be read: `));
    assert.doesNotMatch(error.message, /hunter2/);
  }
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
  assert.equal(resolveEndpoint('ec2', 'http://flag', env, a).url, 'http://flag');
  assert.equal(resolveEndpoint('ec2', undefined, env, a).url, 'http://ec2');
  assert.equal(
    resolveEndpoint('ec2', undefined, {AWS_ENDPOINT_URL: 'http://all'}, a).url,
    'http://all',
  );
  assert.equal(resolveEndpoint('ec2', undefined, {}, a).url, 'http://section');
  assert.equal(resolveEndpoint('ec2', undefined, {}, b).url, 'http://profile-b');
  const ignore = {...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'};
  assert.equal(resolveEndpoint('ec2', undefined, ignore, a).url, undefined);
  assert.equal(resolveEndpoint('sts', undefined, env, a).url, 'http://all');
  assert.equal(resolveEndpoint('sts', undefined, {}, a).url, 'http://profile');
  assert.equal(
    resolveEndpoint('sso_oidc', undefined, {AWS_ENDPOINT_URL_SSO_OIDC: 'http://oidc'}, a).url,
    'http://oidc',
  );
});

test('FIPS and dual stack count where the Region decides, and are no error beside an address', async t => {
  const {home} = await makeHome(t, {
    config: `[profile a]
use_dualstack_endpoint = True
use_fips_endpoint = true
endpoint_url = http://profile
[profile b]
use_dualstack_endpoint = True
`,
  });
  const settings = async (name: string, env: NodeJS.ProcessEnv = {}) =>
    resolveEndpoint('ec2', undefined, env, await loadProfile(name, {HOME: home}));
  const off = {useFips: false, useDualstack: false};
  assert.deepEqual(await settings('a'), {url: 'http://profile', ...off});
  assert.deepEqual(await settings('b'), {url: undefined, useFips: false, useDualstack: true});
  assert.deepEqual(await settings('b', {AWS_USE_DUALSTACK_ENDPOINT: ''}), {url: undefined, ...off});
  assert.deepEqual(await settings('b', {AWS_USE_FIPS_ENDPOINT: 'true'}), {
    url: undefined,
    useFips: true,
    useDualstack: true,
  });
});

test('a services section that is not there, or empty, is refused where it would be asked for', async t => {
  const {home} = await makeHome(t, {
    config: `[profile gone]
services = my lab
[profile empty]
services = nothing
[profile flat]
services = flat
[services nothing]
[services flat]
ec2 = http://x
`,
  });
  for (const [name, says] of [
    ['gone', /names the section \[services my lab\], which isn't there/],
    ['empty', /names the section \[services nothing\], which is empty/],
    ['flat', /ec2 in \[services flat\] holds no block of settings/],
  ] as const) {
    const profile = await loadProfile(name, {HOME: home});
    const at = (flag: string | undefined, env: NodeJS.ProcessEnv) =>
      resolveEndpoint('ec2', flag, env, profile).url;
    assert.throws(() => at(undefined, {}), says);
    assert.equal(at('http://flag', {}), 'http://flag');
    assert.equal(at(undefined, {AWS_ENDPOINT_URL: 'http://all'}), 'http://all');
    assert.equal(at(undefined, {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE'}), undefined);
  }
});

const ROLE = 'role_arn = arn:aws:iam::111122223333:role/r\n';

const CHAIN = `[profile keys]
${KEYS}[profile process]
credential_process = true
[profile sso]
sso_session = s
sso_account_id = 1
sso_role_name = r
[sso-session s]
sso_region = r
sso_start_url = https://x
[profile token]
sso_start_url = https://x
sso_region = r
[profile legacy]
sso_start_url = https://x
sso_region = r
sso_account_id = 1
sso_role_name = r
[profile login]
login_session = x
[profile web]
${ROLE}web_identity_token_file = /x
[profile role]
${ROLE}source_profile = sso
[profile roles]
${ROLE}source_profile = role
[profile role-and-keys]
${ROLE}source_profile = sso
${KEYS}[profile instance]
${ROLE}credential_source = Ec2InstanceMetadata
[profile environment]
${ROLE}credential_source = Environment
[profile container]
${ROLE}credential_source = EcsContainer
[profile mfa]
${ROLE}source_profile = keys
mfa_serial = x
[profile self]
${ROLE}source_profile = self
${KEYS}[profile empty]
region = r
[profile one-key]
aws_access_key_id = AK
[profile empty-key]
aws_access_key_id =
aws_secret_access_key = SK
[profile secret]
aws_secret_access_key = SK
[profile no-source]
${ROLE}[profile both]
${ROLE}source_profile = keys
credential_source = Environment
[profile nobody]
${ROLE}source_profile = absent
[profile bare]
${ROLE}source_profile = empty
[profile case]
${ROLE}credential_source = ec2instancemetadata
[profile loop]
${ROLE}source_profile = loop2
[profile loop2]
${ROLE}source_profile = loop
[profile own-loop]
${ROLE}source_profile = own-loop
[profile web-without-role]
web_identity_token_file = /x
[profile sso-by-half]
sso_account_id = 1
[profile sso-without-section]
sso_session = gone
sso_account_id = 1
sso_role_name = r
[profile sso-contradiction]
sso_session = s
sso_account_id = 1
sso_role_name = r
sso_region = other
`;

/** Finds the source of a profile that a flag names, or else the environment. */
async function finder(t: TestContext) {
  const {home} = await makeHome(t, {config: CHAIN});
  return async (flag: string | undefined, env: NodeJS.ProcessEnv = {}) => {
    const all = {HOME: home, BOTO_CONFIG: '/nonexistent', ...env};
    const profile = await loadProfile(flag, all);
    return sourceOf(await findWay(profile, all), profile.name);
  };
}

test('credentials come from the first source of the chain', async t => {
  const find = await finder(t);
  const expected: Record<string, readonly [kind: string, profile: string]> = {
    keys: ['keys', 'keys'],
    process: ['process', 'process'],
    sso: ['sso', 'sso'],
    legacy: ['sso', 'legacy'],
    login: ['login', 'login'],
    web: ['web-identity', 'web'],
    role: ['sso', 'sso'],
    roles: ['sso', 'sso'],
    'role-and-keys': ['sso', 'sso'],
    instance: ['instance', 'instance'],
    self: ['keys', 'self'],
  };
  for (const [profile, [kind, holder]] of Object.entries(expected)) {
    assert.deepEqual(await find(profile), {kind, profile: holder, isFromProfile: true});
  }

  assert.equal((await find('mfa')).mfaProfile, 'mfa');
  assert.equal((await find('token')).kind, 'instance', 'a start URL alone is none');
  assert.equal((await find('secret')).kind, 'instance', 'a secret key alone is none');

  const keys = {AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK'};
  assert.equal((await find(undefined, keys)).kind, 'environment');
  assert.equal((await find('sso', keys)).kind, 'sso');
  const named = {...keys, AWS_PROFILE: 'sso'};
  assert.equal((await find(undefined, named)).kind, 'environment', 'as the aws command does');
  assert.equal((await find('environment', keys)).kind, 'environment');
  const web = {AWS_WEB_IDENTITY_TOKEN_FILE: '/x', AWS_ROLE_ARN: 'arn'};
  assert.equal((await find(undefined, web)).kind, 'web-identity');
  assert.equal((await find(undefined, {...web, AWS_PROFILE: 'keys'})).kind, 'web-identity');
  assert.equal((await find(undefined, {...web, AWS_PROFILE: 'role'})).kind, 'sso');
  assert.equal((await find('keys', web)).kind, 'keys');
  const container = {AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x'};
  assert.equal((await find(undefined, container)).kind, 'container');
  assert.equal((await find('container', container)).profile, 'container');
  assert.equal((await find(undefined, {AWS_SECRET_ACCESS_KEY: 'SK'})).kind, 'instance');
  assert.equal((await find('empty')).kind, 'instance');
  assert.equal((await find(undefined)).isFromProfile, false);
});

const HALF: readonly (readonly [flag: string | undefined, env: NodeJS.ProcessEnv, says: RegExp])[] =
  [
    [undefined, {AWS_ACCESS_KEY_ID: 'AK'}, /AWS_SECRET_ACCESS_KEY is not\. Set both/],
    [
      undefined,
      {AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'S', AWS_CREDENTIAL_EXPIRATION: 'soon'},
      /AWS_CREDENTIAL_EXPIRATION is not a time with its zone/,
    ],
    [undefined, {AWS_WEB_IDENTITY_TOKEN_FILE: '/x'}, /Set AWS_ROLE_ARN/],
    [undefined, {AWS_CREDENTIAL_FILE: '/nonexistent'}, /AWS_CREDENTIAL_FILE names, can't be read/],
    ['one-key', {}, /'one-key' has one key of two: there is no aws_secret_access_key.*configure/],
    ['empty-key', {}, /there is no aws_access_key_id/],
    ['no-source', {}, /has a role_arn, but nothing to assume it with\. Add source_profile/],
    ['both', {}, /has both source_profile and credential_source/],
    ['nobody', {}, /the source_profile 'absent', which isn't there/],
    ['bare', {}, /the source_profile 'empty', which has no credentials.*--profile empty/],
    ['case', {}, /'ec2instancemetadata', which there isn't\. There are: Environment/],
    ['environment', {}, /takes its keys from the environment, where AWS_ACCESS_KEY_ID is not set/],
    ['container', {}, /takes its keys from a container, and this is none/],
    ['loop', {}, /in a circle of source_profile: loop, loop2, loop\. Break it/],
    ['own-loop', {}, /in a circle of source_profile: own-loop, own-loop/],
    ['web-without-role', {}, /has a web_identity_token_file, but no role_arn/],
    [
      'sso-by-half',
      {},
      /without sso_role_name, sso_start_url, sso_region\. Run: aws configure sso/,
    ],
    [
      undefined,
      {AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'S', AWS_PROFILE: 'sso-without-section'},
      /the section \[sso-session gone\], which isn't there/,
    ],
    ['sso-without-section', {}, /the section \[sso-session gone\], which isn't there/],
    ['sso-contradiction', {}, /another sso_region than its section \[sso-session s\]/],
  ];

test('what is configured by half is refused, and nothing else takes its place', async t => {
  const find = await finder(t);
  const everything = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost/',
  };
  for (const [flag, env, says] of HALF) {
    const others = flag === 'container' ? {} : everything;
    const error = await rejectionOf(find(flag, {...others, ...env}));
    assert.equal(error.kind, 'configuration', error.message);
    assert.match(error.message, says);
  }
});
