import {execFile, execFileSync} from 'node:child_process';
import {accessSync, constants, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';

/** One of the two aws commands that there are, or why it can't be measured. */
export type AwsCommand =
  | {readonly name: 'aws v1' | 'aws v2'; readonly path: string}
  | {readonly name: 'aws v1' | 'aws v2'; readonly path: undefined; readonly why: string};

/**
Looks for the aws command of each version: the first one in these folders that says it is that.
@param folders In the order of PATH.
*/
export async function findAws(folders: readonly string[]): Promise<readonly AwsCommand[]> {
  const paths = folders.map(folder => join(folder, 'aws')).filter(isExecutable);
  const programs = [...new Set(paths.map(withoutShim))];
  const versions = await Promise.all(programs.map(versionOf));
  return ([1, 2] as const).map(version => {
    const path = programs[versions.indexOf(version)];
    const name = `aws v${version}` as const;
    return path === undefined ? {name, path, why: 'not installed'} : {name, path};
  });
}

/** The program itself: pyenv's shim in front of it takes a tenth of a second that isn't the aws command's. */
function withoutShim(path: string): string {
  const isShim = readFileSync(path).subarray(0, 400).includes('PYENV_ROOT');
  return isShim ? execFileSync('pyenv', ['which', 'aws'], {encoding: 'utf8'}).trim() : path;
}

/** Its major version; `undefined` where it can't be run. */
async function versionOf(path: string): Promise<number | undefined> {
  try {
    // The oldest ones say it on stderr.
    const {stdout, stderr} = await promisify(execFile)(path, ['--version']);
    return Number(/^aws-cli\/(\d+)\./.exec(stdout + stderr)?.[1]);
  } catch {
    return undefined;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
