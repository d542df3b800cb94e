import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import {Ec2Error} from '../errors.js';
import type {SettingAdvice} from '../setting-advice.js';
import {ConnectTimeoutError, wasCutWhileKept} from './connection.js';
import {ProxyError, proxySentence} from './proxy-error.js';

const CERTIFICATE =
  /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH$|CRL_|ERR_OSSL_)/;
const CODE = /\b(E[A-Z_]{4,}|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|TimeoutError)\b/;

/**
Names what Node says when no answer came: `network` for connections, names, timeouts and TLS, `bad-answer` for what isn't HTTP.
@param host Whom was asked, as it is shown.
@returns `undefined` for an error that isn't about the network.
*/
export function nameNetworkError(error: unknown, host: string): Ec2Error | undefined {
  if (error instanceof ProxyError) {
    return new Ec2Error(proxySentence(error, host), {
      kind: 'network',
      code: error.status === undefined ? 'PROXY' : `PROXY_${error.status}`,
      httpStatus: error.status,
      cause: error,
    });
  }

  const code = networkCode(error);
  const peer = cleanText(peerOf(error, host), TEXT_LIMITS.id);
  const what =
    error instanceof ConnectTimeoutError ? connectedLate(peer) : code && nameCode(code, peer);
  return what && code
    ? new Ec2Error(what.problem, {
        advice: what.advice,
        kind: code.startsWith('HPE_') ? 'bad-answer' : 'network',
        code,
        cause: error,
        wasKeptConnectionCut: wasCutWhileKept(error),
      })
    : undefined;
}

type Named = {readonly problem: string; readonly advice?: SettingAdvice};

function connectedLate(host: string): Named {
  return {problem: `No connection to ${host} came about in time.`, advice: 'connect-timeout'};
}

function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }

  const {code} = error as {code?: unknown};
  if (typeof code === 'string') {
    return code;
  }

  // The SDK's credential providers keep only the message of what went wrong below them.
  return error.name === 'TimeoutError' ? 'ETIMEDOUT' : CODE.exec(error.message)?.[1];
}

// Node says which name or address it was: with a proxy that is the proxy's.
function peerOf(error: unknown, host: string): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const {hostname, address, port} = first as {hostname?: string; address?: string; port?: number};
  if (hostname) {
    return hostname;
  }

  const peer = address && (port ? `${address}:${port}` : address);
  return peer && peer !== host && !host.endsWith(`(${peer})`) ? `${host} (${peer})` : host;
}

function nameCode(code: string, host: string): Named | undefined {
  if (CERTIFICATE.test(code)) {
    return code === 'CERT_NOT_YET_VALID' || code === 'CERT_HAS_EXPIRED'
      ? {
          problem: `The certificate of ${host} is not valid now (${code}). Check the clock of this machine, or who answers there.`,
        }
      : {problem: `No trusted TLS connection to ${host} (${code}).`, advice: 'trusted-ca'};
  }

  if (code.startsWith('HPE_')) {
    return {problem: `What ${host} answers is not HTTP (${code}).`, advice: 'endpoint'};
  }

  switch (code) {
    case 'ECONNREFUSED':
      return {problem: `${host} refuses the connection.`, advice: 'endpoint-or-down'};
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NONAME':
    case 'ENODATA':
      return {
        problem: `The name ${host} can't be resolved. Check the region, the network and the proxy.`,
      };
    case 'ETIMEDOUT':
    case 'TimeoutError':
    case 'ESOCKETTIMEDOUT':
      return {problem: `${host} didn't answer in time.`, advice: 'read-timeout'};
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return {
        problem: `The connection to ${host} was cut before the answer was complete (${code}). Check the network and the proxy.`,
      };
    default:
      return /^E(?:HOST|NET|ADDR|AI_|CONN)/.test(code)
        ? {problem: `${host} can't be reached (${code}). Check the network and the proxy.`}
        : undefined;
  }
}
