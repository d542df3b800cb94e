import assert from 'node:assert/strict';
import test from 'node:test';
import {openSources} from '../../source/cli/modes/open-sources.js';
import {inCommandWords} from '../../source/cli/setting-words.js';
import {Ec2Error} from '../../source/ec2/errors.js';
import {SETTING_ADVICE, type SettingAdvice} from '../../source/ec2/setting-advice.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

const ALL = Object.keys(SETTING_ADVICE) as SettingAdvice[];

test('the library names settings, and never a flag; the command names no option of the library', () => {
  for (const advice of ALL) {
    const error = new Ec2Error('It fails.', {kind: 'network', code: 'X', advice});
    assert.match(error.message, /^It fails\. [A-Z].*\.$/);
    assert.doesNotMatch(error.message, /--/);
    const worded = inCommandWords(error) as Ec2Error;
    assert.match(worded.message, /^It fails\. [A-Z].*\.$/);
    assert.doesNotMatch(worded.message, /endpointUrl|TimeoutMs|caBundle|signRequest/);
  }
});

test('nothing but the words changes', () => {
  const cause = new Error('below');
  const error = new Ec2Error('It fails.', {
    kind: 'bad-answer',
    advice: 'endpoint',
    code: 'C',
    serviceMessage: 'said',
    httpStatus: 503,
    requestId: 'r',
    serviceTime: 1,
    wasKeptConnectionCut: true,
    cause,
  });
  const worded = inCommandWords(error) as Ec2Error;
  assert.equal(worded.message, 'It fails. Check --endpoint-url and the proxy.');
  assert.ok(worded instanceof Ec2Error);
  assert.equal(worded.cause, cause);
  const {problem: _problem, advice: _advice, ...facts} = error;
  const {problem: _words, advice: _none, ...kept} = worded;
  assert.deepEqual(kept, facts);
});

test('what needs no other words stays the very same', () => {
  const plain = new Ec2Error('It fails.', {kind: 'network'});
  const other = new Error('x');
  assert.equal(inCommandWords(plain), plain);
  assert.equal(inCommandWords(other), other);
  const worded = inCommandWords(new Ec2Error('x.', {kind: 'network', advice: 'region'}));
  assert.equal(inCommandWords(worded), worded);
});

const options = {sources: [{}], isDemo: false, debug: false} as unknown as Parameters<
  typeof openSources
>[0];

test('whatever opens a source or asks it speaks of flags', async () => {
  const late = new Ec2Error('Late.', {kind: 'network', advice: 'read-timeout'});
  const io = {env: {}, stderr: {write: () => true}};
  const {sources} = await openSources(options, {
    ...io,
    openSource: async () => ({
      profile: 'p',
      region: 'r',
      account: () => '1',
      describe: () => Promise.reject(late),
      destroy() {},
    }),
  });
  assert.equal(sources[0]?.profile, 'p');
  assert.equal(sources[0]?.account(), '1');
  await assert.rejects(
    sources[0]?.describe({}) ?? Promise.resolve(),
    /raise --cli-read-timeout\.$/,
  );
  await assert.rejects(
    openSources(options, {
      ...io,
      openSource: () =>
        Promise.reject(new Ec2Error('No region.', {kind: 'configuration', advice: 'region'})),
    }),
    /^Ec2Error: No region\. Pass --region/,
  );
});

test('--once, --wait and --follow say the same of one failure', async () => {
  const {AWS_REGION: _, ...env} = AMIWATCH_ENV;
  for (const mode of ['--once', '--wait', '--follow']) {
    const {code, stderr} = await runAmiwatch([mode], {env});
    assert.equal(code, 253, mode);
    assert.equal(
      stderr.trimStart(),
      'amiwatch: No region. Pass --region, set AWS_REGION, or add a region to the profile.\n',
    );
  }
});
