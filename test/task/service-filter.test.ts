import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {compileFilters, filterProblem} from '../../source/task/service-filter.js';
import {
  compileValuePattern,
  exactValue,
  literalPattern,
  matchesTokens,
  readTokens,
} from '../../source/task/value-pattern.js';

/** Pattern, texts that fit, texts that don't. Source: "Filter values take wildcards" of EC2's documentation. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['ami-archive', ['ami-archive'], ['ami-archive-1', 'Ami-archive', 'xami-archive', '']],
  ['*', ['', 'a', 'a\nb'], []],
  ['ami-*', ['ami-', 'ami-archive'], ['am', 'xami-a']],
  ['*-01', ['-01', 'a-01'], ['a-012', '01']],
  ['ami-?', ['ami-', 'ami-1'], ['ami-12', 'ami']],
  ['ami-??', ['ami-', 'ami-1', 'ami-12'], ['ami-123']],
  ['a?c', ['ac', 'abc'], ['abbc', 'a', 'c']],
  ['?', ['', 'x', '\u{1F600}'], ['xy']],
  ['*?x', ['x', 'ax', 'abx'], ['a', 'xa']],
  [String.raw`\*amazon\?\\`, ['*amazon?\\'], ['amazon', '*amazonx\\', '*amazon?\\\\']],
  [String.raw`a\bc`, ['abc'], ['a\\bc', 'aXbc']],
  ['a\\', ['a\\'], ['a', 'a\\\\']],
  [String.raw`\\*`, ['\\', '\\x'], ['x', '*']],
  ['a.c', ['a.c'], ['abc']],
  ['[ab]+(c|d)$', ['[ab]+(c|d)$'], ['ac', 'bd']],
  ['', [''], ['a']],
];

test('one value of a filter: * any number, ? none or one, \\ the next character, case counts', () => {
  for (const [pattern, fitting, others] of CASES) {
    const fits = compileValuePattern(pattern);
    for (const text of fitting) {
      assert.ok(fits(text), `${pattern} fits ${text}`);
    }

    for (const text of others) {
      assert.ok(!fits(text), `${pattern} doesn't fit ${text}`);
    }
  }
});

/** The rule said once more, one character at a time and without any care for speed. */
function model(pattern: readonly string[], text: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) {
    return text.length === 0;
  }

  if (head === '*') {
    return model(rest, text) || (text.length > 0 && model(pattern, text.slice(1)));
  }

  if (head === '?') {
    return model(rest, text) || (text.length > 0 && model(rest, text.slice(1)));
  }

  const [literal, after] =
    head === '\\' && rest.length > 0 ? [rest[0], rest.slice(1)] : [head, rest];
  return text[0] === literal && model(after, text.slice(1));
}

const somePattern = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '?', '\\', '.', '\u{1F600}'),
  maxLength: 8,
});
const someText = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '?', '\\', '.', '\u{1F600}'),
  maxLength: 8,
});

test('any value fits what its characters say, one after the other', () => {
  fc.assert(
    fc.property(somePattern, someText, (pattern, text) => {
      assert.equal(
        compileValuePattern(pattern)(text),
        model(Array.from(pattern), Array.from(text)),
        `${pattern} and ${text}`,
      );
    }),
    {numRuns: 3000},
  );
});

test('a literal pattern fits its text alone, and what it says exactly is that text', () => {
  fc.assert(
    fc.property(someText, someText, (text, other) => {
      assert.equal(exactValue(literalPattern(text)), text);
      assert.equal(compileValuePattern(literalPattern(text))(other), text === other);
    }),
  );
  assert.equal(exactValue('a*'), undefined);
  assert.equal(exactValue('a?'), undefined);
});

/** How often characters of the text are read. */
function readsOf(pattern: string, text: string): number {
  let reads = 0;
  const characters = new Proxy(Array.from(text), {
    get(target, key, receiver) {
      reads += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
      return Reflect.get(target, key, receiver);
    },
  });
  matchesTokens(readTokens(pattern), characters);
  return reads;
}

test('no value costs more than its length times that of the text', () => {
  const text = 'a'.repeat(256);
  for (const pattern of [
    `${'*a'.repeat(120)}*b`,
    `${'a?'.repeat(128)}b`,
    `${'?'.repeat(5000)}b`,
    `${'?a'.repeat(128)}${'?'.repeat(200)}${'a'.repeat(128)}`,
    `${'*?'.repeat(9000)}b`,
    `${'a'.repeat(100_000)}*`,
  ]) {
    const tokens = readTokens(pattern).length;
    assert.ok(readsOf(pattern, text) <= Math.min(tokens, 2 * text.length + 1) * text.length);
  }
});

test('values are ORed, filters ANDed; no filter lets everything through', () => {
  const task = {storeTaskState: 'Failed', bucket: 'ami-archive-01'};
  const state = (...values: readonly string[]) => ({name: 'task-state', values});
  const bucket = (...values: readonly string[]) => ({name: 'bucket', values});
  assert.ok(compileFilters([])(task));
  assert.ok(compileFilters([state('Completed', 'Failed'), bucket('*-01')])(task));
  assert.ok(!compileFilters([state('Failed'), bucket('*-02')])(task));
  assert.ok(!compileFilters([state('Failed'), state('Completed')])(task));
  assert.ok(!compileFilters([state('failed')])(task), 'case counts');
  assert.ok(!compileFilters([{name: 'Bucket', values: ['*']}])(task), 'no such filter');
});

test('what the service refuses is a problem: an unknown name in any case, no value, too many', () => {
  const kind = (name: string, values: readonly string[]) => filterProblem([{name, values}])?.kind;
  for (const name of ['Bucket', 'task_state', 'tag:Name', 'image-id', 'bucket ', '', '__proto__']) {
    assert.equal(kind(name, ['a']), 'unknown-name', name);
  }

  assert.equal(kind('bucket', []), 'no-values');
  assert.equal(
    kind(
      'bucket',
      Array.from({length: 201}, () => 'a'),
    ),
    'too-many-values',
  );
  assert.equal(
    kind(
      'bucket',
      Array.from({length: 200}, () => 'a'),
    ),
    undefined,
  );
  assert.equal(
    filterProblem([
      {name: 'bucket', values: ['']},
      {name: 'x', values: ['a']},
    ])?.index,
    1,
  );
});
