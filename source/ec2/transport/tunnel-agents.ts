import type http from 'node:http';
import type {Socket} from 'node:net';
import {HttpProxyAgent} from 'http-proxy-agent';
import {HttpsProxyAgent} from 'https-proxy-agent';
import {within} from '../../base/within.js';
import {ConnectTimeoutError, limitConnecting} from './connection.js';
import {ProxyError} from './proxy-error.js';

type ProxyAgentOptions = http.AgentOptions & {
  /** What the proxy is told. */
  readonly headers: http.OutgoingHttpHeaders;
};

type ToProxy = Parameters<HttpProxyAgent<string>['connect']>;

type ThroughProxy = Parameters<HttpsProxyAgent<string>['connect']>;

/** To a proxy for plain HTTP, within a time. */
export class LimitedHttpProxyAgent extends HttpProxyAgent<string> {
  readonly #limitMs: number;

  constructor(proxy: URL, options: ProxyAgentOptions, limitMs: number) {
    super(proxy, options);
    this.#limitMs = limitMs;
  }

  override connect(...[request, options]: ToProxy): Promise<Socket> {
    return connectWithin(this.#limitMs, signal => {
      this.connectOpts = {...this.connectOpts, signal} as typeof this.connectOpts;
      return super.connect(request, options);
    });
  }
}

/** Through a proxy's tunnel: the connection to the proxy, its word and the handshake at the other end share one time. What the proxy says instead is an error of its own. */
export class LimitedHttpsProxyAgent extends HttpsProxyAgent<string> {
  readonly #limitMs: number;

  constructor(proxy: URL, options: ProxyAgentOptions, limitMs: number) {
    super(proxy, options);
    this.#limitMs = limitMs;
  }

  override async connect(...[request, options]: ThroughProxy): Promise<Socket> {
    const startedAt = performance.now();
    let status: number | undefined;
    request.once('proxyConnect', (answer: {statusCode: number}) => {
      status = answer.statusCode;
    });
    const socket = await connectWithin(this.#limitMs, signal => {
      this.connectOpts = {...this.connectOpts, signal} as typeof this.connectOpts;
      return super.connect(request, options);
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code ? error : new ProxyError(this.proxy.host, undefined);
    });
    if (status !== 200) {
      socket.destroy();
      throw new ProxyError(this.proxy.host, status);
    }

    limitConnecting(socket, this.#limitMs - (performance.now() - startedAt), this.#limitMs);
    return socket;
  }
}

/** Takes back what has no connection after so many milliseconds; 0 waits for ever. @throws {ConnectTimeoutError} */
function connectWithin<T>(
  limitMs: number,
  connect: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return within(limitMs, connect, () => {
    throw new ConnectTimeoutError(limitMs);
  });
}
