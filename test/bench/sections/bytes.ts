import {setTimeout as sleep} from 'node:timers/promises';
import type {Pty} from '../../helpers/pty.js';
import {KEY} from '../../helpers/pty-keys.js';
import {burstsDuring} from '../helpers/bursts.js';
import type {Measured, Section} from '../helpers/row.js';
import {type WatchedAws, watchReferences} from '../helpers/watch-aws.js';
import {startOnTerminal} from '../helpers/watched-terminal.js';

const WATCHED_MS = 20_000;
const TURNS = 5;

/** What reaches a terminal of 120x40: counts, so that a busy machine changes little. */
export const bytes: Section = {
  name: 'bytes',
  async measure(bench) {
    const lasts = Math.max(5000, bench.amount(WATCHED_MS));
    const {pty, endpoint} = await startOnTerminal(bench, {tasks: 450, running: 5}, '-n', '2');
    bench.say('nothing moves');
    const still = await burstsDuring(pty, () => sleep(lasts));
    bench.say('one bar moves');
    await endpoint.setMoving(1);
    const moving = (await burstsDuring(pty, () => sleep(lasts))).filter(showsBar);
    await endpoint.setMoving(0);
    bench.say('pages and whole frames');
    const turns = await largestBursts(pty, [KEY.right, KEY.left]);
    const full = await largestBursts(pty, [KEY.ctrlL]);
    const watch = (what: string, take: (watched: WatchedAws) => number) =>
      watchReferences(bench, what, 'bytes', watched => [take(watched)]);
    return [
      {
        what: 'one bar moves',
        ours: sizesOf(moving),
        references: [
          {name: 'full frame', measured: sizesOf(full)},
          ...(await watch('one refresh', ({bytes: taken, requests}) => taken / (requests || 1))),
        ],
        limit: {atMost: 250},
      },
      // The head tells clock times: while nothing moves, only polls write.
      {what: 'a poll that changes nothing', ours: sizesOf(still), limit: {atMost: 200}},
      {
        what: 'a minute without change',
        ours: {values: [(sum(still) * 60_000) / lasts], unit: 'bytes'},
        references: await watch(
          'a minute in which bars move',
          ({bytes: taken, seconds}) => (taken * 60) / seconds,
        ),
      },
      {what: 'page turn', ours: sizesOf(turns), limit: {atMost: 6000}},
      {
        what: 'full frame',
        ours: sizesOf(full),
        references: await watch('the first screen', ({firstBytes}) => firstBytes),
      },
    ];
  },
};

/** The largest burst after each key: the clock may tick meanwhile. */
async function largestBursts(pty: Pty, keys: readonly string[]): Promise<readonly string[]> {
  const largest: string[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    for (const key of keys) {
      const bursts = await burstsDuring(pty, async () => {
        pty.press(key);
        await sleep(700);
      });
      largest.push(bursts.toSorted((a, b) => b.length - a.length)[0] ?? '');
    }
  }

  return largest;
}

function showsBar(burst: string): boolean {
  return burst.includes('%');
}

function sizesOf(bursts: readonly string[]): Measured {
  return {values: bursts.map(burst => Buffer.byteLength(burst)), unit: 'bytes'};
}

function sum(bursts: readonly string[]): number {
  return bursts.reduce((total, burst) => total + Buffer.byteLength(burst), 0);
}
