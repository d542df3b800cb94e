import assert from 'node:assert/strict';
import test from 'node:test';
import {accountOfKey, accountOfProfile} from '../../source/ec2/credentials/account.js';
import type {Settings} from '../../source/ec2/credentials/profile.js';

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

function accountOf(settings: Settings, env: NodeJS.ProcessEnv = {}, isByFlag = false) {
  return accountOfProfile(
    {name: 'p', isByFlag, settings, settingsOf: () => settings, section: () => undefined},
    env,
  );
}

test('the settings of a profile tell the account without asking anyone', () => {
  const arn = 'arn:aws:iam::123456789012:role/watch';
  assert.equal(accountOf({aws_access_key_id: KEY, aws_secret_access_key: 's'}), '609629065308');
  assert.equal(accountOf({sso_account_id: '012345678901', sso_session: 's'}), '012345678901');
  assert.equal(accountOf({login_session: 'arn:aws:iam::123456789012:user/me'}), '123456789012');
  assert.equal(
    accountOf({role_arn: arn, source_profile: 'x', aws_access_key_id: KEY}),
    '123456789012',
  );
  assert.equal(accountOf({credential_process: 'x'}), undefined);
  assert.equal(accountOf({credential_process: 'x'}, {AWS_ROLE_ARN: arn}), undefined);
  assert.equal(accountOf({}, {AWS_ROLE_ARN: arn}), '123456789012');
  assert.equal(accountOf({role_arn: 'nonsense'}), undefined);
  assert.equal(accountOf({sso_account_id: 'mine'}), undefined);
  assert.equal(accountOf({}), undefined);
});

test('keys in the environment come first, unless the profile was named by a flag', () => {
  const env = {AWS_ACCESS_KEY_ID: KEY, AWS_SECRET_ACCESS_KEY: 's'};
  const settings = {sso_account_id: '012345678901'};
  assert.equal(accountOf(settings, env), '609629065308');
  assert.equal(accountOf(settings, env, true), '012345678901');
});
