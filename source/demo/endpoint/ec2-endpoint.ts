import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Scenario} from '../demo-task.js';
import {answer, answerError, type EndpointAnswer} from './answer.js';
import type {World} from './describe-store-image-tasks.js';
import {faultError, type Intercept, send} from './fault.js';
import {createRequestLog, type RequestLog} from './request-log.js';
import {ServiceError} from './service-error.js';
import {createThrottle, type ThrottleOptions} from './throttle.js';

export type Ec2EndpointOptions = {
  readonly scenario: Scenario;

  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;

  /** @default one that is free */
  readonly port?: number;

  /** The account's request budget, shared by all clients. @default none */
  readonly throttle?: ThrottleOptions;

  /** How long a NextToken holds, in milliseconds. @default for ever */
  readonly tokenLifetimeMs?: number;

  /** Makes requests go wrong. */
  readonly intercept?: Intercept;
};

export type Ec2Endpoint = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly requests: RequestLog;

  /** Cuts every connection and frees the port. */
  readonly close: () => Promise<void>;
};

const MAX_BODY_BYTES = 1024 * 1024;

/**
Starts an EC2 endpoint on loopback that knows one action, DescribeStoreImageTasks, in the wire format and by the rules of the service. Signatures are accepted unread, and so is their absence.
*/
export async function startEc2Endpoint(options: Ec2EndpointOptions): Promise<Ec2Endpoint> {
  const now = options.now ?? Date.now;
  const world: World = {
    scenario: options.scenario,
    now,
    throttle: options.throttle && createThrottle(options.throttle),
    tokenLifetimeMs: options.tokenLifetimeMs,
  };
  const requests = createRequestLog();
  const closing = new AbortController();
  let index = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const params = await readParams(request);
    const client = clientOf(request);
    const fault = await options.intercept?.({params, client, index: index++});
    const honest = fault?.type === 'error' ? answerError(faultError(fault)) : answer(params, world);
    requests.add({
      at: now(),
      client,
      params: Object.fromEntries(params),
      status: honest.status,
      code: honest.code,
    });
    await send(
      response,
      rawAnswer(honest, now()),
      fault?.type === 'error' ? undefined : fault,
      closing.signal,
    );
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed || closing.signal.aborted) {
        response.destroy();
        return;
      }

      // A scenario or an intercept that throws must say so to the test that wrote it.
      const {status, body} = answerError(new ServiceError('InternalError', String(error)));
      response.writeHead(status).end(body);
    });
  });
  // Longer than any client waits between two polls: one that reuses a connection just being closed sees a reset.
  server.keepAliveTimeout = 10 * 60 * 1000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const {port} = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    async close() {
      closing.abort();
      const closed = new Promise<void>(resolve => {
        // Its only error is "not running": closing twice is no harm.
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Clients compare the times of tasks with the `Date`, so it is told by the same clock as they are. */
function rawAnswer({status, body, requestId}: EndpointAnswer, now: number) {
  const date = new Date(now).toUTCString();
  return {status, body, headers: {'x-amzn-requestid': requestId, date}};
}

/** EC2 takes parameters from the query string and from a form body alike. */
async function readParams(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new Error('The request is too large');
    }

    chunks.push(chunk);
  }

  const {searchParams} = new URL(request.url ?? '/', 'http://127.0.0.1');
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  return new URLSearchParams([...searchParams, ...form]);
}

/** The access key ID of Signature Version 4, which tells clients apart without a secret. */
function clientOf({headers}: IncomingMessage): string {
  return /Credential=([^/,\s]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'anonymous';
}
