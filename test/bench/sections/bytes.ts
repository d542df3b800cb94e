import {setTimeout as sleep} from 'node:timers/promises';
import type {Pty} from '../../helpers/pty.js';
import {KEY} from '../../helpers/pty-keys.js';
import {AWS, awsReference} from '../helpers/aws.js';
import type {Measured, Section} from '../helpers/row.js';
import {watchAws} from '../helpers/watch-aws.js';
import {startOnTerminal} from '../helpers/watched-terminal.js';

const WATCHED_MS = 20_000;
const TURNS = 5;

/** What reaches a terminal of 120x40: counts, so that a busy machine changes little. */
export const bytes: Section = {
  name: 'bytes',
  async measure(bench) {
    const {pty, endpoint} = await startOnTerminal(bench, {tasks: 450, running: 5}, '-n', '2');
    bench.say('nothing moves');
    const still = await framesOf(pty, () => sleep(WATCHED_MS));
    bench.say('one bar moves');
    await endpoint.setMoving(1);
    const moving = (await framesOf(pty, () => sleep(WATCHED_MS))).filter(isOfBar);
    await endpoint.setMoving(0);
    bench.say('pages and whole frames');
    const turns = await largestFrames(pty, [KEY.right, KEY.left]);
    const full = await largestFrames(pty, [KEY.ctrlL]);
    const watched = await watchAws(bench, {tasks: 450, seconds: WATCHED_MS / 1000});
    const refresh = awsReference('`watch -n2 aws … --output table`, one refresh', {
      values: [watched.bytes / Math.max(1, watched.requests)],
      unit: 'bytes',
    });
    return [
      {
        what: 'one bar moves',
        ours: sizesOf(moving),
        reference: {name: 'full frame', measured: sizesOf(full)},
        limit: {atMost: 200},
      },
      {what: 'one bar moves, beside watch', ours: sizesOf(moving), reference: refresh},
      {
        what: 'tick without change (the clock of the header, once a second)',
        ours: sizesOf(still),
        limit: {atMost: 60},
      },
      {
        what: 'a minute without change',
        ours: {values: [(sum(still) * 60_000) / WATCHED_MS], unit: 'bytes'},
        reference: AWS.path === undefined ? refresh : minuteOf(watched),
      },
      {what: 'page turn', ours: sizesOf(turns), limit: {atMost: 6000}},
      {
        what: 'full frame',
        ours: sizesOf(full),
        reference: awsReference('first screen of `watch`', {
          values: [watched.firstBytes],
          unit: 'bytes',
        }),
      },
    ];
  },
};

function minuteOf({bytes: taken, seconds}: {readonly bytes: number; readonly seconds: number}) {
  return {
    name: '`watch -n2 aws …`, one bar moves',
    measured: {values: [(taken * 60) / seconds], unit: 'bytes'} as const,
  };
}

async function framesOf(pty: Pty, action: () => Promise<unknown>): Promise<readonly string[]> {
  const before = pty.bytes();
  await action();
  return pty.framesSince(before);
}

/** The largest frame after each key: the clock may tick meanwhile. */
async function largestFrames(pty: Pty, keys: readonly string[]): Promise<readonly string[]> {
  const largest: string[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    for (const key of keys) {
      const frames = await framesOf(pty, async () => {
        pty.press(key);
        await sleep(500);
      });
      largest.push(frames.toSorted((a, b) => b.length - a.length)[0] ?? '');
    }
  }

  return largest;
}

function isOfBar(frame: string): boolean {
  return frame.includes('%');
}

function sizesOf(frames: readonly string[]): Measured {
  return {values: frames.map(frame => Buffer.byteLength(frame)), unit: 'bytes'};
}

function sum(frames: readonly string[]): number {
  return frames.reduce((total, frame) => total + Buffer.byteLength(frame), 0);
}
