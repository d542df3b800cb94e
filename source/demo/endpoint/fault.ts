import type {ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {ServiceError, type ServiceErrorCode} from './service-error.js';

/** A request as an intercept sees it, before it is answered. */
export type DemoRequest = {
  readonly params: URLSearchParams;

  /** The access key ID that signed it, or `anonymous`. */
  readonly client: string;

  /** How many requests came before it. */
  readonly index: number;
};

/** What goes over the wire. */
export type FaultAnswer = {
  readonly status: number;
  readonly body: string | Uint8Array;

  /** Beside or instead of the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
};

/**
Something that goes wrong between the service and its client.
- `error`: one of the service's errors, which costs no token.
- `rewrite`: the honest answer, changed; for every kind of bad body.
- `delay`: the honest answer, so many milliseconds later.
- `reset`: the connection is cut, before anything was sent or in the middle of the body.
- `hang`: nothing more comes, neither before the headers, after them, nor in the middle of the body.
- `drip`: the honest answer, so many bytes at a time.
*/
export type Fault =
  | {readonly type: 'error'; readonly code: ServiceErrorCode; readonly message?: string}
  | {readonly type: 'rewrite'; readonly rewrite: (honest: FaultAnswer) => FaultAnswer}
  | {readonly type: 'delay'; readonly ms: number}
  | {readonly type: 'reset'; readonly at: 'start' | 'body'}
  | {readonly type: 'hang'; readonly at: 'start' | 'headers' | 'body'}
  | {readonly type: 'drip'; readonly bytes: number; readonly everyMs: number};

/** Decides for each request; a promise holds it back until it settles. */
export type Intercept = (request: DemoRequest) => Fault | undefined | Promise<Fault | undefined>;

/**
Sends an answer, with its fault if there is one. Ends when there is nothing more to send.
@param signal Ends waiting and dripping; the connections are the caller's to close.
*/
export async function send(
  response: ServerResponse,
  honest: FaultAnswer,
  fault: Exclude<Fault, {type: 'error'}> | undefined,
  signal: AbortSignal,
): Promise<void> {
  const raw = fault?.type === 'rewrite' ? fault.rewrite(honest) : honest;
  const body = Buffer.from(raw.body);
  if (fault?.type === 'delay') {
    await sleep(fault.ms, undefined, {signal});
  }

  if (fault?.type === 'hang' && fault.at === 'start') {
    return;
  }

  if (fault?.type === 'reset' && fault.at === 'start') {
    response.socket?.resetAndDestroy();
    return;
  }

  response.writeHead(raw.status, {
    'content-type': 'text/xml;charset=UTF-8',
    'content-length': String(body.length),
    ...raw.headers,
  });

  if (fault?.type === 'drip') {
    for (let from = 0; from < body.length && !response.destroyed; from += fault.bytes) {
      response.write(body.subarray(from, from + fault.bytes));
      await sleep(fault.everyMs, undefined, {signal});
    }

    response.end();
  } else if (fault?.type === 'hang' || fault?.type === 'reset') {
    response.flushHeaders();
    if (fault.at === 'body') {
      await new Promise(resolve => {
        response.write(body.subarray(0, body.length >> 1), resolve);
      });
    }

    if (fault.type === 'reset') {
      response.socket?.resetAndDestroy();
    }
  } else {
    response.end(body);
  }
}

/** The error of a fault, as the service would have thrown it. */
export function faultError(fault: Extract<Fault, {type: 'error'}>): ServiceError {
  return new ServiceError(fault.code, fault.message);
}
