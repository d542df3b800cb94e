import {readFileSync} from 'node:fs';

/** What Linux counts CPU time in, whatever its own clock does. */
const CLOCK_TICK_MS = 10;

/** User and system time that a process has had so far, all threads, in ms. @throws {Error} where there is no /proc. */
export function cpuMsOf(pid: number): number {
  const [user = 0, system = 0] = cpuTimesOf(pid);
  return user + system;
}

/** The same of the processes that it has started and that have ended, and of those that these have started. */
export function childrenCpuMsOf(pid: number): number {
  const [, , user = 0, system = 0] = cpuTimesOf(pid);
  return user + system;
}

/** utime, stime, cutime and cstime, in ms. */
function cpuTimesOf(pid: number): readonly number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold anything; utime is field 14.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map(ticks => Number(ticks) * CLOCK_TICK_MS);
}

/** Resident memory of a process in MiB. */
export function rssMibOf(pid: number): number {
  return mibOf(pid, 'VmRSS');
}

function mibOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1024;
}

const LOOK_EVERY_MS = 10;

/** Looks at the first child of a process until it is stopped. @returns What stops it and tells the most that was resident in MiB: the kernel keeps it, so that only what comes after the last look is missed. */
export function watchPeak(parent: number): {readonly stop: () => number | undefined} {
  let peak: number | undefined;
  const timer = setInterval(() => {
    try {
      const [child] = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ');
      const mib = child ? mibOf(Number(child), 'VmHWM') : Number.NaN;
      peak = Number.isNaN(mib) ? peak : mib;
    } catch {
      // It has ended meanwhile.
    }
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}
