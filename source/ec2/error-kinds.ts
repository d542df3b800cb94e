import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../base/exit-code.js';
import type {Ec2ErrorKind} from './errors.js';

export type ErrorRule = {
  /**
  What becomes of it.
  - `passes`: by itself, so that whoever waits tries again; `--once` tries again within seconds.
  - `lasts`: it may pass, though not within seconds; whoever waits tries again.
  - `hopeless`: the user has to change something first. From the start it ends whatever waits; later it may be a file that is being renewed.
  */
  readonly outlook: 'passes' | 'lasts' | 'hopeless';

  /** The next request is signed with credentials that are fetched anew. */
  readonly renews: boolean;

  /** The service's own words, which the aws command prints alone, don't say what to do: ours follow them. */
  readonly needsAdvice: boolean;

  /** Of a program that it has ended. */
  readonly exitCode: number;
};

const PASSES = {outlook: 'passes', renews: false, needsAdvice: false} as const;
const HOPELESS = {outlook: 'hopeless', renews: false, needsAdvice: false} as const;

/** What each kind of error means to whoever has to decide something: one place for all modes. */
export const ERROR_RULES = {
  configuration: {...HOPELESS, exitCode: EXIT_CODE.configuration},
  credentials: {
    ...HOPELESS,
    renews: true,
    needsAdvice: true,
    exitCode: EXIT_CODE.configuration,
  },
  expired: {...HOPELESS, renews: true, needsAdvice: true, exitCode: EXIT_CODE.configuration},
  denied: {...HOPELESS, needsAdvice: true, exitCode: EXIT_CODE.service},
  'bad-request': {...HOPELESS, exitCode: EXIT_CODE.service},
  throttled: {...PASSES, needsAdvice: true, exitCode: EXIT_CODE.service},
  service: {...PASSES, needsAdvice: true, exitCode: EXIT_CODE.service},
  network: {...PASSES, exitCode: EXIT_CODE.other},
  'bad-answer': {...PASSES, outlook: 'lasts', exitCode: EXIT_CODE.service},
  'dry-run': {...PASSES, outlook: 'lasts', exitCode: EXIT_CODE.service},
  aborted: {...PASSES, outlook: 'lasts', exitCode: SIGNAL_EXIT_CODE.SIGINT},
} as const satisfies Readonly<Record<Ec2ErrorKind, ErrorRule>>;

/** The exit code of an error that ended the program. */
export function exitCodeOf(kind: Ec2ErrorKind): number {
  return ERROR_RULES[kind].exitCode;
}
