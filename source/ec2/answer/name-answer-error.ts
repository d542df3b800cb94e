import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import type {CredentialSource} from '../credentials/credential-source.js';
import {isSignedWithTime, kindOfAnswer} from '../error-codes.js';
import {Ec2Error, type Ec2ErrorKind} from '../errors.js';
import {redact} from '../redact.js';
import {holderOf, howToRenew} from '../renewal-advice.js';
import type {SettingAdvice} from '../setting-advice.js';
import type {RawAnswer} from './protocol.js';
import {readXmlError, type SaidError} from './read-error.js';

/** EC2 takes signatures up to five minutes off; the SDK corrects its own clock beyond four. */
const MAX_CLOCK_SKEW_MS = 4 * 60_000;

export type AnswerContext = {
  readonly region: string;
  readonly host: string;

  /** `undefined` when requests aren't signed. */
  readonly source: CredentialSource | undefined;

  /** This machine's clock, ms since the epoch. */
  readonly now: number;

  /** How far ahead of this machine's clock the request was signed, ms: what an answer before it told of the service's clock. */
  readonly signedAheadMs: number;
};

/** Names an answer that isn't the one asked for: an error of the service, or something that is no answer of EC2 at all. */
export function nameAnswerError(answer: RawAnswer, context: AnswerContext): Ec2Error {
  const {status, requestId} = answer;
  const {code, message} = answer.status >= 300 ? readError(answer.text) : {};
  const kind = kindOfAnswer(status, code, message);
  const {problem, advice} = kind
    ? (clockIsOff(code, answer, context) ?? nameRefusal(kind, code, message, status, context))
    : nameStrange(status, context.host);
  return new Ec2Error(cleanText(problem, 1000), {
    advice,
    kind: kind ?? (status === 407 ? 'network' : 'bad-answer'),
    code,
    serviceMessage: message,
    httpStatus: status,
    requestId: requestId === undefined ? undefined : cleanText(requestId, TEXT_LIMITS.id),
    // What isn't named may come from anything on the way, and so may its clock.
    serviceTime: code === undefined ? undefined : answer.serviceTime,
  });
}

type Named = {readonly problem: string; readonly advice?: SettingAdvice};

function nameStrange(status: number, host: string): Named {
  return status === 407
    ? {problem: 'The proxy wants a user and a password (HTTP 407). Put them into HTTPS_PROXY.'}
    : {
        problem: `${host} answered with something that is not an answer of EC2 (HTTP ${status}).`,
        advice: 'endpoint',
      };
}

function readError(text: string): SaidError {
  const {code, message} = readXmlError(text);
  return {
    code: code && cleanText(code, 128),
    message: message === undefined ? undefined : cleanText(redact(message)),
  };
}

function clockIsOff(
  code: string | undefined,
  {serviceTime}: RawAnswer,
  {now, signedAheadMs}: AnswerContext,
): Named | undefined {
  const skew = now - (serviceTime ?? now);
  // A clock that is off is not to blame for what was signed with EC2's time and is refused all the same.
  const isOff = [skew, skew + signedAheadMs].every(ms => Math.abs(ms) > MAX_CLOCK_SKEW_MS);
  if (!isSignedWithTime(code) || !isOff) {
    return undefined;
  }

  const minutes = Math.round(Math.abs(skew) / 60_000);
  return {
    problem: `The clock of this machine is off: it is ${minutes} minutes ${skew > 0 ? 'ahead' : 'behind'}, and EC2 refuses what is signed with it (${code}). Set the clock; until then requests are signed with EC2's time.`,
  };
}

function nameRefusal(
  kind: Ec2ErrorKind,
  code: string | undefined,
  message: string | undefined,
  status: number,
  context: AnswerContext,
): Named {
  const {region, host, source} = context;
  const what = code ?? `HTTP ${status}`;
  if (kind !== 'credentials') {
    return {problem: sentenceFor(kind, what, message, context)};
  }

  return source
    ? {
        problem: `EC2 in ${region} doesn't accept the credentials of ${holderOf(source)} (${what}). ${howToRenew(source)}`,
      }
    : {problem: `${host} wants signed requests (${what}).`, advice: 'signing'};
}

function sentenceFor(
  kind: Ec2ErrorKind,
  what: string,
  message: string | undefined,
  {region, host, source}: AnswerContext,
): string {
  const said = message ? `: ${/[.!?]$/.test(message) ? message : `${message}.`}` : '.';
  switch (kind) {
    case 'expired':
      return source
        ? `The credentials of ${holderOf(source)} have expired (${what}). ${howToRenew(source)}`
        : `${host} says that the request has expired (${what}). Check the clock of this machine.`;
    case 'denied':
      return deniedSentence(what, message, source);
    case 'throttled':
      return `Throttled: this account's request budget in ${region} is used up (${what}). Wait, or run fewer monitors.`;
    case 'service':
      return `EC2 in ${region} can't answer now (${what}). Wait; if it lasts, see https://health.aws.amazon.com`;
    case 'dry-run':
      return 'The request would have succeeded, but the DryRun flag is set (DryRunOperation).';
    default:
      return `EC2 refuses the request (${what})${said}`;
  }
}

function deniedSentence(
  what: string,
  message: string | undefined,
  source: CredentialSource | undefined,
): string {
  const holder = source ? holderOf(source) : 'unsigned requests';
  if (what === 'OptInRequired' || what === 'PendingVerification' || what === 'Blocked') {
    return `The account of ${holder} may not use EC2 here (${what}). ${message ?? ''}`;
  }

  return message?.includes('explicit deny')
    ? `Not allowed: a policy denies ec2:DescribeStoreImageTasks to ${holder} (${what}). Ask who manages it.`
    : `Not allowed: add ec2:DescribeStoreImageTasks to the policy of ${holder} (${what}).`;
}
