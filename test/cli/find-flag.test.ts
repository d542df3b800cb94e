import assert from 'node:assert/strict';
import test from 'node:test';
import {UsageError} from '../../source/cli/arguments/argument-errors.js';
import {findFlag} from '../../source/cli/arguments/find-flag.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';

/** What a beginning stands for, as both versions of the aws command have it, or the one that takes it. */
const begun: Readonly<Record<string, string>> = {
  '--i': '--image-ids',
  '--image-id': '--image-ids',
  '--f': '--filters',
  '--out': '--output',
  '--q': '--query',
  '--re': '--region',
  '--p': '--profile',
  '--pa': '--page-size',
  '--e': '--endpoint-url',
  '--st': '--starting-token',
  '--s': '--starting-token',
  '--max-i': '--max-items',
  '--max-r': '--max-results',
  '--ne': '--next-token',
  '--no-p': '--no-paginate',
  '--no-s': '--no-sign-request',
  '--no-v': '--no-verify-ssl',
  '--no-d': '--no-dry-run',
  '--dr': '--dry-run',
  '--de': '--debug',
  '--co': '--color',
  '--cli-r': '--cli-read-timeout',
  '--cli-c': '--cli-connect-timeout',
  '--g': '--generate-cli-skeleton',
  // Version 2 alone has these, and --v2-debug isn't among its own.
  '--no-cli-p': '--no-cli-pager',
  '--cli-b': '--cli-binary-format',
  '--v': '--version',
  // Version 1 alone takes this one.
  '--cli-i': '--cli-input-json',
  // The aws command knows none of these.
  '--w': '--wait',
  '--not': '--notify',
  '--int': '--interval',
  '--buc': '--bucket',
  '--stat': '--state',
  '--on': '--once',
  '--no-co': '--no-config',
  '--con': '--config',
};

for (const [name, spelling] of Object.entries(begun)) {
  test(`${name} is ${spelling}`, () => {
    assert.equal(findFlag(name)?.spelling, spelling);
    assert.deepEqual(findFlag(`${name}=a=b`)?.attached, 'a=b');
  });
}

const several: readonly (readonly [name: string, candidates: readonly string[]])[] = [
  ['--max', ['--max-items', '--max-results']],
  ['--no-', ['--no-paginate', '--no-cli-pager', '--no-sign-request']],
  ['--c', ['--color', '--columns', '--ca-bundle', '--completion']],
  ['--b', ['--bucket', '--bell']],
  ['--t', ['--timeout', '--title']],
];

for (const [name, candidates] of several) {
  test(`${name} could be ${candidates.join(' or ')}`, () => {
    assert.throws(
      () => parseArguments([name, 'x']),
      (error: unknown) =>
        error instanceof UsageError && candidates.every(one => error.message.includes(one)),
    );
  });
}

test('what begins with a dash is a value where it is a number or has a space in it', () => {
  const value = (text: string) => parseArguments(['--query', text]).flags.query;
  for (const text of ['-1', '-.5', '- x', '-a b', '--not a flag', '-', '']) {
    assert.equal(value(text), text);
  }
  for (const text of ['-x', '--nope', '-1x', '--out', '--b']) {
    assert.throws(() => value(text), UsageError, text);
  }
});

test('-- ends the values of a flag', () => {
  const {flags, plain} = parseArguments(['--image-ids', 'a', '--', '--nope']);
  assert.deepEqual([flags, plain], [{'image-ids': ['a']}, ['--nope']]);
});

test('of a flag that is given twice the last one counts, unless its values add up', () => {
  const {flags} = parseArguments([
    ...['--query', 'a', '--max-items', '3', '--que', 'b', '--max-items=5', '--debug', '--debug'],
    ...['--region', 'a', '--profile', 'p', '--reg=b', '--bucket', 'x', '--bucket', 'y'],
  ]);
  assert.deepEqual(flags, {
    query: 'b',
    'max-items': '5',
    debug: true,
    region: ['a', 'b'],
    profile: ['p'],
    bucket: ['x', 'y'],
  });
});

test('one that is replaced must be right, too, where the aws command looks at it', () => {
  assert.throws(() => parseArguments(['--max-items', 'x', '--max-items', '3']), /whole number/);
  assert.throws(() => parseArguments(['--output', 'xml', '--output', 'text']), /--output must be/);
});
