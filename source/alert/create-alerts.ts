import {spawn} from 'node:child_process';
import {isUtf8Locale} from '../base/locale.js';
import {cleanText} from '../ec2/clean-text.js';
import {type Clock, systemClock} from '../poll/clock.js';
import type {ServiceOffset} from '../poll/service-clock.js';
import type {StoreSnapshot, TaskStore} from '../poll/snapshot.js';
import {eventCursor, lostText} from '../poll/tasks/event-cursor.js';
import type {LoggedEvent} from '../poll/tasks/event-log.js';
import {eventRecord, noteRecord} from '../poll/tasks/event-record.js';
import type {TaskEvent} from '../poll/tasks/events.js';
import type {StoreImageTask} from '../task/store-image-task.js';
import {createExecHook} from './hooks/exec-hook.js';
import {createLogFile} from './log/log-file.js';
import {noticeOf} from './sequences/notice.js';
import {BELL, notificationSequence} from './sequences/terminal-sequences.js';
import {createTitle} from './sequences/title.js';
import {type EndCounts, titleTexts} from './sequences/title-text.js';
import {isEnding, isLoss, isTransition} from './transitions.js';
import {type AlertTrouble, createTroubles} from './trouble.js';

/** Something that an alert itself has to tell: a hook or a log that failed. */
export type AlertProblem = {
  /** ms since the epoch. */
  readonly at: number;

  /** One clean sentence. */
  readonly message: string;
};

export type AlertOptions = {
  readonly bell: boolean;
  readonly notify: boolean;
  readonly title: boolean;

  /** A command for sh. */
  readonly exec: string | undefined;

  /** A path. */
  readonly log: string | undefined;

  /** Which tasks are told of and counted in the title; the log has all. @default every task */
  readonly isWatched?:
    | ((task: StoreImageTask, source: ServiceOffset | undefined) => boolean)
    | undefined;

  /** Whether somebody still has to be told of an event: the title counts only those ends. @default all since the start */
  readonly isNews?: (event: LoggedEvent) => boolean;

  /** Sends control sequences to the terminal. They move no cursor, so that they can go out between any two frames. */
  readonly write: (sequence: string) => void;

  /** True while the terminal can't be written to: the title waits for `resume`. @default never */
  readonly isBlocked?: () => boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly onProblem: (problem: AlertProblem) => void;

  /** Gets all that doesn't work now, whenever it is another. */
  readonly onTroubles?: (troubles: readonly AlertTrouble[]) => void;

  /** @default the system's */
  readonly clock?: Clock;

  /** @default that of node:child_process */
  readonly spawn?: typeof spawn;
};

export type Alerts = {
  /** Tells of what happens from now on; what the store knows already is no news. Keeps the store polling. */
  readonly start: (store: Pick<TaskStore, 'subscribe' | 'getSnapshot'>) => void;

  /** Fulfilled as soon as no hook runs or waits; for a program that ends with the event that a hook runs for. */
  readonly settled: () => Promise<void>;

  /** Gives the title back while the program is stopped, and takes it again; `resume` also shows one that had to wait. */
  readonly suspend: () => void;
  readonly resume: () => void;

  /** Gives the title back at once, and then lets hooks and log come to an end: less than 2 seconds. */
  readonly stop: () => Promise<void>;

  /** Sentences about what the log lacks and how often the command failed, once it has stopped; none when all went well. */
  readonly summary: () => readonly string[];
};

/** What tells of changes while nobody looks: bell, notification, title, hook, log. Each change is told once. */
export function createAlerts(options: AlertOptions): Alerts {
  const {write, env, clock = systemClock, isWatched = () => true} = options;
  const troubles = createTroubles(() => clock.now(), options.onTroubles ?? (() => {}));
  const {isBlocked = () => false} = options;
  const log =
    options.log === undefined
      ? undefined
      : createLogFile(options.log, {
          clock,
          isAscii: !isUtf8Locale(options.env),
          onProblem: message => options.onProblem({at: clock.now(), message}),
          onTrouble: trouble => troubles.set('log', trouble),
        });
  const tell = (text: string) => {
    const message = cleanText(text, 500);
    const at = clock.now();
    log?.append([noteRecord('problem', at, {Message: message})]);
    options.onProblem({at, message});
  };

  const hook =
    options.exec === undefined
      ? undefined
      : createExecHook(options.exec, {
          spawn: options.spawn ?? spawn,
          clock,
          env,
          onProblem: tell,
          onTrouble: trouble => troubles.set('exec', trouble),
        });
  const title = options.title ? createTitle(write, env) : undefined;
  const titleText = titleTexts(isWatched);
  const ends = {completed: 0, failed: 0, isCut: false};
  let notifications = 0;
  let unsubscribe: (() => void) | undefined;
  let showTitle = () => {};

  const endsIn = ({events, sources}: StoreSnapshot): EndCounts => {
    const {isNews} = options;
    if (!isNews) {
      return ends;
    }

    const fresh = events.filter(
      event => isEnding(event) && isNews(event) && isWatched(event.task, sources[event.source]),
    );
    const failed = fresh.filter(({type}) => type === 'failed').length;
    return {failed, completed: fresh.length - failed, isCut: ends.isCut};
  };

  const tellOf = (events: readonly TaskEvent[], {sources}: StoreSnapshot) => {
    log?.append(events.map(event => eventRecord(event, sources)));
    const watched = events.filter(
      event => event.type !== 'gap' && isWatched(event.task, sources[event.source]),
    );
    hook?.run(
      events
        .filter(event => isLoss(event) || (watched.includes(event) && isTransition(event)))
        .map(event => eventRecord(event, sources)),
    );
    const endings = watched.filter(isEnding);
    if (endings.length === 0) {
      return;
    }

    for (const {type} of endings) {
      ends[type === 'failed' ? 'failed' : 'completed']++;
    }

    const bell = options.bell ? BELL : '';
    const id = `amiwatch-${clock.now().toString(36)}-${notifications++}`;
    const notification = options.notify
      ? notificationSequence(noticeOf(endings, sources), id, env)
      : '';
    if (bell + notification) {
      write(bell + notification);
    }
  };

  return {
    start(store) {
      const takeNew = eventCursor(store.getSnapshot());
      const look = () => {
        const snapshot = store.getSnapshot();
        const {events, lost} = takeNew(snapshot);
        if (lost > 0) {
          ends.isCut = true;
          log?.append([noteRecord('lost', clock.now(), {Count: lost})]);
          tell(lostText(lost));
        }

        if (events.length > 0) {
          tellOf(events, snapshot);
        }

        showTitle();
      };

      showTitle = () => {
        if (!isBlocked()) {
          title?.show(titleText(store.getSnapshot(), endsIn(store.getSnapshot())));
        }
      };

      unsubscribe = store.subscribe(look);
      look();
    },
    settled: async () => hook?.settled(),
    suspend: () => title?.restore(),
    resume: () => showTitle(),
    async stop() {
      unsubscribe?.();
      showTitle = () => {};
      title?.restore();
      await hook?.stop();
      await log?.stop();
    },
    summary: () => [log?.summary(), hook?.summary()].filter(text => text !== undefined),
  };
}
