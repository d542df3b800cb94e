import {addAbortSignal, type Readable} from 'node:stream';
import {type HttpHandler, HttpResponse} from '@smithy/core/protocols';
import {NodeHttpHandler, type NodeHttpHandlerOptions} from '@smithy/node-http-handler';
import {within} from '../../base/within.js';
import {readJsonErrorCode, readXmlError} from '../answer/read-error.js';
import {Ec2Error} from '../errors.js';
import {describeExchange, describeFailure} from './debug-line.js';
import {environmentProxy} from './environment-proxy.js';
import {createAgents} from './proxy.js';
import {parseProxy} from './proxy-address.js';
import {mayBeProxys, ProxyError} from './proxy-error.js';

/** More than any answer can be (10,000 tasks in one answer take about 6 MB): bounds what a broken or hostile one can cost. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

export type TransportOptions = {
  /** Milliseconds; 0 waits for ever. */
  readonly connectTimeoutMs: number;

  /** Milliseconds until the headers, and again until the end of the body; 0 waits for ever. */
  readonly readTimeoutMs: number;
  readonly verifySsl: boolean;

  /** PEM. Replaces Node's own roots. */
  readonly ca: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly debug: ((line: string) => void) | undefined;
};

type Handle = HttpHandler['handle'];

/**
The HTTP of a source, shared by EC2 and by the services that give credentials: timeouts that throw, proxies, TLS settings, few kept sockets. It reads the whole body, so that an answer that hangs or drips ends too, and writes a debug line per request.
@throws {Ec2Error} of kind `bad-answer` for a body beyond 32 MiB; Node's own errors otherwise.
*/
export function createTransport(options: TransportOptions): HttpHandler {
  const handlers = new Map<string | undefined, Promise<NodeHttpHandler>>();
  const handlerFor = (proxy: string | undefined) => {
    const known = handlers.get(proxy);
    if (known) {
      return known;
    }

    const made = createAgents(proxy, options).then(
      agents => new NodeHttpHandler({...handlerOptions(options), ...agents}),
    );
    handlers.set(proxy, made);
    return made;
  };

  const exchange: Handle = async (request, handlerOptions) => {
    const proxy = environmentProxy(request, options.env);
    const handler = await handlerFor(proxy);
    const {response} = await handler.handle(request, handlerOptions);
    const body = await readBody(response.body, options.readTimeoutMs);
    const {statusCode, headers} = response;
    // Through a tunnel nobody but the service speaks.
    const isOpen = proxy !== undefined && request.protocol === 'http:';
    if (isOpen && mayBeProxys(statusCode) && !isOfService(body, headers)) {
      throw new ProxyError(parseProxy(proxy)?.url.host ?? '', statusCode);
    }

    return {response: new HttpResponse({...response, body})};
  };

  const handle: Handle = async (request, handlerOptions) => {
    const {debug} = options;
    if (!debug) {
      return exchange(request, handlerOptions);
    }

    const startedAt = performance.now();
    try {
      const result = await exchange(request, handlerOptions);
      debug(describeExchange(request, result.response, performance.now() - startedAt));
      return result;
    } catch (error) {
      debug(describeFailure(request, error, performance.now() - startedAt));
      throw error;
    }
  };

  return {
    metadata: {handlerProtocol: 'http/1.1'},
    handle,
    destroy() {
      for (const handler of handlers.values()) {
        handler.then(made => made.destroy()).catch(() => {});
      }
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** A service says in its words what went wrong; a proxy sends a page. */
function isOfService(body: Uint8Array, headers: Readonly<Record<string, string>>): boolean {
  const text = Buffer.from(body).toString();
  return (readXmlError(text).code ?? readJsonErrorCode(text, headers)) !== undefined;
}

function handlerOptions(options: TransportOptions): NodeHttpHandlerOptions {
  return {
    // Its own timeout ends with TCP; the agents' covers TLS and the proxy's tunnel.
    connectionTimeout: 0,
    requestTimeout: options.readTimeoutMs,
    throwOnRequestTimeout: true,
    logger: {warn: message => options.debug?.(String(message))} as NodeHttpHandlerOptions['logger'],
  };
}

function readBody(body: Readable, timeoutMs: number): Promise<Uint8Array> {
  return within(
    timeoutMs,
    late => readAll(addAbortSignal(late, body)),
    () => {
      throw new BodyTimeoutError(timeoutMs);
    },
  );
}

async function readAll(body: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new Ec2Error('The answer is larger than any answer of EC2 can be.', {
        kind: 'bad-answer',
        advice: 'endpoint',
      });
    }

    chunks.push(chunk);
  }

  return Buffer.concat(chunks, size);
}

class BodyTimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';

  constructor(timeoutMs: number) {
    super(`The answer did not end within ${timeoutMs} ms.`);
  }
}
