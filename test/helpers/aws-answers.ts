import {spawn, spawnSync} from 'node:child_process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {AWS_ENVIRONMENT, type AwsResult} from './aws-command.js';

const SCRIPT = fileURLToPath(new URL('../contract/aws-answers.py', import.meta.url));

/** Where a Python with an aws command may be: the first on the PATH, and that of the system. */
const PYTHONS = ['python3', '/usr/bin/python3'];

export type AwsPython = {
  readonly python: string;
  /** Such as `1.45.11`. */
  readonly version: string;
};

/** The Python of an aws command; `undefined` where there is none of that major version. */
export function awsPython(major: 1 | 2): AwsPython | undefined {
  for (const python of PYTHONS) {
    const {stdout} = spawnSync(python, ['-c', 'import awscli; print(awscli.__version__)'], {
      encoding: 'utf8',
    });
    const version = stdout?.trim() ?? '';
    if (version.startsWith(`${major}.`)) {
      return {python, version};
    }
  }
  return undefined;
}

/** An aws command that stays, and answers in a tenth of the time that it takes to start it. */
export type AwsAnswers = {
  /** Behind `aws ec2 describe-store-image-tasks`. One at a time. */
  readonly ask: (
    args: readonly string[],
    options: {readonly endpoint: string; readonly env?: NodeJS.ProcessEnv},
  ) => Promise<AwsResult>;
  readonly close: () => void;
};

export function startAwsAnswers(python: string): AwsAnswers {
  const child = spawn(python, [SCRIPT], {
    env: AWS_ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async ask(args, {endpoint, env}) {
      const all = ['ec2', 'describe-store-image-tasks', '--endpoint-url', endpoint, ...args];
      child.stdin.write(`${JSON.stringify({args: all, env: {...AWS_ENVIRONMENT, ...env}})}\n`);
      const {value, done} = await lines.next();
      if (done) {
        throw new Error(`${python} has ended at ${args.join(' ')}.`);
      }
      return JSON.parse(value) as AwsResult;
    },
    close() {
      child.stdin.end();
    },
  };
}
