import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {findAws} from './helpers/find-aws.js';

test('the first aws command of each version is found, and a missing one is told', async t => {
  const root = await mkdtemp(join(tmpdir(), 'amiwatch-'));
  t.after(() => rm(root, {recursive: true}));
  const folder = async (name: string, script: string, mode = 0o755) => {
    await mkdir(join(root, name));
    await writeFile(join(root, name, 'aws'), `#!/bin/sh\n${script}\n`, {mode});
    return join(root, name);
  };
  const broken = await folder('broken', 'exit 1');
  const text = await folder('text', 'echo aws-cli/1.0.0', 0o644);
  const two = await folder('two', 'echo aws-cli/2.9.19 Python/3.11.2');
  const one = await folder('one', 'echo aws-cli/1.45.11 Python/3.11.7 >&2');
  const other = await folder('other', 'echo aws-cli/1.2.0');
  const v1 = {name: 'aws v1', path: join(one, 'aws')};
  const v2 = {name: 'aws v2', path: join(two, 'aws')};
  assert.deepEqual(await findAws([join(root, 'nothing'), broken, text, two, one, other]), [v1, v2]);
  assert.deepEqual(await findAws([one]), [
    v1,
    {name: 'aws v2', path: undefined, why: 'not installed'},
  ]);
});
