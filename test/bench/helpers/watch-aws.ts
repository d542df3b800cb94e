import {setTimeout as sleep} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import {AWS, awsDescribe, BENCH_ENV} from './aws.js';
import {startEndpoint} from './endpoint.js';
import type {Bench} from './row.js';

export type WatchedAws = {
  readonly seconds: number;

  /** What the endpoint was asked in that time. */
  readonly requests: number;

  /** What the terminal got after the first screen. */
  readonly bytes: number;

  /** What the terminal got for the first screen. */
  readonly firstBytes: number;
};

const NOTHING: WatchedAws = {seconds: 1, requests: 0, bytes: 0, firstBytes: 0};

/** Runs `watch -n2 aws ec2 describe-store-image-tasks` on a terminal of 120x40 while one of three running tasks moves with each answer. */
export async function watchAws(
  bench: Bench,
  {tasks, seconds}: {readonly tasks: number; readonly seconds: number},
): Promise<WatchedAws> {
  if (AWS.path === undefined) {
    return NOTHING;
  }

  bench.say(`watch -n2 aws for ${seconds} s`);
  const endpoint = await startEndpoint(bench, {tasks, running: 3});
  await endpoint.setMoving(1);
  const pty = spawn('watch', ['-n2', ...awsDescribe(endpoint.url, '--output', 'table')], {
    cols: 120,
    rows: 40,
    env: {...BENCH_ENV, TERM: 'xterm-256color'},
  });
  let bytes = 0;
  const exited = new Promise<void>(resolve => {
    pty.onExit(() => resolve());
  });
  const firstScreen = new Promise<void>(resolve => {
    let output = '';
    pty.onData(data => {
      bytes += Buffer.byteLength(data);
      output += data;
      if (output.includes('ami-')) {
        resolve();
      }
    });
  });
  await Promise.race([
    firstScreen,
    exited.then(() => {
      throw new Error('watch has ended.');
    }),
  ]);
  const before = await endpoint.requests();
  const firstBytes = bytes;
  await sleep(seconds * 1000);
  const result = {
    seconds,
    requests: (await endpoint.requests()) - before,
    bytes: bytes - firstBytes,
    firstBytes,
  };
  pty.kill('SIGTERM');
  await exited;
  return result;
}
