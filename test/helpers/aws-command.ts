import {execFile, spawnSync} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

export type AwsResult = {
  /** The exit code. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

export type InstalledAws = {
  readonly command: string;
  /** Such as `aws-cli/1.45.11`. */
  readonly version: string;
  readonly major: number;
};

/** Where an aws command may be: the first on the PATH, and that of the system behind it. */
const COMMANDS = ['aws', '/usr/local/bin/aws', '/usr/bin/aws'];

/** One of each major version that is here. */
export function installedAws(): readonly InstalledAws[] {
  const byMajor = new Map<number, InstalledAws>();
  for (const command of COMMANDS) {
    const {stdout, stderr} = spawnSync(command, ['--version'], {encoding: 'utf8'});
    const [version, digits] = /^aws-cli\/(\d+)\S*/.exec(stdout || stderr || '') ?? [];
    const major = Number(digits);
    if (version && !byMajor.has(major)) {
      byMajor.set(major, {command, version, major});
    }
  }

  return [...byMajor.values()];
}

/** What a test without the aws command gives as its `skip`; false where the command is there. */
export const skipWithoutAws: string | false =
  spawnSync('aws', ['--version']).status === 0 ? false : 'the aws command is not installed';

/** What the command needs to run, and nothing of what the person who runs the tests has configured. */
export const AWS_ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  // Both versions write timestamps as the service does.
  AWS_CONFIG_FILE: fileURLToPath(new URL('../contract/aws-config', import.meta.url)),
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'not-a-secret',
  AWS_DEFAULT_REGION: 'us-east-1',
  // A profile that is named has no keys here; those of an instance that the tests run on are none of theirs.
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
  // One attempt: a test that wants an error shouldn't wait for retries of it.
  AWS_MAX_ATTEMPTS: '1',
  COLUMNS: '200',
  LANG: 'C.UTF-8',
};

/** Runs `aws ec2 describe-store-image-tasks ARGUMENTS` against an endpoint; an error of the command is a result too. */
export function awsDescribe(
  arguments_: readonly string[],
  {
    endpoint,
    command = 'aws',
    env,
  }: {readonly endpoint: string; readonly command?: string; readonly env?: NodeJS.ProcessEnv},
): Promise<AwsResult> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      ['ec2', 'describe-store-image-tasks', '--endpoint-url', endpoint, ...arguments_],
      {env: {...AWS_ENVIRONMENT, ...env}, maxBuffer: 64 * 1024 * 1024},
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') {
          reject(error);
        } else {
          resolve({code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr});
        }
      },
    );
  });
}
