import assert from 'node:assert/strict';
import {Writable} from 'node:stream';
import test from 'node:test';
import {readOptions} from '../../source/cli/arguments/options.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {openSources} from '../../source/cli/modes/open-sources.js';
import {openEc2Source} from '../../source/ec2/client.js';

const env = {HOME: '/nonexistent'};

async function open(argv: readonly string[]) {
  const options = readOptions(parseArguments(argv), {env, isTerminal: true, now: 0});
  return openSources(
    {...options, hasScreen: false},
    {openSource: openEc2Source, env, stderr: new Writable() as NodeJS.WriteStream},
  );
}

test('--demo has an account of made-up tasks in each Region that is asked for', async t => {
  const {sources, close} = await open(['--demo', '--region', 'us-east-1', '--region', 'eu-west-1']);
  t.after(close);
  assert.deepEqual(
    sources.map(({profile, region}) => [profile, region]),
    [
      ['default', 'us-east-1'],
      ['default', 'eu-west-1'],
    ],
  );
  const [first, second] = await Promise.all(
    sources.map(source => source.describe({maxResults: 5}, new AbortController().signal)),
  );
  assert.equal(first?.tasks.length, 5);
  assert.notEqual(first?.tasks[0]?.amiId, second?.tasks[0]?.amiId, 'tasks of their own');
});

test('--demo without a Region is one in us-east-1', async t => {
  const {sources, close} = await open(['--demo']);
  t.after(close);
  assert.deepEqual(
    sources.map(({region}) => region),
    ['us-east-1'],
  );
});
