import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import type {TestContext} from 'node:test';
import {startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {type FaultCertificate, makeCertificate} from '../helpers/fault-certificate.js';
import {type FaultFront, startFront} from '../helpers/fault-front.js';
import {type Pty, startPty} from '../helpers/pty.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';
import {KEYS} from './identities.js';
import type {Prepared, RunSetup} from './runs.js';
import type {CertificateName, Surroundings} from './surroundings.js';

/** The program on its terminal, and all that. */
export type World = Surroundings & {
  readonly pty: Pty;

  /** The fronts before the services that give credentials. */
  readonly others: Readonly<Record<string, FaultFront>>;
};

/** Columns enough for the longest reason in the two lines of the banner. */
const SIZE = {columns: 180, rows: 32};

/** Starts the program of a run and waits until it shows tasks. */
export async function openWorld(t: TestContext, setup: RunSetup): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'amiwatch-faults-'));
  t.after(() => rmSync(home, {recursive: true, force: true}));
  const certificate = certificatesIn(home);
  const scenario = ptyScenario(someDemoTasks(setup.tasks ?? 12));
  const expiredKeys = new Set<string>();
  let arrived = 0;
  const endpoint = await startEc2Endpoint({
    scenario,
    now: () => Date.now() + world.serviceShiftMs,
    intercept(request) {
      arrived++;
      if (expiredKeys.has(request.client)) {
        return {type: 'error', code: 'ExpiredToken'};
      }

      return typeof world.wire === 'function' ? world.wire(request) : world.wire;
    },
  });
  t.after(() => endpoint.close());
  const front = await startFront(t, endpoint.port, setup.usesTls ? certificate('good') : undefined);
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(home, name)), {recursive: true});
    writeFileSync(join(home, name), text);
  };

  const world: Surroundings = {
    home,
    scenario,
    endpoint,
    front,
    wire: undefined,
    decided: () => arrived + front.answered(),
    expiredKeys,
    write,
    read: name => readFileSync(join(home, name), 'utf8'),
    remove: name => rmSync(join(home, name)),
    setMachine: machine =>
      write('machine.json', JSON.stringify({shiftMs: 0, names: [], ...machine})),
    serviceShiftMs: 0,
    certificate,
  };
  const prepared: Prepared = (await setup.prepare?.(t, world)) ?? {};
  const {args = [], env = {}, others = {}, url = front.url, log = join(home, 'log')} = prepared;
  const pty = startPty(t, {
    size: SIZE,
    args: [
      ...['--endpoint-url', url, '--interval', '2', '--debug', '--title', '--log', log],
      ...args,
    ],
    env: {...KEYS, HOME: home, ...env},
    redirect: `2>'${join(home, 'debug')}'`,
    prelude: prepared.prelude,
  });
  return Object.assign(world, {pty, others});
}

const CERTIFICATE_NAMES = {
  good: 'IP:127.0.0.1',
  stranger: 'IP:127.0.0.1',
  'wrong-name': 'DNS:elsewhere.invalid',
} as const satisfies Record<CertificateName, string>;

/** Makes each certificate once, when it is asked for. */
function certificatesIn(folder: string): (name: CertificateName) => FaultCertificate {
  const made = new Map<CertificateName, FaultCertificate>();
  return name => {
    const certificate = made.get(name) ?? makeCertificate(folder, name, CERTIFICATE_NAMES[name]);
    made.set(name, certificate);
    return certificate;
  };
}

/** Stops or continues the program, as a machine that sleeps. */
export async function signal(world: World, name: 'SIGSTOP' | 'SIGCONT' | 'SIGUSR1'): Promise<void> {
  process.kill(await world.pty.pid(), name);
}
