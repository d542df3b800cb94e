import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {UsageError} from '../../source/cli/arguments/argument-errors.js';
import {textOf} from '../../source/cli/arguments/param-file.js';

test('a value that names a file stands for what it holds', t => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-'));
  t.after(() => rmSync(folder, {recursive: true}));
  const file = path.join(folder, 'value');
  writeFileSync(file, 'a\r\nb\rc\n');
  const env = {HOME: folder, PLACE: folder, NAME: 'value'};
  const read = (value: string, areBytesTaken?: boolean) => textOf(value, '--x', env, areBytesTaken);
  for (const place of [file, '~/value', '$PLACE/value', `\${PLACE}/$NAME`]) {
    assert.equal(read(`file://${place}`), 'a\nb\nc\n');
  }
  assert.equal(read(`fileb://${file}`, true), 'a\nb\nc\n');
  for (const value of ['', 'a', file, 'FILE://a', ' file://a', 'http://127.0.0.1/a']) {
    assert.equal(read(value), value);
  }
  const refused: readonly (readonly [value: string, message: RegExp])[] = [
    [`fileb://${file}`, /^--x takes a text, and fileb:\/\/ gives bytes\. Use file:\/\/\.$/],
    ['file://', /^--x names the file , which can't be read \(ENOENT\)\.$/],
    ['file://$NOTHING/value', /^--x names the file \$NOTHING\/value, which can't be read/],
    [`file://${folder}`, /can't be read \(EISDIR\)/],
  ];
  for (const [value, message] of refused) {
    assert.throws(
      () => read(value),
      (error: unknown) => error instanceof UsageError && message.test(error.message),
      value,
    );
  }
  writeFileSync(file, Buffer.from([0xff, 0xfe]));
  assert.throws(
    () => read(`file://${file}`),
    /can't be read \(ERR_ENCODING_INVALID_ENCODED_DATA\)/,
  );
});
