import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';

/** Makes `process.env` hold only these variables (and PATH) during the test: the SDK's providers read it. */
export function replaceEnvironment(
  t: TestContext,
  variables: Record<string, string>,
): NodeJS.ProcessEnv {
  const before = {...process.env};
  const replaceBy = (env: NodeJS.ProcessEnv) => {
    for (const name of Object.keys(process.env)) {
      delete process.env[name];
    }

    Object.assign(process.env, env);
  };
  replaceBy({PATH: before.PATH, AWS_EC2_METADATA_DISABLED: 'true', ...variables});
  t.after(() => replaceBy(before));
  return process.env;
}

/** A home with `~/.aws/config` and `~/.aws/credentials`; gone after the test. */
export async function makeHome(
  t: TestContext,
  files: {readonly config?: string; readonly credentials?: string},
): Promise<{readonly home: string; write: (name: string, text: string) => void}> {
  const home = mkdtempSync(join(tmpdir(), 'amiwatch-home-'));
  t.after(() => rmSync(home, {recursive: true, force: true}));
  await mkdir(join(home, '.aws', 'sso', 'cache'), {recursive: true});
  const write = (name: string, text: string) => writeFileSync(join(home, '.aws', name), text);
  write('config', files.config ?? '');
  write('credentials', files.credentials ?? '');
  return {home, write};
}
