/** What the exit code says, for every layer; those from 252 on are the aws command's own (version 2). */
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
