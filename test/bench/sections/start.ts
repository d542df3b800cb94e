import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import {builtProgram} from '../../helpers/pty-build.js';
import {awsReference, BENCH_ENV, runAws} from '../helpers/aws.js';
import {runCommand} from '../helpers/command.js';
import {startEndpoint} from '../helpers/endpoint.js';
import {cpuMsOf} from '../helpers/process-figures.js';
import type {Measured, Section} from '../helpers/row.js';

const RUNS = 9;
const AWS_NAME = '`aws ec2 describe-store-image-tasks --max-items 20`, whole process';
const A_ROW = /ami-[\da-f]{17}/;
const A_FRAME = 'amiwatch';

/** From nothing to the first task row, and to one answer, beside the aws command; taking turns, so that a busy moment hits all of them. */
export const start: Section = {
  name: 'start',
  async measure(bench) {
    const {url} = await startEndpoint(bench, {tasks: 200, running: 3});
    const home = mkdtempSync(join(tmpdir(), 'amiwatch-bench-'));
    bench.after(() => rmSync(home, {recursive: true, force: true}));
    const env = {...BENCH_ENV, HOME: home};
    const live = () => timeToScreen(env, url);
    const once = () =>
      runCommand(
        [process.execPath, builtProgram(), '--once', '--output', 'json', '--endpoint-url', url],
        env,
      );
    const aws = () => runAws(url, '--max-items', '20');

    const first = await live();
    // What either keeps between runs (compiled code) is there from now on.
    await once();
    await aws();
    const frames: number[] = [];
    const rows: number[] = [];
    const rowsCpu: number[] = [];
    const answers: number[] = [];
    const answersCpu: number[] = [];
    const awsRuns: number[] = [];
    const awsCpu: number[] = [];
    for (let run = 1; run <= RUNS; run++) {
      bench.say(`run ${run} of ${RUNS}`);
      const {frameMs, rowMs, rowCpuMs} = await live();
      frames.push(frameMs);
      rows.push(rowMs);
      rowsCpu.push(rowCpuMs);
      const answer = await once();
      answers.push(answer.wallMs);
      answersCpu.push(answer.cpuMs);
      const theirs = await aws();
      awsRuns.push(theirs?.wallMs ?? 0);
      awsCpu.push(theirs?.cpuMs ?? 0);
    }

    const wall = awsReference(AWS_NAME, ms(awsRuns));
    const cpu = awsReference('the same, CPU', ms(awsCpu));
    return [
      {
        what: 'start to first task row on a terminal, 200 tasks',
        ours: ms(rows),
        reference: wall,
        limit: {atMost: 0.4, ofReference: true, aim: 0.3},
      },
      {what: 'start to first task row, CPU', ours: ms(rowsCpu), reference: cpu},
      {what: 'start to first frame', ours: ms(frames), reference: wall},
      {what: 'the very first start, to first task row', ours: ms([first.rowMs]), reference: wall},
      {
        what: '`--once --output json`, 200 tasks, whole process',
        ours: ms(answers),
        reference: wall,
        limit: {atMost: 0.25, ofReference: true},
      },
      {what: '`--once --output json`, CPU', ours: ms(answersCpu), reference: cpu},
    ];
  },
};

function ms(values: readonly number[]): Measured {
  return {values, unit: 'ms'};
}

type ScreenTimes = {
  readonly frameMs: number;
  readonly rowMs: number;

  /** CPU of the process up to the row. */
  readonly rowCpuMs: number;
};

/** Milliseconds from the start of the process to what its terminal gets: a frame, and a task. */
function timeToScreen(env: Record<string, string | undefined>, url: string): Promise<ScreenTimes> {
  return new Promise((resolve, reject) => {
    const file = builtProgram();
    const startedAt = performance.now();
    const pty = spawn(process.execPath, [file, '--endpoint-url', url], {
      cols: 120,
      rows: 40,
      env: {...env, TERM: 'xterm-256color'},
    });
    let output = '';
    let frameMs: number | undefined;
    let row: Omit<ScreenTimes, 'frameMs'> | undefined;
    pty.onData(data => {
      output += data;
      const now = performance.now() - startedAt;
      frameMs ??= output.includes(A_FRAME) ? now : undefined;
      if (!row && A_ROW.test(output)) {
        row = {rowMs: now, rowCpuMs: cpuMsOf(pty.pid)};
        pty.write('q');
      }
    });
    pty.onExit(() => {
      if (frameMs === undefined || !row) {
        reject(new Error(`No task was shown: ${output}`));
      } else {
        resolve({frameMs, ...row});
      }
    });
  });
}
