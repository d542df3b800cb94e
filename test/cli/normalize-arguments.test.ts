import assert from 'node:assert/strict';
import test from 'node:test';
import {UsageError} from '../../source/cli/arguments/argument-errors.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';

const flagsOf = (...argv: string[]) => parseArguments(argv).flags;

test('several values after one flag, and several flags, add up', () => {
  assert.deepEqual(
    flagsOf('--image-ids', 'ami-a', 'ami-b', '--once', '--image-ids', 'ami-c')['image-ids'],
    ['ami-a', 'ami-b', 'ami-c'],
  );
  assert.deepEqual(flagsOf('--state', 'Failed', '--state=Completed').state, [
    'Failed',
    'Completed',
  ]);
});

test('a flag with one value leaves the next argument alone', () => {
  const {flags, plain} = parseArguments(['--bucket', 'b', 'ami-a', '--interval', '5', 'ami-b']);
  assert.deepEqual(flags, {bucket: ['b'], interval: '5'});
  assert.deepEqual(plain, ['ami-a', 'ami-b']);
});

test('a value can hang on its flag', () => {
  assert.equal(flagsOf('-n5').interval, '5');
  assert.equal(flagsOf('-n', '5').interval, '5');
  assert.equal(flagsOf('--interval=5').interval, '5');
  assert.equal(flagsOf('--query=a==b').query, 'a==b');
});

test('a value may look like an option, a number or JSON', () => {
  assert.equal(flagsOf('--query', '-1').query, '-1');
  assert.equal(flagsOf('--starting-token', '007')['starting-token'], '007');
  assert.deepEqual(flagsOf('--filters', '{"Name":"a.b"}').filters, ['{"Name":"a.b"}']);
});

test('quotes belong to the value', () => {
  for (const value of ["'x'", '"x"', "'", '"', '""', '']) {
    assert.equal(flagsOf('--query', value).query, value);
  }
});

test('after -- everything is a plain argument', () => {
  assert.deepEqual(parseArguments(['--once', '--', '--nope', 'x']).plain, ['--nope', 'x']);
});

test('no- turns off what can be turned off', () => {
  assert.equal(flagsOf('--no-paginate').paginate, false);
  assert.equal(flagsOf('--no-verify-ssl')['verify-ssl'], false);
  assert.equal(flagsOf('--dry-run')['dry-run'], true);
  assert.equal(flagsOf('--dry-run', '--no-dry-run')['dry-run'], false);
  assert.equal(flagsOf().paginate, undefined);
});

test('a value that may be left out is filled in', () => {
  const name = 'generate-cli-skeleton';
  assert.equal(flagsOf('--generate-cli-skeleton')[name], 'input');
  assert.equal(flagsOf('--generate-cli-skeleton', '--debug')[name], 'input');
  assert.equal(flagsOf('--generate-cli-skeleton', 'output')[name], 'output');
  assert.deepEqual(parseArguments(['--generate-cli-skeleton', 'ami-a']).plain, ['ami-a']);
});

const refused: readonly (readonly [argv: readonly string[], message: string])[] = [
  [['--intervall', '3'], 'Unknown option --intervall. Did you mean --interval?'],
  [['--imag-ids=x'], 'Unknown option --imag-ids. Did you mean --image-ids?'],
  [['--paginate'], 'Unknown option --paginate. Did you mean --no-paginate?'],
  [['--xyzzy-plugh'], 'Unknown option --xyzzy-plugh. See amiwatch --help.'],
  [['-x'], 'Unknown option -x. See amiwatch --help.'],
  [['--bucket'], '--bucket needs a value: --bucket BUCKET.'],
  [['--bucket', '--once'], '--bucket needs a value: --bucket BUCKET.'],
  [['--image-ids', '--once'], '--image-ids needs a value: --image-ids AMI-ID.'],
  [['--once=yes'], '--once takes no value. Leave "=yes" out.'],
];

for (const [argv, message] of refused) {
  test(`${argv.join(' ')} is refused`, () => {
    assert.throws(() => parseArguments(argv), new UsageError(message));
  });
}
