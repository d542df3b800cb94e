import type {Ec2ErrorKind} from '../ec2/errors.js';

/** What the exit code says; those from 252 on are the aws command's own (version 2). */
export const EXIT_CODE = {
  ok: 0,

  /** --wait: a watched task Failed. */
  taskFailed: 1,

  /** --wait: an AMI asked for has no task. */
  noTask: 3,

  /** As coreutils' timeout. */
  timedOut: 124,
  usage: 252,
  configuration: 253,
  service: 254,
  other: 255,
} as const;

/** 128 plus the signal's number, as shells report it. */
export const SIGNAL_EXIT_CODE = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

const byKind = {
  configuration: EXIT_CODE.configuration,
  credentials: EXIT_CODE.configuration,
  expired: EXIT_CODE.configuration,
  denied: EXIT_CODE.service,
  throttled: EXIT_CODE.service,
  service: EXIT_CODE.service,
  'bad-answer': EXIT_CODE.service,
  'bad-request': EXIT_CODE.service,
  'dry-run': EXIT_CODE.service,
  network: EXIT_CODE.other,
  aborted: SIGNAL_EXIT_CODE.SIGINT,
} as const satisfies Record<Ec2ErrorKind, number>;

/** The exit code of an error that ended the program. */
export function exitCodeOf(kind: Ec2ErrorKind): number {
  return byKind[kind];
}
