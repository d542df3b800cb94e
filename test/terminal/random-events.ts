import assert from 'node:assert/strict';
import {setImmediate} from 'node:timers/promises';
import {NOTICE_MS} from '../../source/app/live-program.js';
import {pick, type Random, randomOf} from '../../source/demo/random.js';
import {cleanText} from '../../source/ec2/clean-text.js';
import type {SourceError} from '../../source/poll/snapshot.js';
import {fakeClock, type Screen as LiveScreen, startScreen} from '../app/fake-terminal.js';
import {
  A_SOURCE,
  aTask,
  NOW,
  type PagedStore,
  pagedStore,
  someTasks,
} from '../helpers/fake-store.js';
import {waitUntil} from '../helpers/pty.js';
import {KEY, pasted} from '../helpers/pty-keys.js';
import {createScreen, type Size} from '../helpers/screen.js';

/*
The rule: what single changes have left on the screen is what drawing everything anew shows, to the last colour.
*/

const EVENTS_PER_CHECK = 100;

/** Keys that don't end or stop the program, those that lead back more often than others. */
const KEYS = [
  ...'jjkkgGsb1234coOprt+-uyYevf?/ x0\t',
  KEY.up,
  KEY.down,
  KEY.left,
  KEY.right,
  KEY.right,
  KEY.pageUp,
  KEY.pageDown,
  KEY.ctrlB,
  KEY.ctrlF,
  KEY.home,
  KEY.end,
  KEY.enter,
  KEY.enter,
  KEY.escape,
  KEY.escape,
  KEY.escape,
  KEY.backspace,
  KEY.ctrlU,
] as unknown as readonly [string, ...string[]];

const PASTES = ['ami-0', '漢字 and e\u{301}', 'q\u{3}\u{1B}[2J', 'line\nline\ttab'] as const;

const SIZES: readonly [Size, ...Size[]] = [
  {columns: 80, rows: 24},
  {columns: 120, rows: 40},
  {columns: 200, rows: 60},
  {columns: 60, rows: 16},
  {columns: 40, rows: 10},
  {columns: 20, rows: 5},
  {columns: 80, rows: 3},
];

const TINY: readonly [Size, ...Size[]] = [
  {columns: 1, rows: 1},
  {columns: 10, rows: 2},
  {columns: 3, rows: 50},
];

const NO_ANSWER: SourceError = {
  kind: 'network',
  code: undefined,
  message: 'ec2.us-east-1.amazonaws.com doesn’t answer. '.repeat(3),
  since: NOW,
  count: 1,
};

/** The colour of what is stale. */
const WARNING = /foreground \d+\/5\b/;

const REPAINT = '\u{1B}[?2026h\u{1B}[H';
/** What another program, such as `wall`, writes over a screen. */
const A_MESSAGE = `\u{1B}[2;3H\u{1B}[41mA message\u{1B}[0m\r\n${'The machine goes down.\r\n'.repeat(60)}`;
const FRAME_END = '\u{1B}[?2026l';

/** One run of the live screen, its output on an emulator whose every cell can be read. */
function startRun(seed: number) {
  const random = randomOf(seed, 0);
  const store = pagedStore(withStrangers(someTasks(120 + (seed % 3) * 150)), 100);
  const {clock, pass} = fakeClock();
  const isSingle = seed % 5 === 4;
  if (isSingle) {
    store.change({imageIds: ['ami-00000000000000000'], tasks: someTasks(1)});
  }

  let size: Size = SIZES[0];
  const live = startScreen(store, size, {clock, color: 'on'});
  const screen = createScreen(size);
  let read = 0;
  const unread = () => {
    const text = live.stdout.text.slice(read);
    read += text.length;
    return text.replaceAll('\n', '\r\n');
  };

  const resize = async (next: Size) => {
    await screen.write(unread());
    screen.resize(next);
    live.resize(next);
    size = next;
  };

  /** Changes whether the source fails, which every screen tells by the colour of its first line at least, and waits for it. */
  const drawChange = async (error: SourceError | undefined) => {
    const [source = A_SOURCE, ...others] = store.getSnapshot().sources;
    store.change({sources: [{...source, error}, ...others]});
    let looks = 0;
    await waitUntil(
      () => {
        looks++;
        if (looks % 30 === 0) {
          // The clock stands still here: what the head wrote before a frame that then wasn't needed, it puts right in its own time.
          pass(100);
        }

        void screen.write(unread());
        return WARNING.test(screen.cells()[0] ?? '') === (error !== undefined) || undefined;
      },
      error ? 'the failure' : 'the end of the failure',
      screen.text,
    );
  };

  /** What came before may be drawn after the first change: React lets a store's change overtake a key's. At the end it is as it was. */
  const settle = async () => {
    const error = store.getSnapshot().sources[0]?.error;
    const other = error ? undefined : NO_ANSWER;
    for (const next of [other, error, other, error]) {
      await drawChange(next);
      await setImmediate();
    }

    await screen.write(unread());
  };

  return {
    live,
    screen,
    pass,
    act: (log: string[]) => act({random, store, live, pass, resize}, log),
    settle,
    async repainted() {
      const from = live.stdout.text.length;
      live.type(KEY.ctrlL);
      await live.until(() => {
        const start = live.stdout.text.indexOf(REPAINT, from);
        return start !== -1 && live.stdout.text.includes(FRAME_END, start);
      }, 'the repaint');
      const start = live.stdout.text.indexOf(REPAINT, from);
      const fresh = createScreen(size);
      await fresh.write(live.stdout.text.slice(start).replaceAll('\n', '\r\n'));
      await screen.write(A_MESSAGE + unread());
      return {fresh, over: screen};
    },
  };
}

