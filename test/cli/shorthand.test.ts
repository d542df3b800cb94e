import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {readFilters} from '../../source/cli/arguments/filter-argument.js';
import {parseShorthand, ShorthandError} from '../../source/cli/arguments/shorthand.js';

const read = (text: string) => Object.fromEntries(parseShorthand(text));

test('values up to the next key belong to the one before', () => {
  assert.deepEqual(read('Name=bucket,Values=a,b'), {Name: 'bucket', Values: ['a', 'b']});
  assert.deepEqual(read('Values=a,b,Name=bucket'), {Values: ['a', 'b'], Name: 'bucket'});
  assert.deepEqual(read('Name = bucket , Values = a '), {Name: 'bucket', Values: 'a'});
});

test('quotes, brackets and backslashes keep commas together', () => {
  assert.deepEqual(read('Values="a,b",c'), {Values: ['a,b', 'c']});
  assert.deepEqual(read("Values='a=b'"), {Values: 'a=b'});
  assert.deepEqual(read('Values=a\\,b'), {Values: 'a,b'});
  assert.deepEqual(read('Values=[a,"b,c"],Name=n'), {Values: ['a', 'b,c'], Name: 'n'});
  assert.deepEqual(read('Values=[]'), {Values: []});
});

for (const text of [
  ...['', 'a', ' a=b', 'a=1,a=2', 'a=[b', 'a="b"c', 'a="b', 'a={b', 'a={b=c', 'a={b}'],
  // An empty value behind a comma.
  ...['a=b,', 'a=b,,c', 'a=b, ', 'a=b;c=d,', 'a=[b],', 'a=[b c'],
  // What stands beyond U+FFFF takes quotes.
  'a=\u{1F600}',
]) {
  test(`"${text}" is refused`, () => {
    assert.throws(() => parseShorthand(text), ShorthandError);
  });
}

test('whatever stands in quotes comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), {minLength: 2}), values => {
      const quoted = values.map(
        value => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
      );
      // A backslash in front of the closing quote can't be told from an escaped quote; the aws command has the same gap.
      fc.pre(values.every(value => !/[\\"]/.test(value)));
      assert.deepEqual(read(`Values=${quoted.join(',')}`), {Values: values});
    }),
  );
});

test('any text ends: with values or with an error of its own', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      try {
        parseShorthand(text);
      } catch (error) {
        assert.ok(error instanceof ShorthandError);
      }
    }),
  );
});

test('filters come as shorthand, objects or one list', () => {
  const filter = {name: 'bucket', values: ['a']};
  assert.deepEqual(readFilters(['Name=bucket,Values=a']), [filter]);
  assert.deepEqual(readFilters(['{"Name":"bucket","Values":["a"]}']), [filter]);
  assert.deepEqual(readFilters(['[{"Name":"bucket","Values":["a"]}]']), [filter]);
  assert.throws(
    () => readFilters(['{"Name":"bucket","Values":[1]}']),
    /filter\[0\]\.Values\[0\] must be a text, not 1/,
  );
});

test('brackets and braces nest, and a comma may stand at their ends', () => {
  assert.deepEqual(read('a=[b,[c,"d"],]'), {a: ['b', ['c', 'd']]});
  assert.deepEqual(read('a=[,b]'), {a: ['', 'b']});
  assert.deepEqual(read('a={b=c,d=[e],}'), {
    a: new Map<string, unknown>([
      ['b', 'c'],
      ['d', ['e']],
    ]),
  });
});

test('a value that the next key follows loses what stood behind its last comma, as in the aws command', () => {
  assert.deepEqual(read('a=b,x\\,y=c'), {a: 'b', y: 'c'});
  assert.deepEqual(read('a=b,,c=d'), {a: 'b', c: 'd'});
});

test('@= takes what a file holds', () => {
  const resolved = (text: string) =>
    Object.fromEntries(parseShorthand(text, value => `<${value}>`));
  assert.deepEqual(resolved('a@=file://x,b=file://y,c @= z'), {
    a: '<file://x>',
    b: 'file://y',
    c: '<z>',
  });
});

const wrong: readonly (readonly [values: readonly string[], message: RegExp])[] = [
  [['Name=a,b,Values=c'], /filter\[0\]\.Name must be a text, not a list/],
  [['Name=bucket,Values=[[a]]'], /Values\[0\] must be a text, not a list/],
  [['Name=bucket,Values={a=b}'], /Values\[0\] must be a text, not an object/],
  [['Name=bucket,values=a'], /unknown member "values"; there are Name, Values/],
  [['{"Name":"bucket","Values":"a"}'], /Values must be a list, not a text/],
  [['{"Name":"bucket","Values":null}'], /Values must be a list, not null/],
  [['{"Name":["bucket"]}'], /Name must be a text, not a list/],
  [['{"Name":"bucket"'], /invalid JSON: Expecting ',' delimiter/],
  [['[["a"]]'], /the list\[0\] must be an object, not a list/],
  [['Name=a,Values=b', '{"Name":"a"}'], /expected Key=Value at "\{/],
  [['{"Name":"a","Values":["b"]}', 'Name=a,Values=b'], /"Name=a,Values=b" is no JSON/],
  [['[{"Name":"a"}]', '[{"Name":"a"}]'], /is no JSON, as the one before it is/],
];

for (const [values, message] of wrong) {
  test(`--filters ${values.join(' ')} is refused`, () => {
    assert.throws(() => readFilters(values), message);
  });
}

test('a filter with neither name nor values asks for nothing, one without a name for none that there is', () => {
  assert.deepEqual(readFilters(['{}', '{"Values":["a"]}']), [{name: '', values: ['a']}]);
});
