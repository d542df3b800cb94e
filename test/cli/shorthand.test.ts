import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {readFilters} from '../../source/cli/arguments/filter-argument.js';
import {parseShorthand, ShorthandError} from '../../source/cli/arguments/shorthand.js';

const read = (text: string) => Object.fromEntries(parseShorthand(text));

test('values up to the next key belong to the one before', () => {
  assert.deepEqual(read('Name=bucket,Values=a,b'), {Name: 'bucket', Values: ['a', 'b']});
  assert.deepEqual(read('Values=a,b,Name=bucket'), {Values: ['a', 'b'], Name: 'bucket'});
  assert.deepEqual(read(' Name = bucket , Values = a '), {Name: 'bucket', Values: 'a'});
});

test('quotes, brackets and backslashes keep commas together', () => {
  assert.deepEqual(read('Values="a,b",c'), {Values: ['a,b', 'c']});
  assert.deepEqual(read("Values='a=b'"), {Values: 'a=b'});
  assert.deepEqual(read('Values=a\\,b'), {Values: 'a,b'});
  assert.deepEqual(read('Values=[a,"b,c"],Name=n'), {Values: ['a', 'b,c'], Name: 'n'});
  assert.deepEqual(read('Values=[]'), {Values: []});
});

for (const text of ['', 'a', '=b', 'a=1,a=2', 'a=[b', 'a="b"c']) {
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
  assert.throws(() => readFilters(['{"Name":"bucket","Values":[1]}']), /Values that are texts/);
});
