import http from 'node:http';
import type {Socket} from 'node:net';
import {TLSSocket} from 'node:tls';
import {schedule} from '../../base/within.js';

/** No connection came about in time: to the service or its proxy, through the proxy, or with TLS. */
export class ConnectTimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
  readonly syscall = 'connect';

  constructor(limitMs: number) {
    super(`No connection came about within ${limitMs} ms.`);
  }
}

/** Destroys a socket that isn't ready after so many milliseconds; 0 waits for ever. With TLS it is ready after the handshake. */
export function limitConnecting(socket: Socket, leftMs: number, limitMs: number): void {
  if (limitMs === 0) {
    return;
  }

  const stop = schedule(
    () => socket.destroy(new ConnectTimeoutError(limitMs)),
    Math.max(0, leftMs),
  );
  socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', stop);
  socket.once('close', stop);
}

/** Limits the connections that an agent makes straight to a service. */
export function limitAgent<Agent extends http.Agent>(agent: Agent, limitMs: number): Agent {
  const create = agent.createConnection.bind(agent) as http.Agent['createConnection'];
  agent.createConnection = ((options, callback) => {
    const socket = create(options, callback) as Socket | undefined;
    if (socket) {
      limitConnecting(socket, limitMs, limitMs);
    }

    return socket;
  }) as http.Agent['createConnection'];
  return agent;
}

const cutWhileKept = new WeakSet<object>();

/** Whether the connection had been kept from a request before, and was cut before a byte of the answer came: the service had let go of it in the very moment, and has done nothing. */
export function wasCutWhileKept(error: unknown): boolean {
  return typeof error === 'object' && error !== null && cutWhileKept.has(error);
}

/** Watches what an agent's kept connections end with. */
export function watchKeptConnections<Agent extends http.Agent>(agent: Agent): Agent {
  agent.reuseSocket = (socket, request) => {
    http.Agent.prototype.reuseSocket.call(agent, socket, request);
    const {bytesRead} = socket as Socket;
    // Node's own code gives the error on: nobody must have heard of it before.
    request.prependOnceListener('error', (error: NodeJS.ErrnoException) => {
      // With TLS the goodbye is bytes, too.
      const isUnanswered =
        socket instanceof TLSSocket || (socket as Socket).bytesRead === bytesRead;
      if (isUnanswered && !hasAnswer(request) && /^(?:ECONNRESET|EPIPE)$/.test(error.code ?? '')) {
        cutWhileKept.add(error);
      }
    });
  };
  return agent;
}

function hasAnswer(request: http.ClientRequest): boolean {
  return Boolean((request as http.ClientRequest & {res?: unknown}).res);
}
