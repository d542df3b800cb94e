import {execFileSync} from 'node:child_process';
import {fstatSync, readFileSync} from 'node:fs';

/** How often to look whether the foreground has come back, in ms. Where it takes a process to look, not too often. */
export const FOREGROUND_LOOK_MS = process.platform === 'linux' ? 250 : 2000;

/** The device number of /dev/tty, which is whatever terminal controls the process. */
const DEV_TTY = 0x5_00;

/** How long `ps` may take, in ms. */
const PS_MS = 2000;

/** What the system knows of a process and the terminal that controls it. */
export type JobState = {
  readonly group: number;

  /** The group in the foreground; -1 where there is none, 0 for one outside of the process's namespace. */
  readonly foreground: number;

  /** The device number of the terminal that controls the process; 0 without one, `undefined` where it isn't known. */
  readonly device: number | undefined;
};

/**
True when this process may use the terminal that it was given: its group is in the foreground there, or nothing controls jobs on that terminal. A group in the background that changes the terminal's settings is stopped by SIGTTOU, one that reads is stopped by SIGTTIN, and neither can be refused from JavaScript.
Without any sign (no /proc and no ps) it is true.
Source: termios(3), tcsetpgrp(3), proc_pid_stat(5).
*/
export function isForeground(): boolean {
  const state = process.platform === 'linux' ? (readProc() ?? askPs()) : askPs();
  return state === undefined || mayUse(state, [0, 1, 2].map(deviceOf));
}

/** The same, for places that ask often; where that takes a process (no /proc), it is taken for granted there. */
export const isStillForeground = process.platform === 'linux' ? isForeground : () => true;

/** @param devices The device numbers of the terminals to be used. */
export function mayUse(
  {group, foreground, device}: JobState,
  devices: readonly (number | undefined)[],
): boolean {
  const isControlled =
    device === undefined || devices.some(one => one === device || one === DEV_TTY);
  return !isControlled || foreground < 0 || foreground === group;
}

/** @param stat The text of /proc/PID/stat. The name in it is in brackets, and may hold anything. */
export function parseProcStat(stat: string): JobState | undefined {
  const [, , group, , device, foreground] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return group === undefined || device === undefined || foreground === undefined
    ? undefined
    : {group, foreground: device === 0 ? -1 : foreground, device};
}

function readProc(): JobState | undefined {
  try {
    return parseProcStat(readFileSync('/proc/self/stat', 'latin1'));
  } catch {
    return undefined;
  }
}

function askPs(): JobState | undefined {
  try {
    const args = ['-o', 'pgid=,tpgid=', '-p', String(process.pid)];
    const text = execFileSync('ps', args, {
      encoding: 'latin1',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: PS_MS,
    });
    const [group, foreground] = text.trim().split(/\s+/).map(Number);
    return group && foreground ? {group, foreground, device: undefined} : undefined;
  } catch {
    return undefined;
  }
}

/** The device number of the terminal, or of another character device, that a descriptor is; `undefined` for a file, a pipe and a closed one. */
export function deviceOf(fd: number): number | undefined {
  try {
    const stat = fstatSync(fd);
    return stat.isCharacterDevice() ? stat.rdev : undefined;
  } catch {
    return undefined;
  }
}
