import {mean, slopeOf} from './helpers/slope.js';
import type {RealRun, RealSample} from './real.js';
import type {Figure} from './report.js';
import type {SimulatedRun} from './simulated.js';

const LIMITS = {slopeMib: 1, idleCpu: 0.005, rssMib: 110} as const;

/** The first days fill what is bounded: the events, the caches of the engine. */
const SETTLING = 0.25;

/** Handles that are only on their way: Ink's pause between frames. */
const PASSING = new Set(['Timeout', 'Immediate']);

/** What a run on the simulated clock showed. */
export function simulatedFigures(run: SimulatedRun): readonly Figure[] {
  const {samples} = run;
  const settled = samples.slice(Math.floor(samples.length * SETTLING));
  const slope = slopeOf(settled.map(({day, heapMib}) => [day, heapMib]));
  const heaps = settled.map(({heapMib}) => heapMib);
  const listeners = range(samples.map(sample => sample.listeners));
  const handles = range(
    samples.map(sample => sample.handles.filter(name => !PASSING.has(name)).length),
  );
  const timers = range(samples.map(sample => sample.storeTimers + sample.screenTimers));
  return [
    {
      what: 'polls; faults among them; frames drawn; keys pressed',
      value: [run.polls, run.faults, run.frames, run.keys].map(number).join('; '),
    },
    {what: 'simulated days', value: number(samples.at(-1)?.day ?? 0)},
    {
      what: 'heap after a collection, from and to',
      value: `${Math.min(...heaps).toFixed(1)} to ${Math.max(...heaps).toFixed(1)} MiB`,
    },
    {
      what: 'slope of the heap',
      value: `${slope.toFixed(3)} MiB a day`,
      limit: `< ${LIMITS.slopeMib} MB a day`,
      isMissed: slope >= LIMITS.slopeMib,
    },
    {
      what: 'listeners; handles; timers of the program',
      value: `${listeners}; ${handles}; ${timers}`,
      limit: 'constant; at most 4 timers',
      isMissed:
        listeners.includes('-') ||
        handles.includes('-') ||
        run.listenersAfter !== run.listenersBefore ||
        samples.some(sample => sample.storeTimers + sample.screenTimers > 4),
    },
  ];
}

/** What a run in real time showed. */
export function realFigures({samples, requests, exitCode}: RealRun): readonly Figure[] {
  const busy = samples.filter(({isBusy}) => isBusy);
  const idle = samples.filter(({isBusy}) => !isBusy);
  const most = Math.max(...samples.map(({rssMib}) => rssMib));
  const idleCpu = cpuShare(idle);
  return [
    {
      what: 'minutes; requests; exit code at the end',
      value: `${Math.round(((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)) / 60_000)}; ${requests}; ${exitCode}`,
      isMissed: exitCode !== 0,
    },
    {
      what: 'CPU while nothing runs',
      value: percent(idleCpu),
      limit: `< ${percent(LIMITS.idleCpu)}`,
      isMissed: idleCpu >= LIMITS.idleCpu,
    },
    {what: 'CPU while four tasks run', value: percent(cpuShare(busy))},
    {
      what: 'memory, most; mean while tasks run; mean while none does',
      value: `${most.toFixed(0)}; ${meanRss(busy)}; ${meanRss(idle)} MiB`,
      limit: `≤ ${LIMITS.rssMib} MiB`,
      isMissed: most > LIMITS.rssMib,
    },
    {what: 'open files', value: range(samples.map(({files}) => files))},
    {
      what: 'bytes to the terminal, a second, while nothing runs',
      value: perSecond(idle, sample => sample.bytes).toFixed(0),
    },
  ];
}

function cpuShare(samples: readonly RealSample[]): number {
  return perSecond(samples, ({cpuMs}) => cpuMs) / 1000;
}

function perSecond(samples: readonly RealSample[], read: (sample: RealSample) => number): number {
  const [first] = samples;
  const last = samples.at(-1);
  return first && last ? ((read(last) - read(first)) / (last.at - first.at)) * 1000 : Number.NaN;
}

function meanRss(samples: readonly RealSample[]): string {
  return mean(samples.map(({rssMib}) => rssMib)).toFixed(0);
}

function range(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least}-${most}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
