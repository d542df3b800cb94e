import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import fc from 'fast-check';
import type {CredentialKind} from '../../source/ec2/credentials/credential-source.js';
import {nameCredentialsError} from '../../source/ec2/credentials/name-credentials-error.js';
import {howToRenew, profileOption} from '../../source/ec2/renewal-advice.js';

const sourceOf = (kind: CredentialKind, profile: string, hasToken?: true) => ({
  kind,
  profile,
  isFromProfile: true,
  ...(hasToken && {hasToken}),
});

test('session keys are replaced whole, the token too; keys without one by aws configure', () => {
  assert.equal(
    howToRenew(sourceOf('keys', 'my ops', true)),
    "Put new ones there, all three: aws configure set aws_access_key_id ID --profile 'my ops'; aws configure set aws_secret_access_key KEY --profile 'my ops'; aws configure set aws_session_token TOKEN --profile 'my ops'",
  );
  assert.equal(
    howToRenew(sourceOf('keys', 'ops')),
    'Put new ones there: aws configure --profile ops',
  );
  assert.match(
    howToRenew({kind: 'environment', profile: 'ops', isFromProfile: false}),
    /AWS_SESSION_TOKEN/,
  );
});

test('no remedy puts keys beside a credential_process, or names a profile that it can’t', () => {
  assert.equal(
    howToRenew(sourceOf('process', 'ops')),
    'Run its credential_process by hand to see why.',
  );
  for (const name of ['pr[x]', 'a\nb', 'x'.repeat(300)]) {
    for (const kind of ['keys', 'sso', 'login'] as const) {
      assert.match(howToRenew(sourceOf(kind, name, true)), /^Edit ~\/\.aws\/config and/);
    }
  }
});

test('a shell takes the profile’s name for one word, whatever is in it', () => {
  const names = fc.sample(
    fc.string({
      unit: fc.constantFrom(...`a b'"$\`\\*?;&|<>(){}!#~-=%`),
      minLength: 1,
      maxLength: 12,
    }),
    {numRuns: 200, seed: 7},
  );
  const options = names.map(name => profileOption(name));
  const script = options.map(option => `printf '%s\\0' ${option}`).join('\n');
  const words = String(spawnSync('sh', ['-c', script]).stdout)
    .split('\0')
    .slice(0, -1);
  const expected = names.flatMap(name =>
    name.startsWith('-') ? [`--profile=${name}`] : ['--profile', name],
  );
  assert.deepEqual(words, expected);
});

test('where nobody knows which service failed, no setting of another one is advised', () => {
  for (const [code, problem] of [
    ['ECONNREFUSED', 'refuses the connection.'],
    ['HPE_INVALID_CONSTANT', 'answers is not HTTP (HPE_INVALID_CONSTANT).'],
    ['ETIMEDOUT', "didn't answer in time."],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'gives the credentials (SELF_SIGNED_CERT_IN_CHAIN).'],
    ['EHOSTUNREACH', "can't be reached (EHOSTUNREACH)."],
  ] as const) {
    const error = nameCredentialsError(
      Object.assign(new Error('x'), {code}),
      sourceOf('login', 'ops'),
    );
    assert.equal(error.advice, undefined, code);
    assert.ok(error.message.endsWith(`${problem} Check the network and the proxy.`), error.message);
  }
});

test('that something has expired is said of credentials by code or whole phrase, not by the word', () => {
  const kindOf = (message: string, name?: string) => {
    const error = name
      ? Object.assign(new Error(message), {name, $fault: 'client'})
      : new Error(message);
    return nameCredentialsError(error, sourceOf('keys', 'ops')).kind;
  };
  for (const [message, name] of [
    ['The security token included in the request is expired', 'Odd'],
    ['whatever', 'ExpiredTokenException'],
    ['Token expired: current date/time 1 must be before 2', 'InvalidIdentityToken'],
    ['The SSO session associated with this profile has expired.', undefined],
    ["Token is expired. To refresh this SSO session run 'aws sso login'", undefined],
  ] as const) {
    assert.equal(kindOf(message, name), 'expired', message);
  }

  for (const [message, name] of [
    ['User is not authorized: the session policy has expired', 'AccessDenied'],
    ['The role expired-jobs can not be assumed', 'ValidationError'],
    ['Bucket of expired objects', undefined],
  ] as const) {
    assert.notEqual(kindOf(message, name), 'expired', message);
  }
});
