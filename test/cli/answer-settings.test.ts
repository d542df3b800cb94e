import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import type {Ec2EndpointOptions} from '../../source/demo/endpoint/ec2-endpoint.js';
import {isoTimestamp} from '../../source/report/once/timestamp.js';
import {demoTask, endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

type Surroundings = {
  readonly env?: NodeJS.ProcessEnv;

  /** Lines of the profile `default`; a second profile `other` has `output = text`. */
  readonly profile?: readonly string[];
};

/** Runs one answer of one task with these settings. */
async function answer(
  t: TestContext,
  args: readonly string[],
  {env = {}, profile = []}: Surroundings,
  endpoint: Ec2EndpointOptions = {scenario: fixedScenario([demoTask(1)])},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rmSync(folder, {recursive: true}));
  const config = path.join(folder, 'config');
  writeFileSync(
    config,
    ['[default]', ...profile, '[profile other]', 'output = text', ''].join('\n'),
  );
  const {url, requests} = await endpointFor(t, endpoint);
  const result = await runAmiwatch(['--once', '--endpoint-url', url, ...args], {
    env: {...AMIWATCH_ENV, AWS_CONFIG_FILE: config, ...env},
  });
  return {...result, requests};
}

const TEXT = /^STOREIMAGETASKRESULTS\tami-/;
const JSON_TEXT = /^\{\n {4}"StoreImageTaskResults"/;
const YAML = /^StoreImageTaskResults:\n- AmiId/;

const outputs: readonly (readonly [args: readonly string[], Surroundings, shape: RegExp])[] = [
  [[], {env: {AWS_DEFAULT_OUTPUT: 'text'}}, TEXT],
  [[], {env: {AWS_DEFAULT_OUTPUT: 'yaml'}}, YAML],
  [[], {env: {AWS_DEFAULT_OUTPUT: 'csv'}}, /^AmiId,/],
  [[], {profile: ['output = text']}, TEXT],
  [[], {profile: ['output = text'], env: {AWS_DEFAULT_OUTPUT: 'json'}}, JSON_TEXT],
  [['--output', 'yaml'], {profile: ['output = text'], env: {AWS_DEFAULT_OUTPUT: 'xml'}}, YAML],
  [[], {profile: ['output = xml'], env: {AWS_PROFILE: 'other'}}, TEXT],
  [[], {env: {AWS_OUTPUT: 'text', AWS_PAGER: 'false'}, profile: ['cli_pager = false']}, JSON_TEXT],
  [['--columns', 'ami'], {env: {AWS_DEFAULT_OUTPUT: 'csv'}}, /^AmiId\r\n/],
];

for (const [args, settings, shape] of outputs) {
  test(`${args.join(' ')} with ${JSON.stringify(settings)} prints ${shape}`, async t => {
    const {code, stdout, stderr} = await answer(t, args, settings);
    assert.equal(code, 0, stderr);
    assert.match(stdout, shape);
  });
}

const refused: readonly (readonly [Surroundings, code: number, message: RegExp])[] = [
  [{env: {AWS_DEFAULT_OUTPUT: 'xml'}}, 255, /^amiwatch: AWS_DEFAULT_OUTPUT must be json, .*"xml"/],
  [{env: {AWS_DEFAULT_OUTPUT: ''}}, 255, /AWS_DEFAULT_OUTPUT must be json, /],
  [{env: {AWS_DEFAULT_OUTPUT: 'TEXT'}}, 255, /did you mean text\?/],
  [{profile: ['output = xml']}, 255, /: output of the profile 'default' must be json, /],
  [{profile: ['cli_timestamp_format = unix']}, 253, /cli_timestamp_format .*wire or iso8601/],
  [{env: {AWS_RETRY_MODE: 'eager'}}, 255, /AWS_RETRY_MODE must be legacy, standard or adaptive/],
  [{profile: ['retry_mode = Standard']}, 255, /retry_mode of the profile .*did you mean standard/],
  [{env: {AWS_MAX_ATTEMPTS: '0'}}, 255, /AWS_MAX_ATTEMPTS must be a whole number, at least 1/],
  [{env: {AWS_MAX_ATTEMPTS: ''}}, 255, /AWS_MAX_ATTEMPTS must be/],
  [{profile: ['max_attempts = 1.5']}, 255, /max_attempts of the profile .* not "1\.5"/],
];

for (const [settings, code, message] of refused) {
  test(`${JSON.stringify(settings)} is refused before anything is asked`, async t => {
    const {requests, ...result} = await answer(t, [], settings);
    assert.deepEqual([result.code, result.stdout, requests.total().requests], [code, '', 0]);
    assert.match(result.stderr, message);
    assert.equal(result.stderr.trimEnd().split('\n').length, 1);
  });
}

test('a sample answer minds the same settings, an empty request only how times are written', async t => {
  const codeOf = async (skeleton: string, settings: Surroundings) =>
    (await answer(t, ['--generate-cli-skeleton', skeleton], settings)).code;
  for (const env of [{AWS_MAX_ATTEMPTS: '0'}, {AWS_RETRY_MODE: 'x'}, {AWS_DEFAULT_OUTPUT: 'x'}]) {
    assert.deepEqual([await codeOf('output', {env}), await codeOf('input', {env})], [255, 0]);
  }
  const profile = ['cli_timestamp_format = x'];
  assert.deepEqual(
    [await codeOf('output', {profile}), await codeOf('input', {profile})],
    [253, 253],
  );
});

test('the profile says how times are written: as they came, or as Python writes them', async t => {
  const times = async (profile: readonly string[], ...args: string[]) => {
    const query = ['--query', 'StoreImageTaskResults[].TaskStartTime', '--output', 'text'];
    const {stdout} = await answer(t, [...query, ...args], {profile});
    return stdout.trim();
  };
  assert.equal(await times([]), '2026-06-15T11:59:00.000Z');
  assert.equal(await times(['cli_timestamp_format = wire']), '2026-06-15T11:59:00.000Z');
  assert.equal(await times(['cli_timestamp_format = none']), '2026-06-15T11:59:00.000Z');
  assert.equal(await times(['cli_timestamp_format = iso8601']), '2026-06-15T11:59:00+00:00');
});

/** What datetime.isoformat() gives. */
const times: Readonly<Record<string, string>> = {
  '2026-06-15T11:59:00.000Z': '2026-06-15T11:59:00+00:00',
  '2026-06-15T11:59:00.123Z': '2026-06-15T11:59:00.123000+00:00',
  '2026-06-15T11:59:00.1234567Z': '2026-06-15T11:59:00.123456+00:00',
  '2026-06-15T11:59:00Z': '2026-06-15T11:59:00+00:00',
  '2026-06-15T11:59:00+0200': '2026-06-15T11:59:00+02:00',
  '2026-06-15T11:59:00-05:30': '2026-06-15T11:59:00-05:30',
  '2026-06-15 11:59': '2026-06-15T11:59:00',
  soon: 'soon',
};

for (const [wire, iso] of Object.entries(times)) {
  test(`${wire} is ${iso} as iso8601`, () => {
    assert.equal(isoTimestamp(wire), iso);
  });
}

const attempts: readonly (readonly [Surroundings, count: number])[] = [
  [{}, 3],
  [{env: {AWS_RETRY_MODE: 'legacy'}}, 5],
  [{env: {AWS_RETRY_MODE: 'adaptive'}}, 3],
  [{env: {AWS_MAX_ATTEMPTS: '1'}}, 1],
  [{env: {AWS_MAX_ATTEMPTS: '4', AWS_RETRY_MODE: 'legacy'}}, 4],
  [{profile: ['max_attempts = 2']}, 2],
  [{profile: ['max_attempts = 2', 'retry_mode = legacy'], env: {AWS_MAX_ATTEMPTS: ' 6 '}}, 6],
];

for (const [settings, count] of attempts) {
  test(`with ${JSON.stringify(settings)} it asks ${count} times`, async t => {
    const {requests, code} = await answer(t, [], settings, {
      scenario: fixedScenario([]),
      intercept: () => ({type: 'error', code: 'Unavailable'}),
    });
    assert.deepEqual([code, requests.total().requests], [254, count]);
  });
}
