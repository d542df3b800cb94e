import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {AWS_ENVIRONMENT, type AwsResult} from './aws-command.js';

const SCRIPT = fileURLToPath(new URL('../contract/aws-answers.py', import.meta.url));

/** An aws command that stays, and answers in a tenth of the time that it takes to start it. */
export type AwsAnswers = {
  /** Behind `aws ec2 describe-store-image-tasks`. One at a time. */
  readonly ask: (
    args: readonly string[],
    options: {readonly endpoint: string; readonly env?: NodeJS.ProcessEnv},
  ) => Promise<AwsResult>;
  readonly close: () => void;
};

/** @param python Of the aws command: the one that can load its `awscli`. */
export function startAwsAnswers(python: string): AwsAnswers {
  const child = spawn(python, [SCRIPT], {
    env: AWS_ENVIRONMENT as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async ask(args, {endpoint, env}) {
      const known = args.some(argument => argument.startsWith('--endp'));
      const all = [
        'ec2',
        'describe-store-image-tasks',
        ...(known ? [] : ['--endpoint-url', endpoint]),
        ...args,
      ];
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
