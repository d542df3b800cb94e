import {mkdirSync, writeFileSync} from 'node:fs';
import type {TestContext} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {DemoTask} from '../source/demo/demo-task.js';
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
  readonly act?: (live: LivePty) => Promise<unknown>;
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

const SHOTS: readonly Shot[] = [
  {
    name: 'table',
    title: 'amiwatch: the table of all store tasks',
    size: {columns: 108, rows: 27},
    ready: LIVE,
    act: watchProgress,
  },
  {
    name: 'single-ami',
    title: 'amiwatch: the screen of one AMI',
    size: {columns: 96, rows: 24},
    args: [first.amiId],
    ready: /^InProgress/m,
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
    title: 'amiwatch: why a task failed, and what to look at',
    size: {columns: 96, rows: 26},
    ready: LIVE,
    async act({pty}) {
      pty.press('4\r');
      await pty.waitFor('create-store-image-task', 'the detail');
    },
  },
  {
    name: 'overview',
    title: 'amiwatch: what started and failed on each day, why and where',
    size: {columns: 120, rows: 36},
    args: ['--overview'],
    ready: /^31 days: \d+ started/m,
  },
  {
    name: 'narrow',
    title: 'amiwatch: in a pane of 40 columns',
    size: {columns: 40, rows: 14},
    ready: /^> ami-/m,
  },
];

/** Draws one picture from the frame that the built program has put on a terminal. */
async function take({name, title, size, args = [], ready, act}: Shot): Promise<void> {
  const cleanups: (() => unknown)[] = [];
  const context = {after: (cleanup: () => unknown) => cleanups.push(cleanup)};
  try {
    const live = await startLive(context as unknown as TestContext, {
      scenario: ptyScenario(tasks),
      size,
      args: [...args, '--interval', '2'],
      env: {COLORTERM: undefined},
      ready,
    });
    await act?.(live);
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