/** Texts that are hard to measure, cleaned as every text from outside is. */
function withStrangers(tasks: ReturnType<typeof someTasks>) {
  return tasks.map((tracked, index) =>
    index % 7 === 3
      ? {
          ...tracked,
          task: {
            ...tracked.task,
            bucket: cleanText(
              ['漢字バケット', 'e\u{301}te\u{301}', 'b'.repeat(63), '👩‍👩‍👧 family'][index % 4] ??
                '',
            ),
            storeTaskState: index % 2 ? 'Failed' : 'Unheard-of',
            storeTaskFailureReason: 'テスト reason '.repeat(1 + (index % 9)),
          },
        }
      : tracked,
  );
}

type Tools = {
  readonly random: Random;
  readonly store: PagedStore;
  readonly live: LiveScreen;
  readonly pass: (ms: number) => void;
  readonly resize: (size: Size) => Promise<void>;
};

/** One random event; says in the log what it was. */
async function act({random, store, live, pass, resize}: Tools, log: string[]): Promise<void> {
  const dice = random();
  if (dice < 0.72) {
    const key = pick(random, KEYS);
    log.push(`key ${JSON.stringify(key)}`);
    live.type(key);
  } else if (dice < 0.76) {
    const text = pick(random, PASTES);
    log.push(`paste ${JSON.stringify(text)}`);
    // Ink takes an Escape and the mark of a paste for one key when they come at once, which no person can do.
    live.type(`x${pasted(text)}`);
  } else if (dice < 0.8) {
    const size = pick(random, SIZES);
    log.push(`resize ${size.columns}x${size.rows}`);
    if (random() < 0.3) {
      await resize(pick(random, TINY));
    }

    await resize(size);
  } else if (dice < 0.9) {
    const percent = Math.floor(random() * 100);
    log.push(`progress ${percent}`);
    progress(store, percent);
  } else if (dice < 0.93) {
    log.push('older tasks');
    store.answer();
  } else if (dice < 0.96) {
    log.push('a source fails, or not any more');
    fail(store);
  } else if (dice < 0.98) {
    log.push('a new task');
    store.start(aTask(10_000 + Math.floor(random() * 1000), {startedAt: NOW}));
  } else {
    log.push('time passes');
    pass(1000 + Math.floor(random() * 20_000));
  }
}

function progress(store: PagedStore, percent: number): void {
  const {tasks} = store.getSnapshot();
  store.change({
    tasks: tasks.chunks.flatMap(chunk =>
      chunk.map(tracked =>
        tracked.task.storeTaskState === 'InProgress'
          ? {...tracked, task: {...tracked.task, progressPercentage: percent}}
          : tracked,
      ),
    ),
  });
}

function fail(store: PagedStore): void {
  const [source = A_SOURCE] = store.getSnapshot().sources;
  store.change({
    sources: [
      {
        ...source,
        nextPollAt: NOW + 100_000,
        error: source.error ? undefined : NO_ANSWER,
      },
    ],
  });
}

/**
Goes through random events, and holds the screen against a full repaint every hundred of them.
@param events How many.
*/
export async function holdAgainstRepaints(seed: number, events: number): Promise<void> {
  const run = startRun(seed);
  await run.settle();
  const recent: string[] = [];
  for (let count = 0; count < events; count += EVENTS_PER_CHECK) {
    recent.length = 0;
    for (let event = 0; event < EVENTS_PER_CHECK; event++) {
      await run.act(recent);
    }

    // Ends an Escape; then, when all has been drawn, what a key has said in the footer goes by itself, as the key for the repaint takes it away.
    run.live.type('x');
    await run.settle();
    run.pass(NOTICE_MS);
    await run.settle();
    const left = run.screen.cells();
    const repainted = await run.repainted();
    const fresh = repainted.fresh.cells();
    assert.deepEqual(repainted.over.cells(), fresh, 'painted over, nothing is left');
    const wrong = fresh.findIndex((line, index) => line !== left[index]);
    assert.equal(
      left[wrong],
      fresh[wrong],
      `line ${wrong} after ${count} events and\n${recent.join('\n')}`,
    );
    if (fresh.length > 3) {
      assert.equal(fresh.at(-1), '', 'one row stays free');
    }
  }

  run.live.type(KEY.ctrlC);
  await run.live.ended;
}
