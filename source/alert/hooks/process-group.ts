import type {ChildProcess} from 'node:child_process';

/**
Signals a child and all that it has started. The group has the child's id, because it was started as the leader of its own (`detached`).
@param signal 0 only asks.
@returns False when nothing of it is left.
*/
export function signalGroup({pid}: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}
