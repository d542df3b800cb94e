import assert from 'node:assert/strict';
import {waitUntil} from '../helpers/pty.js';
import type {FaultRow, Seen} from './fault-row.js';
import {
  ageOn,
  isLive,
  isStale,
  reasonOn,
  rowsOn,
  SAYS_EMPTY,
  tableLines,
  timesOn,
} from './live-screen.js';
import type {World} from './world.js';

/** What one fault did to the running program. */
export type FaultResult = {
  readonly name: string;

  /** The banner's reason, or what stood on the screen instead. */
  readonly seen: string;

  /** Milliseconds from the fault's end until the screen was live again, with what had changed meanwhile. */
  readonly backMs: number;

  /** Requests that this took. */
  readonly tries: number;
};

/** Injects a fault into the live program, holds the screen against what must be seen, takes the fault away, and waits until it is live again by itself. */
export async function tryFault(world: World, fault: FaultRow): Promise<FaultResult> {
  const before = rowsOn(
    await watch(world, text => isLive(text) && rowsOn(text).length >= 12, 'live before the fault'),
  );
  await afterAnAnswer(world);
  const decidedBefore = world.decided();
  let seen: string;
  try {
    const injectedAt = Date.now();
    world.wire = fault.wire;
    await fault.inject?.(world);
    const news = advance(world);
    const {seen: expected} = fault;
    if (expected.is === 'live') {
      seen = await seeLive(world, expected, before, news, decidedBefore);
    } else if (expected.is === 'silent') {
      seen = await seeSilent(world, before);
    } else {
      seen = await seeStale(world, expected, before, injectedAt);
    }

    seen = (await fault.proves?.(world)) ?? seen;
    if (expected.is !== 'silent') {
      await afterAnAnswer(world);
    }
  } finally {
    world.wire = undefined;
    await fault.remove?.(world);
  }

  const removedAt = Date.now();
  const decided = world.decided();
  const news = advance(world);
  await watch(world, text => isLive(text) && news.test(text), 'live again, with the news');
  const tries = world.decided() - decided;
  const allowed = fault.tries ?? 1;
  if (typeof allowed === 'number') {
    assert.equal(tries, allowed, 'requests until it is live again');
  } else {
    assert.ok(tries >= 1 && tries <= allowed.atMost, `${tries} requests until it is live again`);
  }

  const backMs = Date.now() - removedAt;
  await fault.heals?.(world);
  return {name: fault.name, seen, backMs, tries};
}

async function seeStale(
  world: World,
  {is, reason}: Extract<Seen, {is: 'stale' | 'passing'}>,
  before: readonly string[],
  injectedAt: number,
): Promise<string> {
  const text = await watch(
    world,
    shown => isStale(shown) && reason.test(reasonOn(shown) ?? ''),
    'stale, with the reason',
  );
  assert.deepEqual(rowsOn(text), before, 'the last good rows');
  assert.match(
    text,
    / · every (?:2s|3s \(throttled\)|\d+s \(API limit\)) · read /,
    'the interval is no longer than it was, but by throttling and the budget',
  );
  if (is === 'passing') {
    await watch(world, isLive, 'live although the fault lasts');
  } else {
    const age = Math.floor((Date.now() - injectedAt) / 1000);
    await watch(world, shown => (ageOn(shown) ?? 0) >= age, `an age of at least ${age} s`);
  }

  return reasonOn(text) ?? '';
}

async function seeSilent(world: World, before: readonly string[]): Promise<string> {
  const text = await watch(world, shown => SILENCE.test(shown), 'no answer, and for how long');
  assert.ok(!isLive(text) && !isStale(text), text);
  assert.deepEqual(rowsOn(text), before, 'the last good rows');
  return SILENCE.exec(text)?.[0].replace(/\d+s/, '4s') ?? '';
}

const SILENCE = /NO ANSWER for \d+s · r asks anew/;

async function seeLive(
  world: World,
  {says, shows, requests}: Extract<Seen, {is: 'live'}>,
  before: readonly string[],
  news: RegExp,
  decidedBefore: number,
): Promise<string> {
  const text = await watch(
    world,
    shown => isLive(shown) && news.test(shown) && shows.test(shown),
    'the next answer counts',
  );
  assert.ok(world.decided() - decidedBefore <= requests, 'requests while it lasts');
  const amiIds = rowsOn(text).map(row => row.split(' ')[0]);
  const lines = tableLines(text);
  assert.equal(new Set(lines).size, lines.length, 'no task is shown twice');
  assert.deepEqual(
    before.map(row => row.split(' ')[0]).filter(amiId => !amiIds.includes(amiId)),
    [],
    'no row is lost',
  );
  return says;
}

/** Lets the newest task go on by a percent. @returns How the screen says it. */
function advance({scenario}: World): RegExp {
  const [newest] = scenario.all();
  const percent = (newest?.progressPercentage ?? 0) + 1;
  scenario.change(0, {progressPercentage: percent});
  return new RegExp(`^[> ] ${newest?.amiId} .* ${percent}% `, 'm');
}

/** What each screen told of its requests when it was last looked at, and since when. */
const told = new WeakMap<World, {readonly times: string | undefined; readonly sinceMs: number}>();

/** Of the two seconds between requests. */
const JUST_NOW_MS = 500;

/** Waits for a moment with no request under way and none due: the screen has just told of an answer, or of a try that failed. What is changed then can't come between the steps of a request. */
function afterAnAnswer(world: World): Promise<string> {
  return watch(
    world,
    () => {
      const {times, sinceMs = 0} = told.get(world) ?? {};
      return times !== undefined && performance.now() - sinceMs < JUST_NOW_MS;
    },
    'a moment between two requests',
  );
}

function noteTimes(world: World, text: string): void {
  const times = timesOn(text);
  if (!told.has(world) || told.get(world)?.times !== times) {
    told.set(world, {times, sinceMs: performance.now()});
  }
}

/** Waits for the screen to show something; whole frames only. Whatever it shows meanwhile, it must not claim that there is nothing. */
function watch(world: World, isSo: (text: string) => boolean, why: string): Promise<string> {
  const {pty} = world;
  return waitUntil(
    () => {
      if (pty.modes().has('frame')) {
        return undefined;
      }

      const text = pty.text();
      assert.doesNotMatch(text, SAYS_EMPTY);
      noteTimes(world, text);
      return isSo(text) ? text : undefined;
    },
    why,
    pty.text,
  );
}
