import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {loadProfile} from '../../source/ec2/config/profile.js';
import {accountOfKey, accountOfWay} from '../../source/ec2/credentials/account.js';
import {findWay} from '../../source/ec2/credentials/find-way.js';
import {makeHome} from './helpers/environment.js';

test('a key ID made since 2019 holds the account, with its leading zeros', () => {
  assert.equal(accountOfKey('ASIAY34FZKBOKMUTVV7A'), '609629065308');
  assert.equal(accountOfKey('AKIAY34FZKBOKMUTVV7A'), '609629065308');
  assert.equal(accountOfKey('ASIAQNZGKIQY56JQ7WML'), '029608264753');
});

test('older keys and what is no key tell nothing', () => {
  for (const id of [
    'AKIAIOSFODNN7EXAMPLE',
    'AKIAJ234567ABCDEFGHI',
    'AKIDEXAMPLE',
    'AKIAY34FZ',
    'akiay34fzkbokmutvv7a',
    'AKIAY34FZKBOKMUTVV71',
    '',
    undefined,
  ]) {
    assert.equal(accountOfKey(id), undefined, `${id}`);
  }
});

const KEY = 'AKIAY34FZKBOKMUTVV7A';
const ARN = 'arn:aws:iam::123456789012:role/watch';

/** The account of the profile `p` with these lines. */
async function accountOf(
  t: TestContext,
  lines: readonly string[],
  env: NodeJS.ProcessEnv = {},
  flag?: 'p',
) {
  const {home} = await makeHome(t, {
    config: `[profile p]\n${lines.join('\n')}\n[profile base]\n${KEYS.join('\n')}\n`,
  });
  const all = {HOME: home, AWS_PROFILE: 'p', ...env};
  return accountOfWay(await findWay(await loadProfile(flag, all), all));
}

const KEYS = [`aws_access_key_id = ${KEY}`, 'aws_secret_access_key = s'];

test('the settings of a profile tell the account without asking anyone', async t => {
  const sso = ['sso_start_url = x', 'sso_region = r', 'sso_role_name = R'];
  assert.equal(await accountOf(t, KEYS), '609629065308');
  assert.equal(await accountOf(t, [...sso, 'sso_account_id = 012345678901']), '012345678901');
  assert.equal(
    await accountOf(t, ['login_session = arn:aws:iam::123456789012:user/me']),
    '123456789012',
  );
  assert.equal(
    await accountOf(t, [`role_arn = ${ARN}`, 'source_profile = base', ...KEYS]),
    '123456789012',
  );
  assert.equal(await accountOf(t, ['credential_process = x']), undefined);
  assert.equal(await accountOf(t, ['role_arn = nonsense', 'source_profile = base']), undefined);
  assert.equal(await accountOf(t, [...sso, 'sso_account_id = mine']), undefined);
  assert.equal(await accountOf(t, []), undefined);
});

test('what the environment has comes first, unless the profile was named by a flag', async t => {
  const web = {AWS_WEB_IDENTITY_TOKEN_FILE: '/x', AWS_ROLE_ARN: ARN};
  assert.equal(await accountOf(t, ['credential_process = x'], web), '123456789012');
  assert.equal(await accountOf(t, ['credential_process = x'], web, 'p'), undefined);
  const keys = {AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: 's'};
  const login = ['login_session = arn:aws:iam::123456789012:user/me'];
  assert.equal(await accountOf(t, login, keys), '609629065308');
  assert.equal(await accountOf(t, login, keys, 'p'), '123456789012');
});
