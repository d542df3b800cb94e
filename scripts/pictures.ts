import {mkdirSync, writeFileSync} from 'node:fs';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {DemoTask} from '../source/demo/demo-task.js';
import type {Fault} from '../source/demo/endpoint/fault.js';
import {type LivePty, startLive} from '../test/helpers/pty-live.js';
import {ptyScenario} from '../test/helpers/pty-scenario.js';
import {readRuns} from './pictures/read-runs.js';
import {pictureTasks} from './pictures/scenario.js';
import {screenSvg} from './pictures/svg.js';

type Shot = {
  readonly name: string;
  readonly title: string;
  readonly size: {readonly columns: number; readonly rows: number};
  readonly args?: readonly string[];
  readonly ready: RegExp;

  /** Brings the screen to where the picture is taken. */
  readonly act?: (live: LivePty, fail: (fault: Fault) => void) => Promise<unknown>;
};

const MEDIA = fileURLToPath(new URL('../media/', import.meta.url));
const tasks = pictureTasks(Date.now());
const [first] = tasks as [DemoTask, ...DemoTask[]];
const LIVE = /live .* read \d\d:\d\d:\d\d/;

/** Lets the first task go on, a step a poll, until it has a course. */
async function watchProgress({pty, scenario}: LivePty): Promise<void> {
  const from = scenario.all()[0]?.progressPercentage ?? 0;
  for (const step of [1, 2, 4, 5, 6, 7, 9]) {
    scenario.change(0, {progressPercentage: from + step});
    await pty.waitFor(`${from + step}%`, 'the next step');
  }
}

/** The second task fails while somebody looks at it. */
async function watchFailure(live: LivePty): Promise<void> {
  live.pty.press('j');
  await watchProgress(live);
  live.scenario.change(1, {
    storeTaskState: 'Failed',
    storeTaskFailureReason:
      'AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723)',
  });
  await live.pty.waitFor('since you looked', 'the news');
}

const SHOTS: readonly Shot[] = [
  {
    name: 'list',
    title: 'amiwatch: the list of all store tasks, with what has just failed, and why',
    size: {columns: 120, rows: 32},
    ready: LIVE,
    act: watchFailure,
  },
  {
    name: 'wide',
    title: 'amiwatch: at 200 columns, with the selected task and the events beside the list',
    size: {columns: 200, rows: 40},
    ready: LIVE,
    act: watchFailure,
  },
  {
    name: 'single-ami',
    title: 'amiwatch: the screen of one AMI',
    size: {columns: 96, rows: 24},
    args: [first.amiId],
    ready: /InProgress/,
    act: watchProgress,
  },
  {
    name: 'detail',
    title: 'amiwatch: everything about a completed task, and the command to restore it',
    size: {columns: 96, rows: 24},
    ready: LIVE,
    async act({pty}) {
      pty.press('3\r');
      await pty.waitFor('create-restore-image-task', 'the detail');
    },
  },
  {
    name: 'failure',
    title: 'amiwatch: a poll has failed; the rows stay, and the head says why',
    size: {columns: 96, rows: 20},
    ready: LIVE,
    async act({pty}, fail) {
      fail({type: 'error', code: 'Unavailable'});
      await pty.waitFor(/NO ANSWER for 4s: EC2 Unavailable, next try/, 'the failure');
    },
  },
  {
    name: 'events',
    title: 'amiwatch: what has happened, with the whole reason of a failure',
    size: {columns: 96, rows: 24},
    ready: LIVE,
    async act(live) {
      const {pty, scenario} = live;
      await watchProgress(live);
      scenario.change(1, {storeTaskState: 'Completed', progressPercentage: 100});
      scenario.change(2, {
        storeTaskState: 'Failed',
        progressPercentage: 46,
        storeTaskFailureReason:
          'AccessDenied: Access Denied (Service: S3, Status Code: 403, Request ID: 79104EXAMPLEB723)',
      });
      await pty.waitFor('1 failed', 'the failure');
      pty.press('e');
      await pty.waitFor('FAILED at 46%', 'the log of events');
    },
  },
  {
    name: 'overview',
    title: 'amiwatch: what started and failed on each day, why and where',
    size: {columns: 120, rows: 36},
    args: ['--overview'],
    ready: /31 days: \d+ started/,
  },
  {
    name: 'narrow',
    title: 'amiwatch: in a pane of 40 columns',
    size: {columns: 40, rows: 12},
    ready: /^> [\da-f]{4} /m,
  },
];

/** Draws one picture from the frame that the built program has put on a terminal. */
async function take({name, title, size, args = [], ready, act}: Shot): Promise<void> {
  const cleanups: (() => unknown)[] = [];
  const context = {after: (cleanup: () => unknown) => cleanups.push(cleanup)};
  let fault: Fault | undefined;
  try {
    const live = await startLive(context as unknown as TestContext, {
      scenario: ptyScenario(tasks),
      size,
      args: [...args, '--interval', '2'],
      env: {COLORTERM: undefined},
      ready,
      endpoint: {intercept: () => fault},
    });
    await act?.(live, next => {
      fault = next;
    });
    const lines = await readRuns(live.pty.output(), size);
    writeFileSync(`${MEDIA}${name}.svg`, screenSvg({title, columns: size.columns, lines}));
  } finally {
    for (const cleanup of cleanups.reverse()) {
      await cleanup();
    }
  }
}

mkdirSync(MEDIA, {recursive: true});
for (const shot of SHOTS) {
  await take(shot);
}
