import {execFile} from 'node:child_process';
import {runAmiwatch} from '../../helpers/run-amiwatch.js';

type Run = (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<unknown>;

/** Runs an aws command without a terminal and without anything to read. */
export function askAwsFor(command: string): Run {
  return (args, env) =>
    new Promise(resolve => {
      const child = execFile(
        command,
        ['ec2', 'describe-store-image-tasks', ...args],
        {env},
        (error, stdout, stderr) => resolve({error, stdout, stderr}),
      );
      child.stdin?.end();
    });
}

/** Runs this program, within the test's own process. */
export const askAmiwatch: Run = (args, env) => runAmiwatch(['--once', ...args], {env});
