import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {lastLineOf, startHook} from '../../source/alert/hooks/hook-process.js';
import {createLogQueue} from '../../source/alert/log/log-queue.js';
import {noticeOf} from '../../source/alert/sequences/notice.js';
import {notificationSequence} from '../../source/alert/sequences/terminal-sequences.js';
import {createTitle} from '../../source/alert/sequences/title.js';
import {describeError} from '../../source/cli/describe-error.js';
import {readTaskPage} from '../../source/ec2/answer/read-answer.js';
import {describeExchange, describeFailure} from '../../source/ec2/transport/debug-line.js';
import {nameNetworkError} from '../../source/ec2/transport/name-network-error.js';
import {eventRecord} from '../../source/poll/tasks/event-record.js';
import type {TaskChange} from '../../source/poll/tasks/events.js';
import {createFormat} from '../../source/report/once/format.js';
import {OUTPUTS, type Output} from '../../source/report/once/formats.js';
import {toApiTask} from '../../source/task/api-task.js';
import type {StoreImageTask} from '../../source/task/store-image-task.js';
import {createDice} from './dice.js';
import {hostilePage, STRINGS_A_PAGE} from './hostile-page.js';
import {assertHarmless, hostileText} from './hostile-text.js';

const NOW = Date.UTC(2026, 0, 31, 12);

/** Terminals and what is in between, each with the one form that a sequence may have there. */
const TERMINALS: readonly (readonly [env: NodeJS.ProcessEnv, form: RegExp])[] = [
  [{TERM: 'xterm-256color'}, /^\x1B\]9;[ -~]*\x07$/],
  [{TERM: 'foot'}, /^\x1B\]777;notify;[^;]*;[^;]*\x07$/],
  [{TERM: 'xterm-kitty'}, /^\x1B\]99;i=id:d=0;[^;]*\x07\x1B\]99;i=id:d=1:p=body;[^;]*\x07$/],
  [{TERM: 'tmux-256color', TMUX: 'x'}, /^\x1BPtmux;\x1B\x1B\]9;[ -~]*\x07\x1B\\$/],
  [{TERM: 'screen', STY: 'x'}, /^(?:\x1BP(?:\x1B\]9;)?[ -~]*\x07?\x1B\\)+$/],
];

const FORMULA = /^[=+\-@\t\r]/;
const EMPTY = /^\s*$/;

/**
Sends so many hostile strings everywhere but to the screen.
@throws {Error} with the page's own seed for the first that does harm.
*/
export async function fuzzSinks(strings: number, seed: number): Promise<number> {
  const pages = Math.ceil(strings / STRINGS_A_PAGE);
  for (let index = 0; index < pages; index++) {
    try {
      await fuzzPage(seed + index);
    } catch (error) {
      throw new Error(`Sinks of seed ${seed + index}: ${(error as Error).message}`, {cause: error});
    }
  }

  return pages * STRINGS_A_PAGE;
}

async function fuzzPage(seed: number): Promise<void> {
  const dice = createDice(seed);
  const tasks = readTaskPage(hostilePage(dice, NOW, `p${seed}`).xml)?.tasks ?? [];
  if (tasks.length === 0) {
    throw new Error('The page was not read.');
  }

  for (const output of OUTPUTS) {
    await checkReport(output, tasks, hostileText(dice));
  }

  for (const task of tasks) {
    checkAlerts(task);
    checkErrors(hostileText(dice, 20), hostileText(dice));
  }

  await checkHook(tasks[0] as StoreImageTask, dice.some(1, 4, () => hostileText(dice)).join('\n'));
}

async function checkReport(
  output: Output,
  tasks: readonly StoreImageTask[],
  NextToken: string,
): Promise<void> {
  const look = {output, query: undefined, columns: undefined, isColored: false, isAscii: true};
  const result = {StoreImageTaskResults: tasks.map(task => toApiTask(task)), NextToken};
  const text = (await createFormat({...look, isTerminal: true}))(result);
  await checkData(output, result, text);
  const lineBreak = output === 'csv' ? '\r\n' : '\n';
  const lines = text.split(lineBreak);
  for (const line of lines) {
    assertHarmless(output === 'text' ? line.replaceAll('\t', '') : line, output);
  }

  const wanted = {
    json: undefined,
    yaml: undefined,
    'yaml-stream': undefined,
    off: 0,
    text: tasks.length + 1,
    ndjson: tasks.length,
    csv: tasks.length + 1,
    table: tasks.length + 4,
  };
  const expected = wanted[output];
  if (expected !== undefined && lines.length - 1 !== expected) {
    throw new Error(`${output} has ${lines.length - 1} lines instead of ${expected}`);
  }

  if (output === 'csv') {
    for (const cell of lines.slice(0, -1).flatMap(cellsOf)) {
      if (FORMULA.test(cell) && Number.isNaN(Number(cell))) {
        throw new Error(`A spreadsheet would run ${JSON.stringify(cell)}`);
      }
    }
  } else if (output === 'json') {
    JSON.parse(text);
  } else if (output === 'ndjson') {
    lines.filter(line => !EMPTY.test(line)).forEach(line => void JSON.parse(line));
  }
}

