import {redact} from './redact.js';
import {SETTING_ADVICE, type SettingAdvice} from './setting-advice.js';

/**
What went wrong, as far as anyone who has to act on it must tell apart.
- `configuration`: nothing can be asked before the user changes a flag, a file or the environment.
- `credentials`: none found, or those found can't be used. `expired`: they were good once.
- `denied`: the policy lacks ec2:DescribeStoreImageTasks. `throttled`: the account's request budget is used up.
- `network`: no answer. `service`: a 5xx. `bad-answer`: an answer that isn't one. `bad-request`: the service refused what was asked.
- `dry-run`: DryRunOperation, the answer "you may" of a dry run. `aborted`: the caller gave up.
*/
export type Ec2ErrorKind =
  | 'configuration'
  | 'credentials'
  | 'expired'
  | 'denied'
  | 'throttled'
  | 'network'
  | 'service'
  | 'bad-answer'
  | 'bad-request'
  | 'dry-run'
  | 'aborted';

export type Ec2ErrorDetails = {
  readonly kind: Ec2ErrorKind;

  /** Which setting of the caller to look at; the message says it in the library's words. */
  readonly advice?: SettingAdvice | undefined;

  /** The service's or Node's code (`RequestLimitExceeded`, `ECONNRESET`), cleaned. */
  readonly code?: string;

  /** What the service itself said, cleaned. The aws command prints exactly this. */
  readonly serviceMessage?: string;

  readonly httpStatus?: number;
  readonly requestId?: string;

  /** The service's clock when it said so, ms since the epoch. */
  readonly serviceTime?: number | undefined;
  readonly cause?: unknown;

  /** Nothing outside of this process can mend it: the keys of its environment are refused, and nobody can put others there. @default false */
  readonly isForGood?: boolean | undefined;

  /** A kept connection that was cut before the answer's first byte: the same request may be sent again at once. */
  readonly wasKeptConnectionCut?: boolean;
};

/** An error of the EC2 layer. Its message is one clean sentence that says what is wrong and what to do. Whatever made it, none of its texts holds a key, a token or a password. */
export class Ec2Error extends Error {
  override readonly name = 'Ec2Error';
  readonly kind: Ec2ErrorKind;

  /** The message without the advice. */
  readonly problem: string;
  readonly advice: SettingAdvice | undefined;
  readonly code: string | undefined;
  readonly serviceMessage: string | undefined;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  readonly wasKeptConnectionCut: boolean;
  readonly serviceTime: number | undefined;
  readonly isForGood: boolean;

  constructor(problem: string, details: Ec2ErrorDetails) {
    const shown = redact(problem);
    const {advice} = details;
    super(advice ? `${shown} ${SETTING_ADVICE[advice]}` : shown, {cause: details.cause});
    this.problem = shown;
    this.advice = advice;
    this.kind = details.kind;
    this.code = details.code && redact(details.code);
    this.serviceMessage = details.serviceMessage && redact(details.serviceMessage);
    this.httpStatus = details.httpStatus;
    this.requestId = details.requestId && redact(details.requestId);
    this.wasKeptConnectionCut = details.wasKeptConnectionCut ?? false;
    this.serviceTime = details.serviceTime;
    this.isForGood = details.isForGood ?? false;
  }
}
