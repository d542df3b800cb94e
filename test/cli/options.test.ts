import assert from 'node:assert/strict';
import test from 'node:test';
import {UsageError} from '../../source/cli/arguments/argument-errors.js';
import type {Options} from '../../source/cli/arguments/option-types.js';
import {readOptions} from '../../source/cli/arguments/options.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const HOUR = 60 * 60 * 1000;
const ami = 'ami-0d91b7584a2265b1f';

function read(argv: readonly string[], {isTerminal = true, env = {}} = {}): Options {
  return readOptions(parseArguments(argv), {
    env: {HOME: '/nonexistent', ...env},
    isTerminal,
    now: NOW,
  });
}

test('nothing said: everything, live, every 10 seconds', () => {
  const options = read([]);
  assert.equal(options.mode, 'live');
  assert.equal(options.intervalMs, 10_000);
  assert.deepEqual(options.imageIds, []);
  assert.equal(options.sources.length, 1);
  assert.equal(options.sources[0]?.profile, undefined);
  assert.equal(options.color, 'auto');
});

test('a screen reader is asked for by a flag, or by the variable of Ink', () => {
  assert.equal(read(['--screen-reader']).isScreenReader, true);
  assert.equal(read([]).isScreenReader, undefined, 'the variable decides');
});

test('without a terminal, or with what only one answer can have, it is one answer', () => {
  assert.equal(read([], {isTerminal: false}).mode, 'once');
  for (const argv of [['--once'], ['--output', 'text'], ['--max-items', '3'], ['--no-paginate']]) {
    assert.equal(read(argv).mode, 'once', argv.join(' '));
  }
  assert.equal(read(['--generate-cli-skeleton']).mode, 'skeleton');
  assert.equal(read(['--wait'], {isTerminal: false}).mode, 'wait');
});

test('what the environment says of one answer starts none: on a terminal it is the screen', () => {
  const env = {AWS_DEFAULT_OUTPUT: 'text', AWS_MAX_ATTEMPTS: 'x', AWS_RETRY_MODE: 'x'};
  for (const [argv, mode] of [
    [[], 'live'],
    [['--wait'], 'wait'],
  ] as const) {
    const options = read(argv, {env});
    assert.deepEqual([options.mode, options.output], [mode, undefined]);
  }
});

test('AMI IDs come from arguments and the flag, each once', () => {
  const other = 'ami-12345678';
  assert.deepEqual(read([ami, '--image-ids', other, ami]).imageIds, [ami, other]);
  assert.deepEqual(read(['--image-ids', JSON.stringify([ami, other])]).imageIds, [ami, other]);
  assert.deepEqual(read(['--cli-input-json', JSON.stringify({ImageIds: [other]})]).imageIds, [
    other,
  ]);
  assert.deepEqual(read([ami, '--cli-input-json', JSON.stringify({ImageIds: [other]})]).imageIds, [
    ami,
  ]);
});

test('nobody looks at a member of a request that a flag replaces', () => {
  const wrong = ['--cli-input-json', '{"ImageIds":7,"DryRun":"no","MaxResults":0,"Filters":{}}'];
  const {imageIds, isDryRun, pageSize, filters} = read([
    ...wrong,
    ...['--image-ids', ami, '--no-dry-run', '--max-results', '3'],
    ...['--filters', 'Name=bucket,Values=x'],
  ]);
  assert.deepEqual([imageIds, isDryRun, pageSize], [[ami], false, 3]);
  assert.deepEqual(filters, [{name: 'bucket', values: ['x']}]);
  assert.throws(() => read(wrong), /ImageIds must be a list/);
});

test('every profile is asked in every Region', () => {
  const {sources} = read(['--profile', 'a', '--profile', 'b', '--region', 'x', '--region', 'y']);
  assert.deepEqual(
    sources.map(({profile, region}) => `${profile} ${region}`),
    ['a x', 'a y', 'b x', 'b y'],
  );
});

