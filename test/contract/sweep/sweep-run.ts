import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fixedScenario} from '../../../source/demo/demo-task.js';
import {type Ec2Endpoint, startEc2Endpoint} from '../../../source/demo/endpoint/ec2-endpoint.js';
import type {AwsResult} from '../../helpers/aws-command.js';
import {demoTask, NOW} from '../../helpers/demo-endpoint.js';
import {AMIWATCH_ENV, runAmiwatch} from '../../helpers/run-amiwatch.js';
import {FILES, type SweepCase} from './sweep-case.js';

/** The account that is asked, and the folder in which `file://` finds its files. */
export type SweepPlace = {
  readonly url: string;

  /** What the case adds to the environment of whoever runs it. */
  readonly envOf: (item: SweepCase) => NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
};

const TASKS = [
  demoTask(1, {
    bucket: 'ami-archive-03',
    progressPercentage: 41,
    storeTaskState: 'InProgress',
    storeTaskFailureReason: undefined,
  }),
  demoTask(2, {
    progressPercentage: 31,
    storeTaskState: 'Failed',
    storeTaskFailureReason: 'Access to "ami-archive-00" was denied: 拒否',
  }),
  demoTask(3),
  demoTask(4, {startedAt: NOW - 4 * 60_000 + 250}),
];

/** Starts the endpoint and makes the folder, into which the process goes. */
export async function openPlace(): Promise<SweepPlace> {
  const endpoint: Ec2Endpoint = await startEc2Endpoint({
    now: () => NOW,
    scenario: fixedScenario(TASKS),
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-sweep-'));
  const before = process.cwd();
  for (const [name, content] of Object.entries(FILES)) {
    writeFileSync(path.join(folder, name), content);
  }
  process.chdir(folder);
  const configs = new Map<string, string>();
  return {
    url: endpoint.url,
    envOf({env, profile}) {
      // Both versions write times as the service does, unless the case has it otherwise.
      const isTime = profile.some(line => line.startsWith('cli_timestamp_format'));
      const lines = [
        '[default]',
        ...(isTime ? [] : ['cli_timestamp_format = wire']),
        ...profile,
        '',
      ];
      const content = lines.join('\n');
      const file = configs.get(content) ?? path.join(folder, `config-${configs.size}`);
      configs.set(content, file);
      writeFileSync(file, content);
      return {AWS_CONFIG_FILE: file, ...env};
    },
    async close() {
      process.chdir(before);
      rmSync(folder, {recursive: true});
      await endpoint.close();
    },
  };
}

/** What amiwatch says to a case. */
export function ourAnswer({url, envOf}: SweepPlace, item: SweepCase): Promise<AwsResult> {
  return runAmiwatch(['--once', '--endpoint-url', url, ...item.args], {
    env: {...AMIWATCH_ENV, AWS_MAX_ATTEMPTS: '1', ...envOf(item)},
  });
}
