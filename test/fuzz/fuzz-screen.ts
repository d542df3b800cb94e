import {nameAnswerError} from '../../source/ec2/answer/name-answer-error.js';
import {readTaskPage} from '../../source/ec2/answer/read-answer.js';
import {createTaskStore} from '../../source/poll/create-task-store.js';
import {startScreen} from '../app/fake-terminal.js';
import {EMPTY_PAGE, serviceError} from '../ec2/helpers/answers.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {encodeText} from './answers.js';
import {createDice, type Dice} from './dice.js';
import {hostilePage, PAGE_ROWS, STRINGS_A_PAGE} from './hostile-page.js';
import {hostileText} from './hostile-text.js';
import {modernizeWidths} from './modern-widths.js';
import {assertOwnSequences} from './own-sequences.js';
import {assertFrame, assertTable} from './screen-cells.js';

export type ScreenFuzzed = {
  readonly strings: number;
  readonly frames: number;

  /** Bytes that the terminal got. */
  readonly bytes: number;
};

/** All rows of a page and all columns at their widest. */
const SIZE = {columns: 240, rows: 212};
const PAGES_A_SCREEN = 5;

/** The exit code after ^C. */
const INTERRUPTED = 130;
const MINUTE_MS = 60_000;

/** More than the tasks of a page lie apart. */
const PAGE_MS = PAGE_ROWS * 1000 + 1000;

/** The views that show other texts, and the keys that open them. */
const VIEWS = ['\r', 'b', 'e', 'v'];

/** A heading that only the overview has; at this size it lies under the table. */
const OVERVIEW = 'FAILED BY REASON';

/** All that can be asked for; what of them a row needs decides otherwise. */
const COLUMNS = ['ami', 'state', 'progress', 'started', 'eta', 'bucket', 'key', 'reason'];

/** A heading that only the table has. */
const TABLE = /BUCKET(?!S)/;

/**
Draws so many hostile strings: wire format, reading, store, screen, terminal.
@param seed The first page's; each has the next.
@throws {Error} with the page's own seed for the first that does harm.
*/
export async function fuzzScreen(
  strings: number,
  seed: number,
  say: (line: string) => void = () => {},
): Promise<ScreenFuzzed> {
  const pages = Math.ceil(strings / STRINGS_A_PAGE);
  let drawn = {strings: 0, frames: 0, bytes: 0};
  for (let first = 0; first < pages; first += PAGES_A_SCREEN) {
    const count = Math.min(PAGES_A_SCREEN, pages - first);
    const more = await fuzzOneScreen(seed + first, count, first % (2 * PAGES_A_SCREEN) === 0);
    drawn = {
      strings: drawn.strings + count * STRINGS_A_PAGE,
      frames: drawn.frames + more.frames,
      bytes: drawn.bytes + more.bytes,
    };
    say(`${drawn.strings} strings, ${drawn.frames} frames`);
  }

  return drawn;
}

async function fuzzOneScreen(seed: number, pages: number, isColored: boolean) {
  const clock = new SimulatedClock();
  let answer = () => EMPTY_PAGE;
  const store = createTaskStore({
    sources: [
      {
        profile: 'default',
        region: 'us-east-1',
        async describe() {
          const page = readTaskPage(answer());
          if (!page) {
            throw new Error('The page was not read.');
          }

          return {...page, requestId: undefined};
        },
      },
    ],
    clock,
    random: () => 0.5,
  });
  const screen = startScreen(store, SIZE, {
    clock,
    color: isColored ? 'on' : 'off',
    columns: COLUMNS,
  });
  modernizeWidths(screen.stdout.terminal);
  let frames = 0;
  try {
    await clock.advance(0);
    // The table alone, but for a look at the preview on each page.
    screen.type('\t');
    for (let page = 0; page < pages; page++) {
      try {
        frames += await fuzzOnePage(seed + page);
        assertOwnSequences(screen.stdout.text, isColored);
      } catch (error) {
        throw new Error(`Page of seed ${seed + page}: ${(error as Error).message}`, {cause: error});
      }

      screen.stdout.text = '';
    }
  } finally {
    // A screen that is up takes every error for its own.
    screen.type('\u{3}');
    const {exitCode, message} = await screen.ended;
    if (exitCode !== INTERRUPTED) {
      // biome-ignore lint/correctness/noUnsafeFinally: it is why the rest went wrong
      throw new Error(`Screen of seed ${seed}: it left by itself with ${exitCode}: ${message}`);
    }
  }

  assertOwnSequences(screen.stdout.text, isColored);
  return {frames, bytes: screen.stdout.bytes};

  async function fuzzOnePage(pageSeed: number): Promise<number> {
    const dice = createDice(pageSeed);
    const name = `p${pageSeed}`;
    // Each page's tasks are newer than those of the last, and none is of the future.
    const page = hostilePage(
      dice,
      clock.now() - 55 * MINUTE_MS + (pageSeed - seed) * PAGE_MS,
      name,
    );
    answer = () => page.xml;
    screen.type('g');
    store.refresh();
    await clock.advance(0);
    await see(text => text.includes(`${name}r0`) && text.includes(`${name}r199`), name);
    assertTable(screen.stdout.terminal, page);
    for (const key of VIEWS) {
      screen.type(key);
      await see(
        text => (key === 'v' ? text.includes(OVERVIEW) : !TABLE.test(text)),
        `the view of ${JSON.stringify(key)}`,
      );
      // In a list to choose from letters are text.
      screen.type('\u{1B}');
      await see(text => TABLE.test(text) && !text.includes(OVERVIEW), 'the table again');
    }

    screen.type('\t');
    await see(text => text.includes('Enter opens'), 'the preview');
    screen.type('\t');
    await see(text => !text.includes('Enter opens'), 'the table alone');
    screen.type('y');
    await see(text => text.includes('copied '), 'that it was copied');
    screen.type('Y');
    const failure = hostileFailure(dice);
    answer = () => {
      throw failure;
    };
    store.refresh();
    await clock.advance(0);
    await see(text => text.includes('next try'), 'the failure');
    assertTable(screen.stdout.terminal, page);
    return 5 + 2 * VIEWS.length;
  }

  async function see(isWanted: (text: string) => boolean, what: string): Promise<void> {
    await screen.until(isWanted, what);
    assertFrame(screen.stdout.terminal);
  }
}

/** What a service says that means harm. */
function hostileFailure(dice: Dice) {
  const text = serviceError(
    encodeText(hostileText(dice), dice),
    encodeText(hostileText(dice, 20), dice),
  );
  return nameAnswerError(
    {
      status: dice.pick([400, 403, 500, 503]),
      text,
      requestId: hostileText(dice),
      serviceTime: Number.NaN,
    },
    {
      region: 'us-east-1',
      host: 'ec2.example',
      source: undefined,
      now: 0,
      signedAheadMs: 0,
    },
  );
}