test('--since takes a length of time or a time', () => {
  assert.equal(read(['--since', '2h']).since, NOW - 2 * HOUR);
  assert.equal(read(['--since', '7d']).since, NOW - 7 * 24 * HOUR);
  assert.equal(read(['--since', '1h30m']).since, NOW - 1.5 * HOUR);
  assert.equal(read(['--since', '2026-06-14']).since, Date.parse('2026-06-14T00:00:00Z'));
  assert.equal(
    read(['--since', '2026-06-14T10:00:00+02:00']).since,
    Date.parse('2026-06-14T08:00:00Z'),
  );
});

test('NO_COLOR turns colour off unless a flag turns it on', () => {
  assert.equal(read([], {env: {NO_COLOR: '1'}}).color, 'off');
  assert.equal(read([], {env: {NO_COLOR: ''}}).color, 'auto');
  assert.equal(read(['--color', 'on'], {env: {NO_COLOR: '1'}}).color, 'on');
});

test('FORCE_COLOR and CLICOLOR count as for programs that use chalk, FORCE_COLOR first', () => {
  for (const [env, color] of [
    [{FORCE_COLOR: '0'}, 'off'],
    [{FORCE_COLOR: 'false'}, 'off'],
    [{FORCE_COLOR: '1'}, 'on'],
    [{FORCE_COLOR: '3'}, 'on'],
    [{FORCE_COLOR: 'true'}, 'on'],
    [{FORCE_COLOR: ''}, 'on'],
    [{FORCE_COLOR: '1', NO_COLOR: '1'}, 'on'],
    [{FORCE_COLOR: '0', CLICOLOR_FORCE: '1'}, 'off'],
    [{CLICOLOR: '0'}, 'off'],
    [{CLICOLOR: '1'}, 'auto'],
    [{CLICOLOR_FORCE: '1', CLICOLOR: '0'}, 'on'],
    [{CLICOLOR_FORCE: '0', CLICOLOR: '0'}, 'off'],
    [{CLICOLOR_FORCE: '1', NO_COLOR: '1'}, 'off'],
  ] as const) {
    assert.equal(read([], {env}).color, color, JSON.stringify(env));
  }

  assert.equal(read(['--color', 'on'], {env: {FORCE_COLOR: '0'}}).color, 'on');
});

test('timeouts are in seconds', () => {
  const [source] = read(['--cli-read-timeout', '5', '--cli-connect-timeout', '1']).sources;
  assert.equal(source?.readTimeoutMs, 5000);
  assert.equal(source?.connectTimeoutMs, 1000);
});

test('a number alone is seconds for --timeout and --appear', () => {
  const options = read(['--wait', '--timeout', '90m', '--appear', '30']);
  assert.equal(options.timeoutMs, 90 * 60_000);
  assert.equal(options.appearMs, 30_000);
});

