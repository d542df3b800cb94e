import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import {kindOfAnswer} from '../error-codes.js';
import {Ec2Error, type Ec2ErrorKind} from '../errors.js';
import {holderOf} from '../renewal-advice.js';
import type {SettingAdvice} from '../setting-advice.js';
import {nameNetworkError} from '../transport/name-network-error.js';
import type {AskedService, CredentialExchange, CredentialService} from './credential-exchange.js';
import type {CredentialSource} from './credential-source.js';

/** How the fetching of credentials failed, as seen from outside the SDK. */
export type FailedFetch = {
  readonly source: CredentialSource;

  /** What it ended in. */
  readonly error: unknown;

  /** Oldest first. */
  readonly exchanges: readonly CredentialExchange[];

  /** Where the service is when the request doesn't tell. */
  readonly region: string | undefined;
};

/**
Names what passes by itself of a service that gives credentials: it can't be reached, answers with a 5xx, throttles, or says what is no answer of such a service (a page of a proxy or a portal). Good keys are not at fault then.
@returns `undefined` for what doesn't pass, or has nothing to do with such a service.
*/
export function nameServiceFailure(failed: FailedFetch): Ec2Error | undefined {
  const decisive = failed.exchanges.findLast(exchange => !isTokenMissing(exchange));
  if (!decisive) {
    return undefined;
  }

  const {result} = decisive;
  const who = serviceText(decisive, failed.region);
  if ('error' in result) {
    const isThere = failed.exchanges.some(isSuccess);
    const network = nameNetworkError(result.error, who);
    return network && (isThere || !isInstance(decisive))
      ? named(failed, {...network, ...inItsWords(network, decisive.service)})
      : undefined;
  }

  const {status} = result;
  const code = result.code === undefined ? undefined : cleanText(result.code, 128);
  const what = code ?? `HTTP ${status}`;
  switch (kindOfAnswer(status, code, undefined)) {
    case 'throttled':
      // Not `throttled`, which is about the budget of DescribeStoreImageTasks.
      return named(failed, {
        kind: 'service',
        code,
        problem: `${who} throttles (${what}). Wait, or run fewer programs that ask it.`,
        httpStatus: status,
      });
    case 'service':
      return named(failed, {
        kind: 'service',
        code,
        problem: `${who} can't answer now (${what}). Wait; nothing has to be changed for that.`,
        httpStatus: status,
      });
    default:
      return result.isReadable
        ? undefined
        : named(failed, {
            kind: 'bad-answer',
            code,
            problem: `What ${who} says is no answer of such a service (HTTP ${status}). Check who answers there, and the proxy.`,
            httpStatus: status,
          });
  }
}

/** Where the address of a service may be set. */
const ADDRESSES: Readonly<Record<CredentialService, string>> = {
  STS: 'AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, endpoint_url',
  'the SSO portal': 'AWS_ENDPOINT_URL_SSO, AWS_ENDPOINT_URL, endpoint_url',
  'SSO OIDC': 'AWS_ENDPOINT_URL_SSO_OIDC, AWS_ENDPOINT_URL, endpoint_url',
  'AWS sign-in': 'AWS_ENDPOINT_URL_SIGNIN, AWS_ENDPOINT_URL, endpoint_url',
  'the instance metadata service': 'AWS_EC2_METADATA_SERVICE_ENDPOINT',
  'the container credential endpoint': 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
};

/** What is advised for EC2 itself names settings that don't lead to such a service. */
function inItsWords(
  {problem, advice}: Pick<Ec2Error, 'problem' | 'advice'>,
  service: CredentialService,
): Pick<What, 'problem' | 'advice'> {
  const isOfMachine = isLocal(service);
  switch (advice) {
    case 'endpoint':
    case 'endpoint-or-down':
      return {
        problem: `${problem} Check its address if it is set (${ADDRESSES[service]}), ${isOfMachine ? 'or' : 'the proxy, or'} whether it runs.`,
        advice: undefined,
      };
    case 'connect-timeout':
    case 'read-timeout':
      return isOfMachine
        ? {problem: `${problem} Check whether it runs.`, advice: undefined}
        : {problem, advice};
    default:
      return {problem, advice};
  }
}

/** `STS in us-east-1 (sts.us-east-1.amazonaws.com)`. @param region Where it is when the request doesn't tell. */
export function serviceText(asked: AskedService, region: string | undefined): string {
  const where = asked.region ?? region;
  return cleanText(
    `${asked.service}${where && !isLocal(asked.service) ? ` in ${where}` : ''} (${asked.host})`,
    TEXT_LIMITS.id,
  );
}

/** Asked without a proxy, with timeouts of its own. */
function isLocal(service: CredentialService): boolean {
  return (
    service === 'the instance metadata service' || service === 'the container credential endpoint'
  );
}

function isInstance({service}: AskedService): boolean {
  return service === 'the instance metadata service';
}

/** The metadata service's 401 only says that no token could be had: why not, the exchange before it tells. */
function isTokenMissing(exchange: CredentialExchange): boolean {
  return isInstance(exchange) && 'status' in exchange.result && exchange.result.status === 401;
}

function isSuccess({result}: CredentialExchange): boolean {
  return 'status' in result && result.status < 300;
}

type What = {
  readonly kind: Ec2ErrorKind;
  readonly code: string | undefined;
  readonly problem: string;
  readonly advice?: SettingAdvice | undefined;
  readonly httpStatus?: number | undefined;
};

function named({source, error}: FailedFetch, what: What | undefined): Ec2Error | undefined {
  return (
    what &&
    new Ec2Error(`No credentials from ${holderOf(source)}: ${what.problem}`, {
      kind: what.kind,
      advice: what.advice,
      code: what.code,
      httpStatus: what.httpStatus,
      cause: error,
    })
  );
}