/** json and ndjson are data: what the service said comes back, whoever reads it. */
async function checkData(
  output: Output,
  result: {readonly StoreImageTaskResults: readonly unknown[]},
  shown: string,
): Promise<void> {
  const look = {query: undefined, columns: undefined, isColored: false, isAscii: true};
  const text = (await createFormat({...look, output, isTerminal: false}))(result);
  if (output === 'json') {
    assert.deepEqual(JSON.parse(text), result);
    assert.deepEqual(JSON.parse(shown), result);
  } else if (output === 'ndjson') {
    const lines = text.trimEnd().split('\n');
    assert.deepEqual(
      lines.map(line => JSON.parse(line)),
      result.StoreImageTaskResults,
    );
  }
}

/** The cells of a line by RFC 4180, which has no line break within a cell here. */
function cellsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

function checkAlerts(task: StoreImageTask): void {
  const event = changeOf(task);
  const sources = [{profile: 'default', region: 'us-east-1'}];
  for (const [env, form] of TERMINALS) {
    const sequence = notificationSequence(noticeOf([event], sources), 'id', env);
    if (!form.test(sequence)) {
      throw new Error(`A notification of another form: ${JSON.stringify(sequence)}`);
    }
  }

  createTitle(
    sequence => {
      if (!/^\x1B\[22;0t\x1B\]0;[ -~]*\x07$/.test(sequence)) {
        throw new Error(`A title of another form: ${JSON.stringify(sequence)}`);
      }
    },
    {TERM: 'xterm'},
  ).show(`${task.amiId}${task.storeTaskFailureReason}`);
  const queue = createLogQueue();
  queue.push([
    eventRecord(event, sources),
    eventRecord(
      {type: 'gap', at: NOW, from: NOW, source: 0, reason: task.storeTaskFailureReason ?? ''},
      sources,
    ),
  ]);
  for (let line = queue.next(NOW); line; line = queue.next(NOW)) {
    const text = line.toString();
    assertHarmless(text.slice(0, -1), 'the log');
    JSON.parse(text);
  }
}

function checkErrors(message: string, code: string): void {
  const error = Object.assign(new Error(message), {code: 'ECONNREFUSED', hostname: code});
  for (const said of [
    nameNetworkError(error, 'ec2')?.message ?? '',
    describeError(new Error(message)).message,
    describeFailure(REQUEST, error, 1),
    describeExchange(
      REQUEST,
      {statusCode: 200, headers: {'x-amzn-requestid': code}, body: Buffer.from(message)},
      1,
    ),
  ]) {
    assertHarmless(said, 'a message');
  }
}

const REQUEST = {
  method: 'POST',
  protocol: 'https:',
  hostname: 'ec2',
  path: '/',
  body: 'Action=DescribeStoreImageTasks&x',
};

/** A hook as it is started, and what it says on stderr when it fails; `sh` itself stays away. */
async function checkHook(task: StoreImageTask, stderr: string): Promise<void> {
  const child = Object.assign(new EventEmitter(), {
    pid: undefined,
    stdin: new PassThrough(),
    stderr: new PassThrough(),
    kill: () => false,
  });
  let variables: NodeJS.ProcessEnv = {};
  const {ended} = startHook('true', eventRecord(changeOf(task), []), {
    spawn: ((_command: string, _args: string[], {env}: {env: NodeJS.ProcessEnv}) => {
      variables = env;
      return child;
    }) as never,
    clock: {now: () => NOW, monotonic: () => 0, schedule: () => () => {}},
    env: {},
  });
  child.stderr.end(stderr);
  await new Promise(resolve => child.stderr.once('end', resolve));
  child.emit('exit', 1, null);
  child.emit('close');
  assertHarmless((await ended) ?? '', "a hook's output");
  for (const [name, value] of Object.entries(variables)) {
    assertHarmless(value ?? '', name);
  }

  const stdin = String(child.stdin.read());
  assertHarmless(stdin.slice(0, -1), "a hook's stdin");
  JSON.parse(stdin);
  const lines = new PassThrough();
  const last = lastLineOf(lines);
  lines.end(stderr);
  await new Promise(resolve => lines.once('end', resolve));
  assertHarmless(last(), 'the last line');
}

function changeOf(task: StoreImageTask): TaskChange {
  return {type: 'failed', at: NOW, key: 'key', source: 0, task, previous: task};
}