const refused: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
  [
    ['--state', 'failed'],
    /^--state must be InProgress, Completed or Failed \(did you mean Failed\?\), not "failed"\.$/,
  ],
  [['--state', 'Done'], /^--state must be InProgress, Completed or Failed, not "Done"\.$/],
  [['ami-123'], /^"ami-123" is not an AMI ID \(ami- and 8 or 17 hex digits\)\.$/],
  [['ami-0D91B7584A2265B1F'], /is not an AMI ID/],
  [['i-0d91b7584a2265b1f'], /is not an AMI ID/],
  [['--interval', '1.9'], /^--interval must be a number of seconds, at least 2, not "1\.9"\.$/],
  [['--interval', 'soon'], /^--interval must be a number of seconds, at least 2, not "soon"\.$/],
  [['--interval', '-5'], /at least 2/],
  [['--since', '90'], /^--since must be a duration such as 2h or 7d, or a time/],
  [['--since', 'yesterday'], /^--since must be/],
  [['--since', '2026-13-45'], /^--since must be/],
  [['--wait', '--timeout', 'long'], /^--timeout must be a duration/],
  [['--timeout', '5m'], /^--timeout only means something with --wait or --follow\.$/],
  [['--appear', '5m', '--follow'], /^--appear only means something with --wait\.$/],
  [['--wait', '--follow'], /^--wait and --follow can't go together\. Leave one out\.$/],
  [['--once', '--wait'], /can't go together/],
  [['--wait', '--output', 'json'], /^--wait prints text or ndjson/],
  [['--follow', '--max-items', '3'], /^--max-items goes with one answer, not with --follow/],
  [['--overview', '--once'], /^--overview and --once can't go together/],
  [['--overview', '--wait'], /^--overview and --wait can't go together/],
  [['--overview', '--query', 'x'], /^--overview is drawn on a terminal/],
  [['--demo', '--profile', 'p'], /^--demo and --profile can't go together/],
  [['--page-size', '0'], /^--page-size must be a whole number, at least 1/],
  [['--max-results', '0'], /^--max-results must be a whole number, at least 1/],
  [['--cli-read-timeout', '1.5'], /^--cli-read-timeout must be a whole number of seconds/],
  [['--max-items', '1.5'], /^--max-items must be a whole number/],
  [['--no-paginate', '--page-size', '3'], /^--no-paginate and --page-size can't go together/],
  [['--max-items', '3', '--region', 'a', '--region', 'b'], /one profile and one Region/],
  [
    ['--output', 'xml'],
    /^--output must be json, text, table, csv, ndjson, yaml, yaml-stream or off, not "xml"\.$/,
  ],
  [['--color', 'always'], /^--color must be on, off or auto/],
  [['--endpoint-url', 'localhost:80'], /^--endpoint-url must be a URL/],
  [['--columns', 'ami,nope'], /^--columns must be some of ami,/],
  [['--filters', 'task-state'], /^--filters: expected Key=Value/],
  [['--filters', 'Name=bucket,Vals=x'], /unknown member "Vals"/],
  [['--filters', '{"Name":"bucket"'], /^--filters: invalid JSON/],
  [
    ['--filters', 'file:///nonexistent/x'],
    /^--filters names the file \/nonexistent\/x, which can't be read \(ENOENT\)/,
  ],
  [
    [ami, '--filters', 'Name=owner,Values=x'],
    /^The filter "owner" is invalid. Use task-state or bucket/,
  ],
  [
    ['--filters', String.raw`[{"Name":"bucket","Values":["a","\ud800"]}]`],
    /^--filters: the list\[0\]\.Values\[1\] holds half of a character/,
  ],
  [
    ['--filters', String.raw`{"Name":"\udfffx","Values":["a"]}`],
    /^--filters: filter\[0\]\.Name holds half of a character/,
  ],
  [
    ['--cli-input-json', String.raw`{"NextToken":"\ude00\ud83d"}`],
    /^--cli-input-json: NextToken holds half of a character/,
  ],
  [['--cli-input-json', '[]'], /^--cli-input-json must be a JSON object/],
  [
    ['--cli-input-json', '{"MaxResults":"3"}'],
    /^--cli-input-json: MaxResults must be a whole number, at least 1, not a text\.$/,
  ],
];

test('the scheme of --endpoint-url may be in capitals', () => {
  assert.equal(read(['--endpoint-url', 'HTTP://lab:80']).sources[0]?.endpointUrl, 'HTTP://lab:80');
});

for (const [argv, message] of refused) {
  test(`${argv.join(' ')} is refused in one sentence`, () => {
    assert.throws(
      () => read(argv),
      (error: unknown) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}

test('--overview is for a terminal, and says so elsewhere', () => {
  assert.equal(read(['--overview']).isOverview, true);
  assert.equal(read([]).isOverview, false);
  assert.throws(() => read(['--overview'], {isTerminal: false}), /start it on a terminal\.$/);
});
