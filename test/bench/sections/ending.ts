import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {isAlive, type Pty, startPty, waitUntil} from '../../helpers/pty.js';
import {KEY} from '../../helpers/pty-keys.js';
import {startEndpoint} from '../helpers/endpoint.js';
import type {Bench, Section} from '../helpers/row.js';

const ROWS = /\d\d:\d\d:\d\dZ?$[\s\S]*^> ami-/m;

type Way = {
  readonly end: (pty: Pty, pid: number) => void;

  /** Of the program, beside the endpoint. */
  readonly args?: readonly string[];

  /** Nobody answers. */
  readonly isUnanswered?: boolean;
};

const signal =
  (name: NodeJS.Signals): Way['end'] =>
  (_, pid) =>
    process.kill(pid, name);

const WAYS: Readonly<Record<string, Way>> = {
  q: {end: pty => pty.press('q')},
  '^C': {end: pty => pty.press(KEY.ctrlC)},
  SIGINT: {end: signal('SIGINT')},
  SIGTERM: {end: signal('SIGTERM')},
  SIGHUP: {end: signal('SIGHUP')},
  'a killed pane': {end: pty => pty.hangUp()},
  'q before there is an answer': {end: pty => pty.press('q'), isUnanswered: true},
  'SIGTERM before there is an answer': {end: signal('SIGTERM'), isUnanswered: true},
  'a killed pane before there is an answer': {end: pty => pty.hangUp(), isUnanswered: true},
  'q with alerts, a hook and a log': {
    end: pty => pty.press('q'),
    args: ['--bell', '--notify', '--title', '--exec', 'sleep 60', '--log', '/dev/null'],
  },
  'a killed pane whose terminal has stopped reading': {
    end(pty) {
      pty.pauseReading();
      pty.press(KEY.ctrlL.repeat(100));
      pty.hangUp();
    },
  },
};

/** How long it takes to be gone. */
export const ending: Section = {
  name: 'ending',
  async measure(bench) {
    const endpoint = await startEndpoint(bench, {tasks: 450, running: 3});
    const silent = await silentUrl(bench);
    const tookMs = new Map<string, number>();
    for (const [name, way] of Object.entries(WAYS)) {
      bench.say(name);
      tookMs.set(name, await measureEnd(bench, way, way.isUnanswered ? silent : endpoint.url));
    }

    const [slowest] = [...tookMs].sort(([, a], [, b]) => b - a);
    return [
      {
        what: `from the wish to end until the process is gone, ${tookMs.size} ways`,
        ours: {values: [...tookMs.values()], unit: 'ms'},
      },
      {
        what: `the slowest of them: ${slowest?.[0]}`,
        ours: slowest && {values: [slowest[1]], unit: 'ms'},
        limit: {atMost: 2000},
      },
    ];
  },
};

async function measureEnd(bench: Bench, {end, args = [], isUnanswered}: Way, url: string) {
  const pty = startPty(bench, {args: ['--endpoint-url', url, ...args]});
  await pty.waitFor(isUnanswered ? 'loading' : ROWS, 'the screen');
  await pty.waitFor(() => pty.modes().has('bracketedPaste'), 'the readiness for keys');
  const pid = await pty.pid();
  const from = performance.now();
  end(pty, pid);
  await waitUntil(() => !isAlive(pid) || undefined, `the end of ${pid}`);
  return performance.now() - from;
}

/** Takes every connection and says nothing. */
async function silentUrl({after}: Bench): Promise<string> {
  const server = createServer(socket => after(() => socket.destroy()));
  after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
