import assert from 'node:assert/strict';
import test from 'node:test';
import {EventLog} from '../../source/poll/tasks/event-log.js';
import type {TaskChange, TaskEvent} from '../../source/poll/tasks/events.js';
import type {TrackedTask} from '../../source/poll/tasks/tracked-task.js';
import {newsText} from '../../source/view/panels/news.js';
import {startLooking} from '../../source/view/state/looked.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {aSnapshot, aTask} from '../helpers/fake-store.js';
import {type Pressed, press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Friday, 2026-11-27, 18:02, when somebody looked last; and Monday, 8:00. */
const FRIDAY = Date.UTC(2026, 10, 27, 18, 2);
const MONDAY = Date.UTC(2026, 10, 30, 8, 0);
const NIGHTS = 3;
const TASKS_A_NIGHT = 40;
const REASONS = new Map([
  [17, 'AccessDenied: Access Denied (Service: S3, Status Code: 403)'],
  [101, 'InternalError: We encountered an internal error. Please try again.'],
]);

/** Three nights of 40 tasks that go percent by percent, two of which fail, and an outage of 47 minutes. */
function weekend() {
  const log = new EventLog();
  const tasks: TrackedTask[] = [];
  for (let night = 0; night < NIGHTS; night++) {
    const begin = FRIDAY + (4 + 24 * night) * HOUR;
    for (let percent = 0; percent <= 100; percent++) {
      const at = begin + percent * 2 * MINUTE;
      log.add(
        Array.from({length: TASKS_A_NIGHT}, (_, index) =>
          step(night * TASKS_A_NIGHT + index, begin, at, percent),
        ).flat(),
      );
      if (night === 1 && percent === 60) {
        log.add([{type: 'gap', at, from: at - 47 * MINUTE, source: 0, reason: 'No answer came.'}]);
      }
    }

    for (let index = 0; index < TASKS_A_NIGHT; index++) {
      tasks.unshift(tracked(night * TASKS_A_NIGHT + index, begin, 100));
    }
  }

  return {...aSnapshot({tasks}), ...log.history};
}

function tracked(index: number, startedAt: number, percent: number): TrackedTask {
  const reason = REASONS.get(index);
  const isEnd = percent === 100 || (reason !== undefined && percent >= 46);
  return aTask(index, {
    startedAt,
    progressPercentage: reason === undefined ? percent : Math.min(percent, 46),
    storeTaskState: isEnd ? (reason === undefined ? 'Completed' : 'Failed') : 'InProgress',
    storeTaskFailureReason: isEnd ? reason : undefined,
  });
}

function step(index: number, startedAt: number, at: number, percent: number): readonly TaskEvent[] {
  const reason = REASONS.get(index);
  if (reason !== undefined && percent > 46) {
    return [];
  }

  const {task, key, source} = tracked(index, startedAt, percent);
  const previous = percent === 0 ? undefined : tracked(index, startedAt, percent - 1).task;
  const base: Omit<TaskChange, 'type'> = {at, key, source, task, previous};
  const type =
    percent === 0
      ? 'started'
      : task.storeTaskState === 'Completed'
        ? 'completed'
        : task.storeTaskState === 'Failed'
          ? 'failed'
          : 'progressed';
  return [{...base, type}];
}

const SNAPSHOT = weekend();
const monday = {...SETTING, now: MONDAY, glyphs: chooseGlyphs({})};
const left = {...UNTOUCHED, startedAt: FRIDAY, looked: startLooking({events: []}, FRIDAY)};

function textOf({screen}: Pressed): string {
  return screen
    .lines()
    .map(line =>
      line
        .map(({text}) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

test('who comes back on Monday is told what happened, in one line', () => {
  const {news} = press([], SNAPSHOT, left, monday).screen;
  assert.equal(
    news && newsText(news, true, MONDAY),
    'since you looked (Fri 18:02Z): 2 failed, 118 completed, 120 started, 1 gap',
  );
});

test('two keys show both failures with their reasons', () => {
  const text = textOf(press(['e', '2'], SNAPSHOT, left, monday));
  assert.match(text, /ami-0{15}11 {2}FAILED at 46% {2}AccessDenied: Acc/);
  assert.match(text, /ami-0{15}65 {2}FAILED at 46% {2}InternalError: We /);
  assert.match(text, /^InternalError: We encountered an internal error\. Please try again\.$/m);
  const second = textOf(press(['e', '2', 'j'], SNAPSHOT, left, monday));
  assert.match(second, /^AccessDenied: Access Denied \(Service: S3, Status Code: 403\)$/m);
});

test('and two keys the outage, with how long it was', () => {
  const text = textOf(press(['e', '4'], SNAPSHOT, left, monday));
  assert.match(text, /-- not watched for 47m: No answer came\./);
});

/** Past the ends of the last night. */
const KEYS_TO_PROGRESS = ['pagedown', 'pagedown', 'pagedown'];

test('progress of a task is one line, from its beginning, and pushed nothing out', () => {
  assert.equal(SNAPSHOT.completeSince, undefined);
  const text = textOf(press(['e', ...KEYS_TO_PROGRESS], SNAPSHOT, left, monday));
  assert.match(text, /^\[1\]All 361 +\[2\]Failed 2 +\[3\]Completed 118 +\[4\]Gaps 1/);
  assert.match(text, /0% to 99% in 99 steps/);
});
